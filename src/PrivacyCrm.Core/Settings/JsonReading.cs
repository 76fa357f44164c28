using System.Globalization;
using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Settings;

/// <summary>Reads members of settings requests, each with the refusal that names it.</summary>
internal static class JsonReading
{
    public static Result<string?> Text(JsonElement json, string name, string path, int maximumLength = 255)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return (string?)null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Contains('\0', StringComparison.Ordinal))
        {
            return CrmErrors.Records.WrongType(name, $"{path}.{name}", "text");
        }

        string text = value.GetString()!.Trim();
        return text.Length > maximumLength ? CrmErrors.Records.TooLong(name, $"{path}.{name}", maximumLength) : text;
    }

    // Official samples send some numbers as texts.
    public static Result<long?> Number(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return (long?)null;
        }

        string? text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : CrmErrors.Records.WrongType(name, $"{path}.{name}", "integer");
    }

    public static Result<bool?> Flag(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return (bool?)null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : CrmErrors.Records.WrongType(name, $"{path}.{name}", "boolean");
    }

    public static Result<JsonElement?> Object(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return (JsonElement?)null;
        }

        return value.ValueKind == JsonValueKind.Object ? value : CrmErrors.Records.WrongType(name, $"{path}.{name}", "jsonobject");
    }

    public static Result<JsonElement?> List(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return (JsonElement?)null;
        }

        return value.ValueKind == JsonValueKind.Array ? value : CrmErrors.Records.WrongType(name, $"{path}.{name}", "jsonarray");
    }
}
