using System.Text.Json;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>A schema of the document, read once and asked often. A key that no schema tells of is a problem.</summary>
internal sealed class CompiledSchema
{
    /// <summary>The kinds it allows; none for any.</summary>
    public string? Type { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>Exactly one of these fits.</summary>
    public IReadOnlyList<CompiledSchema> Choices { get; set; } = [];

    /// <summary>Whether several of the choices may fit.</summary>
    public bool AllowsSeveral { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public Dictionary<string, CompiledSchema> Properties { get; init; } = [];

    /// <summary>What keys may hold that are not among the properties; null when there are none. A key that begins with <c>$</c> is never one of them.</summary>
    public CompiledSchema? Others { get; set; }

    public CompiledSchema? Items { get; set; }

    /// <summary>What a text or a number has to fit.</summary>
    public required ValueRule Rule { get; init; }

    /// <summary>The first problem, or null.</summary>
    public string? ProblemOf(JsonElement json, string path = "$")
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return IsNullable || Type is null || Choices.Any(choice => choice.IsNullable) ? null : $"{path}: null is not allowed";
        }

        if (Choices.Count > 0)
        {
            List<string?> problems = [.. Choices.Select(choice => choice.ProblemOf(json, path))];
            int fits = problems.Count(problem => problem is null);
            return fits == 1 || (fits > 1 && AllowsSeveral) ? null : $"{path}: {fits} fit: {string.Join("; ", problems.OfType<string>())}";
        }

        return (Type, json.ValueKind) switch
        {
            (null, _) => null,
            ("object", JsonValueKind.Object) => ProblemOfObject(json, path),
            ("array", JsonValueKind.Array) => ProblemOfArray(json, path),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
            ("string", JsonValueKind.String) => Rule.ProblemOf(json.GetString()!, path),
            ("integer", JsonValueKind.Number) when json.TryGetInt64(out _) => Rule.ProblemOf(json.GetDouble(), path),
            ("number", JsonValueKind.Number) => Rule.ProblemOf(json.GetDouble(), path),
            _ => $"{path}: {json.GetRawText()} is no {Type}",
        };
    }

    private string? ProblemOfArray(JsonElement json, string path)
    {
        int index = 0;
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (Items!.ProblemOf(item, path) is { } problem)
            {
                return $"{problem} (item {index})";
            }

            index++;
        }

        return Rule.ProblemOfCount(index, path);
    }

    private string? ProblemOfObject(JsonElement json, string path)
    {
        foreach (string name in Required)
        {
            if (!json.TryGetProperty(name, out _))
            {
                return $"{path}: {name} is missing";
            }
        }

        foreach (JsonProperty member in json.EnumerateObject())
        {
            CompiledSchema? schema = Properties.GetValueOrDefault(member.Name) ?? (member.Name.StartsWith('$') ? null : Others);
            string? problem = schema is null ? $"{path}: {member.Name} is not in the schema" : schema.ProblemOf(member.Value, $"{path}.{member.Name}");
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }
}
