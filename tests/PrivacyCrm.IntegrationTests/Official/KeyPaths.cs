using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>The keys of JSON as paths: <c>data[].Owner.id</c>.</summary>
internal static class KeyPaths
{
    /// <summary>The paths of nested facts.</summary>
    public static IEnumerable<string> OfFacts(JsonObject facts, string prefix = "")
    {
        foreach ((string name, JsonNode? value) in facts)
        {
            yield return prefix + name;
            foreach (string path in value is JsonObject members ? OfFacts(members, $"{prefix}{name}.") : [])
            {
                yield return path;
            }
        }
    }

    /// <summary>The paths of an answer.</summary>
    public static IEnumerable<string> OfAnswer(JsonElement json, string path = "")
    {
        string dot = path.Length == 0 ? path : $"{path}.";
        return json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(member => OfAnswer(member.Value, dot + member.Name).Prepend(dot + member.Name)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(item => OfAnswer(item, $"{path}[]")).Prepend($"{path}[]"),
            _ => [],
        };
    }

    /// <summary>Paths without those inside others.</summary>
    public static List<string> Roots(IReadOnlyCollection<string> paths) =>
        [.. paths.Where(path => !paths.Any(other => path.StartsWith($"{other}.", StringComparison.Ordinal)))];

    /// <summary>Tells whether a schema knows a path: null when not, otherwise whether every answer has it.</summary>
    public static bool? IsRequired(CompiledSchema schema, string path) => IsRequired(schema, path.Split('.'), isRequired: true);

    private static bool? IsRequired(CompiledSchema schema, ReadOnlySpan<string> parts, bool isRequired)
    {
        if (parts.IsEmpty)
        {
            return isRequired;
        }

        bool? best = null;
        foreach (CompiledSchema choice in schema.Choices)
        {
            bool? one = IsRequired(choice, parts, isRequired);
            best = best == true ? best : one ?? best;
        }

        string name = parts[0].Replace("[]", string.Empty, StringComparison.Ordinal);
        if (schema.Properties.GetValueOrDefault(name) is { } member)
        {
            bool isAlways = isRequired && schema.Required.Contains(name);
            return IsRequired(parts[0].EndsWith("[]", StringComparison.Ordinal) ? member.Items ?? member : member, parts[1..], isAlways);
        }

        return best ?? (schema.Others is not null && !name.StartsWith('$') ? false : null);
    }
}
