using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>Compiles the schemas of the document. A keyword that it does not know stops it, so that none is passed over.</summary>
internal sealed class SchemaCompiler(JsonNode document)
{
    private static readonly HashSet<string> Known = new(
        [
            "$ref", "type", "nullable", "oneOf", "anyOf", "properties", "required", "additionalProperties", "items", "enum", "not", "pattern", "format", "minimum", "maximum",
            "minItems", "maxItems", "minLength", "maxLength", "description", "example", "default", "readOnly", "writeOnly", "title", "deprecated",
        ],
        StringComparer.Ordinal);

    private static readonly CompiledSchema Anything = new() { Rule = new ValueRule() };

    private readonly Dictionary<string, CompiledSchema> _named = new(StringComparer.Ordinal);

    /// <summary>Compiles a schema.</summary>
    public CompiledSchema Compile(JsonNode schema)
    {
        if ((string?)schema["$ref"] is not { } reference)
        {
            return CompileOwn(schema, _ => { });
        }

        return _named.TryGetValue(reference, out CompiledSchema? known) ? known : CompileOwn(Resolve(schema), made => _named[reference] = made);
    }

    /// <summary>What a reference points to, or the node itself.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        while ((string?)node["$ref"] is { } reference)
        {
            node = reference.TrimStart('#', '/').Split('/').Aggregate(document, (parent, name) => parent[name]!);
        }

        return node;
    }

    private CompiledSchema CompileOwn(JsonNode schema, Action<CompiledSchema> keep)
    {
        if (schema.AsObject().FirstOrDefault(member => !Known.Contains(member.Key)).Key is { } unknown)
        {
            throw new InvalidOperationException($"Nobody checks {unknown} in {schema.ToJsonString()}.");
        }

        JsonObject properties = schema["properties"]?.AsObject() ?? [];
        CompiledSchema made = new()
        {
            Type = (string?)schema["type"] ?? (properties.Count > 0 ? "object" : null),
            IsNullable = (bool?)schema["nullable"] == true,
            Required = [.. (schema["required"]?.AsArray() ?? []).Select(name => (string)name!)],
            AllowsSeveral = schema["anyOf"] is not null,
            Rule = RuleOf(schema),
        };

        // Kept before its members are compiled, since a schema may hold itself.
        keep(made);
        made.Choices = [.. ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() ?? []).Select(choice => Compile(choice!))];
        made.Items = schema["items"] is { } items ? Compile(items) : Anything;
        made.Others = schema["additionalProperties"] switch
        {
            JsonObject others => Compile(others),
            null when properties.Count == 0 => Anything,
            _ => null,
        };
        foreach ((string name, JsonNode? property) in properties)
        {
            made.Properties[name] = Compile(property!);
        }

        return made;
    }

    private static ValueRule RuleOf(JsonNode schema) => new()
    {
        Words = schema["enum"] is JsonArray words ? [.. words.Select(word => word?.ToString() ?? string.Empty)] : null,
        Forbidden = [.. (schema["not"]?["enum"]?.AsArray() ?? []).Select(word => (string)word!)],
        Pattern = (string?)schema["pattern"] is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant) : null,
        Format = (string?)schema["type"] == "string" ? (string?)schema["format"] : null,
        Minimum = Number(schema["minimum"] ?? schema["minItems"] ?? schema["minLength"]) ?? double.MinValue,
        Maximum = Number(schema["maximum"] ?? schema["maxItems"] ?? schema["maxLength"]) ?? double.MaxValue,
    };

    private static double? Number(JsonNode? node) => node is null ? null : double.Parse(node.ToString(), CultureInfo.InvariantCulture);
}
