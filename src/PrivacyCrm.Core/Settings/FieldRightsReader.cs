using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Settings;

/// <summary>The <c>profiles</c> of a field, each <c>{id, permission_type}</c>: who may see and write it.</summary>
internal static class FieldRightsReader
{
    public static Result<IReadOnlyList<(long ProfileId, FieldRight Right)>> Read(JsonElement json, string path)
    {
        if (!JsonReading.List(json, "profiles", path).TryGet(out JsonElement? list, out CrmError? error))
        {
            return error;
        }

        List<(long, FieldRight)> rights = [];
        if (list is not { } sent)
        {
            return rights;
        }

        foreach (JsonElement item in sent.EnumerateArray())
        {
            string inner = $"{path}.profiles[{rights.Count}]";
            if (item.ValueKind != JsonValueKind.Object)
            {
                return CrmErrors.Records.WrongType("profiles", inner, "jsonobject");
            }

            if (!JsonReading.Text(item, "permission_type", inner).TryGet(out string? name, out error))
            {
                return error;
            }

            if (name is null)
            {
                return CrmErrors.Settings.MandatoryMissing("permission_type", $"{inner}.permission_type");
            }

            if (FieldRights.Find(name) is not { } right)
            {
                return CrmErrors.Records.NotSupportedValue("permission_type", $"{inner}.permission_type", FieldRights.Names);
            }

            if (!item.TryGetProperty("id", out JsonElement id) || RecordId.Read(id) is not { } known)
            {
                return CrmErrors.Records.InvalidId("id", $"{inner}.id");
            }

            rights.Add((known, right));
        }

        return rights;
    }

    /// <summary>Gives profiles their rights to a field.</summary>
    /// <param name="profiles">The profiles as they are so far; changed ones replace them.</param>
    /// <param name="field">The field.</param>
    /// <param name="rights">The rights.</param>
    /// <param name="path">Where the field is.</param>
    /// <returns>The refusal, or null.</returns>
    public static CrmError? Apply(Dictionary<long, Profile> profiles, Field field, IReadOnlyList<(long ProfileId, FieldRight Right)> rights, string path)
    {
        Dictionary<long, Profile> changed = [];
        for (int index = 0; index < rights.Count; index++)
        {
            (long id, FieldRight right) = rights[index];
            string inner = $"{path}.profiles[{index}]";
            if (!profiles.TryGetValue(id, out Profile? profile))
            {
                return CrmErrors.Records.InvalidId("id", $"{inner}.id");
            }

            // What every record needs, and what the one profile without restrictions has, stays open; saying so again changes nothing.
            FieldRight open = field.IsReadOnly && right == FieldRight.ReadOnly ? FieldRight.ReadWrite : right;
            if (open != FieldRight.ReadWrite && (profile.IsSystem || field.IsMandatory || field.Type is RecordIdType))
            {
                return CrmErrors.Settings.ChangeNotAllowed("permission_type", $"{inner}.permission_type");
            }

            changed[id] = profile.With(field.Id, open);
        }

        foreach ((long id, Profile profile) in changed)
        {
            profiles[id] = profile;
        }

        return null;
    }
}
