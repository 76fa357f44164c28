using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>Checks JSON against the schemas of the document, as far as the document uses them. A key that no schema tells of is a problem.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <summary>The first problem, or null.</summary>
    public string? ProblemOf(JsonNode? json, JsonNode schema, string path = "$")
    {
        schema = Resolve(schema);
        if (schema["oneOf"] is JsonArray choices)
        {
            List<string?> problems = [.. choices.Select(choice => ProblemOf(json, choice!, path))];
            return problems.Count(problem => problem is null) == 1 ? null : $"{path}: not exactly one fits: {string.Join("; ", problems.OfType<string>())}";
        }

        return json is null
            ? (bool?)schema["nullable"] == true ? null : $"{path}: null is not allowed"
            : ((string?)schema["type"], json) switch
            {
                ("object", JsonObject found) => ProblemOfObject(found, schema, path),
                ("array", JsonArray found) => found.Select((item, index) => ProblemOf(item, schema["items"]!, $"{path}[{index}]")).FirstOrDefault(one => one is not null),
                ("string", JsonValue found) when found.GetValueKind() == JsonValueKind.String => ProblemOfText((string)found!, schema, path),
                ("integer", JsonValue found) when found.GetValueKind() == JsonValueKind.Number => null,
                ("boolean", JsonValue found) when found.GetValueKind() is JsonValueKind.True or JsonValueKind.False => null,
                (var type, _) => $"{path}: {json.ToJsonString()} is no {type}",
            };
    }

    private string? ProblemOfObject(JsonObject json, JsonNode schema, string path)
    {
        List<string> missing = [.. (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !json.ContainsKey(name))];
        if (missing.Count > 0)
        {
            return $"{path}: missing {string.Join(", ", missing)}";
        }

        bool isOpen = schema["additionalProperties"] is JsonObject || (schema["properties"] is null && schema["additionalProperties"] is null);
        foreach ((string name, JsonNode? member) in json)
        {
            string? problem = schema["properties"]?[name] is { } known ? ProblemOf(member, known, $"{path}.{name}")
                : isOpen ? null
                : $"{path}: {name} is not in the schema";
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? ProblemOfText(string text, JsonNode schema, string path)
    {
        bool isChoice = schema["enum"] is not JsonArray choices || choices.Any(choice => (string?)choice == text);
        bool isMatch = schema["pattern"] is not { } pattern || Regex.IsMatch(text, (string)pattern!);
        return isChoice && isMatch ? null : $"{path}: {text} is not allowed";
    }

    private JsonNode Resolve(JsonNode node)
    {
        while ((string?)node["$ref"] is { } reference)
        {
            node = reference.TrimStart('#', '/').Split('/').Aggregate(document, (parent, name) => parent[name]!);
        }

        return node;
    }
}
