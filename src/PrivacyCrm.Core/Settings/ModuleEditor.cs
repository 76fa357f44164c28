using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes modules and changes their labels.</summary>
/// <param name="organizations">Where modules are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class ModuleEditor(IOrganizationStore organizations, IdSource ids, TimeProvider time)
{
    private const int MaximumLabelLength = 25;
    private const string Root = "$.modules[0]";

    // Words that stand for something else in the same place of a path.
    private static readonly ImmutableHashSet<string> Reserved = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "org", "users", "settings", "coql", "privacy", "search", "upsert", "deleted", "actions", "upload", "files", "bulk", "id", "custom");

    /// <summary>Makes a module.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="json">The module as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> CreateAsync(Caller caller, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization => Make(organization, json).TryGet(out Module? module, out CrmError? error)
                && ReadProfiles(organization, json).TryGet(out HashSet<long>? profiles, out error)
                    ? new Decision<RowOutcome>(
                        new OrganizationChange
                        {
                            NewModules = [module],
                            SavedProfiles = [.. organization.Profiles.Where(profile => !profile.IsSystem && !profiles.Contains(profile.Id)).Select(profile => profile.With(module.Id, ModuleUse.All))],
                        },
                        Done(module, "module created successfully"))
                    : new Decision<RowOutcome>(null, error),
            cancellationToken);
    }

    /// <summary>Changes the labels of a module.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="name">Its API name or id.</param>
    /// <param name="json">The module as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome; a refusal without details for a module that does not exist.</returns>
    public Task<RowOutcome> UpdateAsync(Caller caller, string name, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                Module? before = organization.FindModule(name) ?? organization.Modules.FirstOrDefault(module => module.Id == RecordId.Parse(name));
                if (before is null)
                {
                    return new Decision<RowOutcome>(null, CrmErrors.Requests.UnknownSettingsModule());
                }

                if (!ReadLabel(json, "singular_label").TryGet(out string? singular, out CrmError? error)
                    || !ReadLabel(json, "plural_label").TryGet(out string? plural, out error))
                {
                    return new Decision<RowOutcome>(null, error);
                }

                Module after = before with { SingularLabel = singular ?? before.SingularLabel, PluralLabel = plural ?? before.PluralLabel, ModifiedTime = time.GetUtcNow() };
                return new Decision<RowOutcome>(new OrganizationChange { ChangedModules = [after] }, Done(after, "module updated successfully"));
            },
            cancellationToken);
    }

    private Result<Module> Make(Organization organization, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("modules", Root, "jsonobject");
        }

        if (!ReadLabel(json, "plural_label").TryGet(out string? plural, out CrmError? error)
            || !ReadLabel(json, "singular_label").TryGet(out string? singular, out error)
            || !JsonReading.Text(json, "api_name", Root, 50).TryGet(out string? apiName, out error)
            || !ReadName(json, Root).TryGet(out (string Label, AutoNumber? Format) nameField, out error))
        {
            return error;
        }

        if (string.IsNullOrEmpty(plural) || string.IsNullOrEmpty(singular))
        {
            string missing = string.IsNullOrEmpty(plural) ? "plural_label" : "singular_label";
            return CrmErrors.Settings.MandatoryMissing(missing, $"{Root}.{missing}");
        }

        if (organization.Modules.Any(module => string.Equals(module.PluralLabel, plural, StringComparison.OrdinalIgnoreCase)))
        {
            return CrmErrors.Settings.DuplicateModule("plural_label", $"{Root}.plural_label");
        }

        if (apiName is not null && !ApiNames.IsWellFormed(apiName))
        {
            return CrmErrors.Records.InvalidValue("api_name", $"{Root}.api_name");
        }

        apiName ??= ApiNames.Make(plural, name => Exists(organization, name) || Reserved.Contains(name));
        if (Reserved.Contains(apiName))
        {
            return CrmErrors.Settings.ReservedWord("api_name", $"{Root}.api_name");
        }

        return Exists(organization, apiName)
            ? CrmErrors.Settings.DuplicateModule("api_name", $"{Root}.api_name")
            : DefaultModules.Custom(ids.Next, organization.Modules.Count(module => module.IsCustom) + 1, apiName, (singular, plural), nameField) with { ModifiedTime = time.GetUtcNow() };
    }

    // The profiles that may use the module; the one without restrictions always may.
    private static Result<HashSet<long>> ReadProfiles(Organization organization, JsonElement json)
    {
        if (!JsonReading.List(json, "profiles", Root).TryGet(out JsonElement? list, out CrmError? error))
        {
            return error;
        }

        if (list is not { } sent || sent.GetArrayLength() == 0)
        {
            return CrmErrors.Settings.MandatoryMissing("profiles", $"{Root}.profiles");
        }

        HashSet<long> ids = [];
        int index = 0;
        foreach (JsonElement item in sent.EnumerateArray())
        {
            long? id = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out JsonElement member) ? RecordId.Read(member) : null;
            if (organization.FindProfile(id) is not { } profile)
            {
                return CrmErrors.Records.InvalidId("id", $"{Root}.profiles[{index}].id");
            }

            index++;
            ids.Add(profile.Id);
        }

        return ids;
    }

    private static bool Exists(Organization organization, string apiName) =>
        organization.Modules.Any(module => string.Equals(module.ApiName, apiName, StringComparison.OrdinalIgnoreCase));

    private static Result<string?> ReadLabel(JsonElement json, string name)
    {
        string path = $"{Root}.{name}";
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("modules", Root, "jsonobject");
        }

        if (!JsonReading.Text(json, name, Root, MaximumLabelLength).TryGet(out string? label, out CrmError? error))
        {
            return error;
        }

        return label is null || label.All(unit => char.IsLetterOrDigit(unit) || unit == ' ') ? label : CrmErrors.Records.InvalidValue(name, path);
    }

    private static Result<(string Label, AutoNumber? Format)> ReadName(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "display_field", path).TryGet(out JsonElement? display, out CrmError? error))
        {
            return error;
        }

        if (display is not { } sent)
        {
            return ("Name", null);
        }

        string inner = $"{path}.display_field";
        if (!JsonReading.Text(sent, "field_label", inner).TryGet(out string? label, out error)
            || !JsonReading.Text(sent, "data_type", inner).TryGet(out string? type, out error)
            || !FieldTypeReader.ReadAutoNumber(sent, inner).TryGet(out AutoNumber? format, out error))
        {
            return error;
        }

        if (string.IsNullOrEmpty(label))
        {
            return CrmErrors.Settings.MandatoryMissing("field_label", $"{inner}.field_label");
        }

        return type switch
        {
            null or "text" => (label, null),
            "autonumber" => (label, format ?? new AutoNumber(string.Empty, 1, string.Empty)),
            _ => CrmErrors.Records.NotSupportedValue("data_type", $"{inner}.data_type", ["text", "autonumber"]),
        };
    }

    private static RowOutcome Done(Module module, string message) =>
        new() { Message = message, Details = ErrorDetails.Of(("id", RecordId.Format(module.Id))) };
}
