using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads what a request says about a field. Members that are not here are ignored, as the original does with many.</summary>
internal static class FieldDraftReader
{
    private const int MaximumLabelLength = 50;

    public static Result<FieldDraft> Read(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("fields", path, "jsonobject");
        }

        if (!JsonReading.Text(json, "field_label", path, MaximumLabelLength).TryGet(out string? label, out CrmError? error)
            || !JsonReading.Text(json, "api_name", path).TryGet(out string? apiName, out error)
            || !ReadCrypt(json, path).TryGet(out _, out error)
            || !ReadType(json, path).TryGet(out FieldType? type, out error)
            || !ReadInt(json, "length", path).TryGet(out int? length, out error)
            || !ReadInt(json, "decimal_place", path).TryGet(out int? decimals, out error)
            || !ReadTooltip(json, path).TryGet(out Tooltip? tooltip, out error)
            || !ReadUnique(json, path).TryGet(out bool? unique, out error)
            || !ReadPrivate(json, path).TryGet(out PersonalMark? personal, out error)
            || !FieldTypeReader.ReadOptions(json, path).TryGet(out IReadOnlyList<OptionDraft>? options, out error)
            || !FieldTypeReader.ReadLookup(json, path).TryGet(out string? lookup, out error)
            || !FieldTypeReader.ReadTextarea(json, path).TryGet(out string? textarea, out error)
            || !FieldTypeReader.ReadAutoNumber(json, path).TryGet(out AutoNumber? autoNumber, out error)
            || !ReadConvertMapping(json, path).TryGet(out ConvertMapping? mapping, out error)
            || !FieldRightsReader.Read(json, path).TryGet(out IReadOnlyList<(long, FieldRight)>? rights, out error))
        {
            return error;
        }

        return new FieldDraft
        {
            Id = json.TryGetProperty("id", out JsonElement id) ? RecordId.Read(id) : null,
            ApiName = apiName,
            Label = label,
            Type = type,
            Length = length ?? (textarea is null ? null : FieldTypeReader.TextareaKinds.First(kind => kind.Kind == textarea).Length),
            DecimalPlaces = decimals,
            Tooltip = tooltip,
            IsUnique = unique,
            Personal = personal,
            Options = options,
            LookupModule = lookup,
            TextareaKind = textarea,
            AutoNumber = autoNumber,
            ConvertMapping = mapping,
            Rights = rights,
        };
    }

    private static Result<FieldType?> ReadType(JsonElement json, string path)
    {
        if (!JsonReading.Text(json, "data_type", path).TryGet(out string? name, out CrmError? error))
        {
            return error;
        }

        if (name is null)
        {
            return (FieldType?)null;
        }

        return FieldTypes.Find(name) is { CanBeCreated: true } type ? type : CrmErrors.Records.InvalidValue("data_type", $"{path}.data_type");
    }

    private static Result<int?> ReadInt(JsonElement json, string name, string path)
    {
        if (!JsonReading.Number(json, name, path).TryGet(out long? number, out CrmError? error))
        {
            return error;
        }

        return number > 100_000 ? CrmErrors.Records.InvalidValue(name, $"{path}.{name}") : (int?)number;
    }

    private static Result<Tooltip?> ReadTooltip(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "tooltip", path).TryGet(out JsonElement? tooltip, out CrmError? error))
        {
            return error;
        }

        if (tooltip is not { } sent)
        {
            return (Tooltip?)null;
        }

        string inner = $"{path}.tooltip";
        if (!JsonReading.Text(sent, "name", inner).TryGet(out string? name, out error))
        {
            return error;
        }

        int maximum = name == "static_text" ? 35 : 255;
        if (name is not ("static_text" or "info_icon"))
        {
            return CrmErrors.Records.NotSupportedValue("name", $"{inner}.name", ["static_text", "info_icon"]);
        }

        if (!JsonReading.Text(sent, "value", inner, maximum).TryGet(out string? value, out error))
        {
            return error;
        }

        return value is null ? CrmErrors.Settings.MandatoryMissing("value", $"{inner}.value") : new Tooltip(name, value);
    }

    private static Result<bool?> ReadUnique(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "unique", path).TryGet(out JsonElement? unique, out CrmError? error))
        {
            return error;
        }

        return unique is { } sent ? sent.EnumerateObject().Any() && !sent.TryGetProperty("_disable", out _) : (bool?)null;
    }

    private static Result<PersonalMark?> ReadPrivate(JsonElement json, string path)
    {
        if (!json.TryGetProperty("private", out JsonElement mark))
        {
            return (PersonalMark?)null;
        }

        if (mark.ValueKind == JsonValueKind.Null)
        {
            return PersonalMark.None;
        }

        string inner = $"{path}.private";
        if (mark.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("private", inner, "jsonobject");
        }

        if (!mark.TryGetProperty("type", out JsonElement type) || type.ValueKind == JsonValueKind.Null)
        {
            return PersonalMark.Unrated;
        }

        return type.ValueKind != JsonValueKind.String
            ? CrmErrors.Records.WrongType("type", $"{inner}.type", "text")
            : type.GetString() switch
            {
                "High" => PersonalMark.High,
                "Low" => PersonalMark.Low,
                _ => CrmErrors.Records.NotSupportedValue("type", $"{inner}.type", ["Low", "High"]),
            };
    }

    // Nothing here is encrypted field by field, so a valid wish is accepted and metadata go on saying "crypt": null.
    private static Result<bool> ReadCrypt(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "crypt", path).TryGet(out JsonElement? crypt, out CrmError? error))
        {
            return error;
        }

        if (crypt is not { } sent)
        {
            return true;
        }

        if (!JsonReading.Text(sent, "mode", $"{path}.crypt").TryGet(out string? mode, out error))
        {
            return error;
        }

        return mode is "encryption" or "decryption" ? true : CrmErrors.Records.NotSupportedValue("mode", $"{path}.crypt.mode", ["encryption", "decryption"]);
    }

    private static Result<ConvertMapping?> ReadConvertMapping(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "convert_mapping", path).TryGet(out JsonElement? mapping, out CrmError? error))
        {
            return error;
        }

        if (mapping is not { } sent)
        {
            return (ConvertMapping?)null;
        }

        string inner = $"{path}.convert_mapping";
        return JsonReading.Text(sent, "Contacts", inner).TryGet(out string? contacts, out error)
            && JsonReading.Text(sent, "Accounts", inner).TryGet(out string? accounts, out error)
            && JsonReading.Text(sent, "Deals", inner).TryGet(out string? deals, out error)
                ? new ConvertMapping(contacts, accounts, deals)
                : error;
    }
}
