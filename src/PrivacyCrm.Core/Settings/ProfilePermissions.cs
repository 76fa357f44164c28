using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads <c>permissions_details</c>, each <c>{id, enabled}</c>, into a profile.</summary>
internal sealed class ProfilePermissions(Organization organization, string root)
{
    private readonly Dictionary<long, Permission> _known = Permissions.Of(organization).ToDictionary(permission => permission.Id);

    public Result<Profile> Apply(Profile profile, JsonElement list)
    {
        List<(Permission Permission, string Path)> given = [];
        Profile changed = profile;
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            string path = $"{root}.permissions_details[{index++}]";
            if (item.ValueKind != JsonValueKind.Object)
            {
                return CrmErrors.Records.WrongType("permissions_details", path, "jsonobject");
            }

            if (!item.TryGetProperty("id", out JsonElement id) || RecordId.Read(id) is not { } known || !_known.TryGetValue(known, out Permission? permission))
            {
                return CrmErrors.People.UnknownPermission($"{path}.id");
            }

            if (!item.TryGetProperty("enabled", out JsonElement enabled) || enabled.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return CrmErrors.Records.WrongType("enabled", $"{path}.enabled", "boolean");
            }

            changed = Set(changed, permission, enabled.GetBoolean());
            if (enabled.GetBoolean())
            {
                given.Add((permission, $"{path}.id"));
            }
        }

        // The order of a list must not matter, so parents are looked at when all of it is read.
        return given.Find(one => !one.Permission.IsGivenBy(changed)) is { Path: { } orphan } ? CrmErrors.People.ParentPermissionMissing(orphan) : changed;
    }

    private static Profile Set(Profile profile, Permission permission, bool isGiven)
    {
        if (permission.Module is not { } module)
        {
            return permission.Name == Permissions.Customize ? profile with { MayCustomize = isGiven } : profile with { MayManageProfiles = isGiven };
        }

        ModuleUse denied = profile.Denied.GetValueOrDefault(module.Id);
        return profile.With(module.Id, isGiven ? denied & ~permission.Use : denied | permission.Use);
    }
}
