using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>An operation of the document: its address and its answers.</summary>
internal sealed class DocumentedOperation
{
    private readonly string[] _segments;
    private readonly ValueRule?[] _rules;

    public DocumentedOperation(string method, string path, JsonNode operation, SchemaCompiler schemas)
    {
        Method = method.ToUpperInvariant();
        Path = path;
        Id = (string)operation["operationId"]!;
        List<JsonNode> parameters = [.. (operation["parameters"]?.AsArray() ?? []).Select(parameter => schemas.Resolve(parameter!))];
        Parameters = [.. parameters.Where(parameter => (string?)parameter["in"] != "path").Select(parameter => (string)parameter["name"]!)];
        _segments = path.Split('/');
        _rules = [.. _segments.Select(segment => parameters.Find(one => segment == $"{{{one["name"]}}}") is { } parameter ? schemas.Compile(parameter["schema"]!).Rule : null)];
        Request = operation["requestBody"]?["content"]?.AsObject().First().Value!["schema"] is { } request ? schemas.Compile(request) : null;
        foreach ((string status, JsonNode? response) in operation["responses"]!.AsObject())
        {
            Answers[int.Parse(status, CultureInfo.InvariantCulture)] = (schemas.Resolve(response!)["content"]?.AsObject() ?? [])
                .ToDictionary(content => content.Key, content => schemas.Compile(content.Value!["schema"]!));
        }
    }

    public string Id { get; }

    public string Method { get; }

    public string Path { get; }

    /// <summary>The names of what stands in the query and in headers.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The body it takes; null for none.</summary>
    public CompiledSchema? Request { get; }

    /// <summary>For each status what a body may be, by content type.</summary>
    public Dictionary<int, Dictionary<string, CompiledSchema>> Answers { get; } = [];

    /// <summary>What a success may be.</summary>
    public IEnumerable<CompiledSchema> Successes => Answers.Where(answer => answer.Key is >= 200 and <= 299).SelectMany(answer => answer.Value.Values);

    /// <summary>Sorts addresses so that words come before parameters.</summary>
    public string Order => string.Join('/', _segments.Select(segment => segment.StartsWith('{') ? $"~{segment}" : segment));

    /// <summary>Tells whether the segments of a path are this address.</summary>
    public bool Fits(string[] segments) => segments.Length == _segments.Length && segments.Select((segment, index) => FitsAt(segment, index)).All(fits => fits);

    /// <summary>Tells whether another address has the same words, and parameters in the same places.</summary>
    public bool IsAt(string[] segments) => segments.Length == _segments.Length
        && segments.Zip(_segments).All(pair => pair.First.StartsWith('{') ? pair.Second.StartsWith('{') : pair.First == pair.Second);

    private bool FitsAt(string segment, int index) => _segments[index].StartsWith('{')
        ? segment.Length > 0 && _rules[index]?.Forbidden.Contains(segment) != true && _rules[index]?.Words?.Contains(segment.ToLowerInvariant()) != false
        : string.Equals(segment, _segments[index], StringComparison.OrdinalIgnoreCase);
}
