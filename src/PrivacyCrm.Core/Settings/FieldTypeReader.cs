using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads those members of a field that belong to one type: options, the module of a lookup, the size of a long text, the form of automatic numbers.</summary>
internal static class FieldTypeReader
{
    /// <summary>The sizes of long texts.</summary>
    public static readonly ImmutableArray<(string Kind, int Length)> TextareaKinds = [("small", 2_000), ("large", 32_000), ("rich_text", 50_000)];

    /// <summary>The options of a picklist; null when nothing is said of them.</summary>
    public static Result<IReadOnlyList<OptionDraft>?> ReadOptions(JsonElement json, string path)
    {
        if (!JsonReading.List(json, "pick_list_values", path).TryGet(out JsonElement? list, out CrmError? error))
        {
            return error;
        }

        if (list is not { } sent)
        {
            return new Result<IReadOnlyList<OptionDraft>?>();
        }

        List<OptionDraft> options = [];
        foreach (JsonElement option in sent.EnumerateArray())
        {
            string inner = $"{path}.pick_list_values[{options.Count}]";
            if (option.ValueKind != JsonValueKind.Object)
            {
                return CrmErrors.Records.WrongType("pick_list_values", inner, "jsonobject");
            }

            if (!JsonReading.Text(option, "display_value", inner, 120).TryGet(out string? display, out error)
                || !JsonReading.Text(option, "actual_value", inner, 120).TryGet(out string? actual, out error))
            {
                return error;
            }

            if (string.IsNullOrEmpty(display))
            {
                return CrmErrors.Settings.MandatoryMissing("display_value", $"{inner}.display_value");
            }

            if (options.Exists(known => known.DisplayValue == display))
            {
                return CrmErrors.Settings.DuplicateOption($"{inner}.display_value");
            }

            options.Add(new OptionDraft(option.TryGetProperty("id", out JsonElement id) ? RecordId.Read(id) : null, display, actual ?? display));
        }

        return options;
    }

    /// <summary>The module that a lookup points into; null when nothing is said of it.</summary>
    public static Result<string?> ReadLookup(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "lookup", path).TryGet(out JsonElement? lookup, out CrmError? error))
        {
            return error;
        }

        if (lookup is not { } sent || !sent.TryGetProperty("module", out JsonElement module))
        {
            return (string?)null;
        }

        return module.ValueKind == JsonValueKind.String
            ? module.GetString()
            : module.ValueKind == JsonValueKind.Object
                ? JsonReading.Text(module, "api_name", $"{path}.lookup.module")
                : CrmErrors.Records.WrongType("module", $"{path}.lookup.module", "jsonobject");
    }

    /// <summary>The size of a long text; null when nothing is said of it.</summary>
    public static Result<string?> ReadTextarea(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "textarea", path).TryGet(out JsonElement? textarea, out CrmError? error))
        {
            return error;
        }

        if (textarea is not { } sent)
        {
            return (string?)null;
        }

        if (!JsonReading.Text(sent, "type", $"{path}.textarea").TryGet(out string? kind, out error))
        {
            return error;
        }

        return kind is null || TextareaKinds.Any(known => known.Kind == kind)
            ? kind
            : CrmErrors.Records.NotSupportedValue("type", $"{path}.textarea.type", TextareaKinds.Select(known => known.Kind));
    }

    /// <summary>The form of automatic numbers; null when nothing is said of it.</summary>
    public static Result<AutoNumber?> ReadAutoNumber(JsonElement json, string path)
    {
        if (!JsonReading.Object(json, "auto_number", path).TryGet(out JsonElement? format, out CrmError? error))
        {
            return error;
        }

        if (format is not { } sent)
        {
            return (AutoNumber?)null;
        }

        string inner = $"{path}.auto_number";
        if (!JsonReading.Text(sent, "prefix", inner, 50).TryGet(out string? prefix, out error)
            || !JsonReading.Number(sent, "start_number", inner).TryGet(out long? start, out error)
            || !JsonReading.Text(sent, "suffix", inner, 50).TryGet(out string? suffix, out error))
        {
            return error;
        }

        return start is null
            ? CrmErrors.Settings.MandatoryMissing("start_number", $"{inner}.start_number")
            : new AutoNumber(prefix ?? string.Empty, start.Value, suffix ?? string.Empty);
    }
}
