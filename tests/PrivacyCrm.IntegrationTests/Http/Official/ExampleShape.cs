using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyCrm.IntegrationTests.Http.Official;

/// <summary>Tells whether an answer has the keys of an example, and values of the same kinds. Null stands for any kind, and the answer may have more.</summary>
internal static class ExampleShape
{
    /// <summary>The first difference, or null.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (null, _) or (_, null) => null,
        (JsonObject left, JsonObject right) => left.Select(member => right.ContainsKey(member.Key) ? Difference(member.Value, right[member.Key], $"{path}.{member.Key}") : $"{path}.{member.Key} is missing")
            .FirstOrDefault(difference => difference is not null),
        (JsonArray { Count: > 0 }, JsonArray { Count: 0 }) => $"{path} is empty",
        (JsonArray { Count: > 0 } left, JsonArray right) => Difference(left[0], right[0], $"{path}[0]"),
        _ => KindOf(expected) == KindOf(actual) ? null : $"{path}: expected {KindOf(expected)}, got {KindOf(actual)}",
    };

    private static JsonValueKind KindOf(JsonNode json) => json.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : json.GetValueKind();
}
