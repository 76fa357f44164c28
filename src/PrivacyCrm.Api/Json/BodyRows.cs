using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Json;

/// <summary>The list that most bodies wrap, such as <c>{"data":[…]}</c>.</summary>
internal static class BodyRows
{
    /// <summary>Reads the list.</summary>
    public static Result<List<JsonElement>> Of(JsonDocument body, string name, int maximum)
    {
        if (body.RootElement.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.UnreadableBody();
        }

        if (!body.RootElement.TryGetProperty(name, out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return CrmErrors.Records.MandatoryMissing(name, $"$.{name}");
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return CrmErrors.Records.WrongType(name, $"$.{name}", "jsonarray");
        }

        return list.GetArrayLength() > maximum
            ? CrmErrors.Records.TooManyRecords(name, maximum)
            : list.EnumerateArray().ToList();
    }

    /// <summary>Reads an optional list of texts.</summary>
    public static Result<List<string>?> Texts(JsonDocument body, string name)
    {
        if (!body.RootElement.TryGetProperty(name, out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        bool isList = list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        return isList ? list.EnumerateArray().Select(item => item.GetString()!).ToList() : CrmErrors.Records.WrongType(name, $"$.{name}", "jsonarray");
    }
}
