using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>Compares the keys and kinds of JSON, values aside. An expected list may show the first items only.</summary>
internal static class JsonShape
{
    /// <summary>The first difference, or null.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (JsonObject left, JsonObject right) => !left.Select(pair => pair.Key).SequenceEqual(right.Select(pair => pair.Key))
            ? $"{path}: expected {Keys(left)}, got {Keys(right)}"
            : left.Select(pair => Difference(pair.Value, right[pair.Key], $"{path}.{pair.Key}")).FirstOrDefault(one => one is not null),
        (JsonArray left, JsonArray right) => left.Count > right.Count
            ? $"{path}: expected {left.Count} items, got {right.Count}"
            : left.Select((item, index) => Difference(item, right[index], $"{path}[{index}]")).FirstOrDefault(one => one is not null),
        _ => KindOf(expected) == KindOf(actual) ? null : $"{path}: expected {KindOf(expected)}, got {KindOf(actual)}",
    };

    private static string Keys(JsonObject json) => string.Join(", ", json.Select(pair => pair.Key));

    private static JsonValueKind KindOf(JsonNode? json) => json?.GetValueKind() switch
    {
        null => JsonValueKind.Null,
        JsonValueKind.False => JsonValueKind.True,
        { } kind => kind,
    };
}
