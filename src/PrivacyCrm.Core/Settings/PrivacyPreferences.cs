using System.Collections.Immutable;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads and changes the privacy switches of an organization. The original has no API for them; the key names are its own.</summary>
/// <param name="organizations">Where they are.</param>
public sealed class PrivacyPreferences(IOrganizationStore organizations)
{
    private const string Status = "privacy_setting_status";
    private const string ModuleList = "consent_modules";
    private const string Api = "exclude_api_tpt";
    private const string ApiFields = "exclude_api_tpt_fields";
    private const string Export = "exclude_export";
    private const string ExportFields = "exclude_export_fields";

    private static readonly ImmutableArray<string> Keys = [Status, ModuleList, Api, ApiFields, Export, ExportFields];

    private static readonly ImmutableArray<(string Word, Sensitivity Sensitivity)> Words =
        [("all", Sensitivity.All), ("sensitive", Sensitivity.Sensitive), ("normal", Sensitivity.Normal)];

    /// <summary>Changes the switches that are named; the others stay.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="json">The switches as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The switches after the change, or the refusal that names the key.</returns>
    public Task<Result<PrivacySettings>> ChangeAsync(Caller caller, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization => Read(json, organization).TryGet(out PrivacySettings? settings, out CrmError? error)
                ? new Decision<Result<PrivacySettings>>(new OrganizationChange { Privacy = settings }, settings)
                : new Decision<Result<PrivacySettings>>(null, error),
            cancellationToken);
    }

    /// <summary>Writes the switches.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="settings">The switches.</param>
    public static void Write(Utf8JsonWriter writer, PrivacySettings settings)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(settings);
        writer.WriteStartObject();
        writer.WriteBoolean(Status, settings.IsEnabled);
        writer.WriteStartArray(ModuleList);
        foreach (string module in settings.Modules)
        {
            writer.WriteStringValue(module);
        }

        writer.WriteEndArray();
        writer.WriteBoolean(Api, settings.ApiRestriction != Sensitivity.None);
        writer.WriteString(ApiFields, WordOf(settings.ApiRestriction));
        writer.WriteBoolean(Export, settings.ExportRestriction != Sensitivity.None);
        writer.WriteString(ExportFields, WordOf(settings.ExportRestriction));
        writer.WriteEndObject();
    }

    private static Result<PrivacySettings> Read(JsonElement json, Organization organization)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.UnreadableBody();
        }

        // A switch that is not there would be a promise that is not kept, so an unknown key is refused.
        JsonProperty unknown = json.EnumerateObject().FirstOrDefault(property => !Keys.Contains(property.Name));
        if (unknown.Value.ValueKind != JsonValueKind.Undefined)
        {
            return CrmErrors.Records.InvalidValue(unknown.Name, $"$.{unknown.Name}");
        }

        if (!Flag(json, Status).TryGet(out bool? status, out CrmError? error)
            || !Modules(json).TryGet(out ImmutableArray<string>? modules, out error)
            || !Flag(json, Api).TryGet(out bool? api, out error)
            || !JsonReading.Text(json, ApiFields, "$").TryGet(out string? apiFields, out error)
            || !Flag(json, Export).TryGet(out bool? export, out error)
            || !JsonReading.Text(json, ExportFields, "$").TryGet(out string? exportFields, out error))
        {
            return error;
        }

        Change change = new(organization, modules, apiFields, exportFields);
        ValidationFailure? failure = ChangeRules.Instance.Validate(change).Errors.FirstOrDefault();
        if (failure is not null)
        {
            return CrmErrors.Records.NotSupportedValue(failure.PropertyName, $"$.{failure.PropertyName}", (IEnumerable<string>)failure.CustomState);
        }

        PrivacySettings before = organization.Privacy;
        return before with
        {
            IsEnabled = status ?? before.IsEnabled,
            Modules = modules ?? before.Modules,
            ApiRestriction = Restriction(before.ApiRestriction, api, apiFields),
            ExportRestriction = Restriction(before.ExportRestriction, export, exportFields),
        };
    }

    private static Sensitivity Restriction(Sensitivity before, bool? isOn, string? fields)
    {
        Sensitivity chosen = fields is null ? before : Words.First(word => word.Word == fields).Sensitivity;
        return isOn switch
        {
            false => Sensitivity.None,
            true when chosen == Sensitivity.None => Sensitivity.All,
            _ => chosen,
        };
    }

    private static string? WordOf(Sensitivity sensitivity) => Words.FirstOrDefault(word => word.Sensitivity == sensitivity).Word;

    private static Result<bool?> Flag(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value))
        {
            return (bool?)null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : CrmErrors.Records.WrongType(name, $"$.{name}", "boolean");
    }

    private static Result<ImmutableArray<string>?> Modules(JsonElement json)
    {
        if (!JsonReading.List(json, ModuleList, "$").TryGet(out JsonElement? list, out CrmError? error))
        {
            return error;
        }

        if (list is not { } sent)
        {
            return (ImmutableArray<string>?)null;
        }

        return sent.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? (ImmutableArray<string>?)[.. sent.EnumerateArray().Select(item => item.GetString()!).Distinct()]
            : CrmErrors.Records.WrongType(ModuleList, $"$.{ModuleList}", "text");
    }

    private sealed record Change(Organization Organization, ImmutableArray<string>? Modules, string? ApiFields, string? ExportFields);

    private sealed class ChangeRules : AbstractValidator<Change>
    {
        public static readonly ChangeRules Instance = new();

        private ChangeRules()
        {
            RuleFor(change => change.Modules)
                .Must((change, modules) => modules is not { } named || named.All(name => change.Organization.FindModule(name) is { SupportsPrivacy: true }))
                .WithState(change => change.Organization.Modules.Where(module => module.SupportsPrivacy).Select(module => module.ApiName))
                .OverridePropertyName(ModuleList);
            RuleFor(change => change.ApiFields).Must(IsWord).WithState(_ => Words.Select(word => word.Word)).OverridePropertyName(PrivacyPreferences.ApiFields);
            RuleFor(change => change.ExportFields).Must(IsWord).WithState(_ => Words.Select(word => word.Word)).OverridePropertyName(PrivacyPreferences.ExportFields);
        }

        private static bool IsWord(string? text) => text is null || Words.Any(word => word.Word == text);
    }
}
