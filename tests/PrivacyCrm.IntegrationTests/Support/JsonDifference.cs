using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Compares JSON: member order aside, with placeholders for what varies.</summary>
internal static partial class JsonDifference
{
    /// <summary>The first difference, or null.</summary>
    public static string? Of(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (null, null) => null,
        (JsonObject left, JsonObject right) => OfObjects(left, right, path),
        (JsonArray left, JsonArray right) => OfArrays(left, right, path),
        (JsonValue left, _) when left.GetValueKind() == JsonValueKind.String && left.GetValue<string>() is ['{', '{', .., '}', '}'] placeholder =>
            Fits(placeholder, actual) ? null : $"{path}: {actual?.ToJsonString() ?? "null"} is no {placeholder}",
        _ when JsonNode.DeepEquals(expected, actual) => null,
        _ => $"{path}: expected {expected?.ToJsonString() ?? "null"}, got {actual?.ToJsonString() ?? "null"}",
    };

    private static string? OfObjects(JsonObject expected, JsonObject actual, string path)
    {
        List<string> missing = [.. expected.Select(pair => pair.Key).Except(actual.Select(pair => pair.Key))];
        List<string> extra = [.. actual.Select(pair => pair.Key).Except(expected.Select(pair => pair.Key))];
        return missing.Count + extra.Count > 0
            ? $"{path}: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", extra)}]"
            : expected.Select(pair => Of(pair.Value, actual[pair.Key], $"{path}.{pair.Key}")).FirstOrDefault(one => one is not null);
    }

    private static string? OfArrays(JsonArray expected, JsonArray actual, string path) =>
        expected.Count != actual.Count
            ? $"{path}: expected {expected.Count} items, got {actual.Count}"
            : expected.Select((item, index) => Of(item, actual[index], $"{path}[{index}]")).FirstOrDefault(one => one is not null);

    private static bool Fits(string placeholder, JsonNode? actual) => actual is JsonValue value && value.GetValueKind() == JsonValueKind.String
        && placeholder switch
        {
            "{{id}}" => Id().IsMatch(value.GetValue<string>()),
            "{{time}}" => Time().IsMatch(value.GetValue<string>()),
            "{{zuid}}" => value.GetValue<string>().All(char.IsAsciiDigit),
            "{{token}}" => Token().IsMatch(value.GetValue<string>()),
            _ => throw new InvalidOperationException($"{placeholder} is no placeholder."),
        };

    [GeneratedRegex("^[0-9]{15,19}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$")]
    private static partial Regex Token();
}
