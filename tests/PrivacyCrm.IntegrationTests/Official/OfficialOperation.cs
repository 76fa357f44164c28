using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>What the published descriptions of the original state of one operation: facts only, in <c>operations.json</c>.</summary>
internal sealed class OfficialOperation
{
    private OfficialOperation(JsonNode facts)
    {
        File = (string)facts["file"]!;
        Id = (string)facts["operation"]!;
        Method = new HttpMethod((string)facts["method"]!);
        Path = (string)facts["path"]!;
        Parameters = [.. facts["parameters"]!.AsArray().Select(name => ((string)name!).Split(' ')[^1].TrimEnd('!'))];
        Statuses = [.. facts["statuses"]!.AsArray().Select(status => int.Parse((string)status!, System.Globalization.CultureInfo.InvariantCulture))];
        Keys = [.. KeyPaths.OfFacts(facts["keys"]!.AsObject())];
        BodyKeys = [.. KeyPaths.OfFacts(facts["body"]!.AsObject())];
        DetailKeys = [.. KeyPaths.OfFacts(facts["details"]!.AsObject())];
    }

    /// <summary>All operations, in the order of their files.</summary>
    public static IReadOnlyList<OfficialOperation> All { get; } =
        [.. JsonNode.Parse(System.IO.File.ReadAllText(System.IO.Path.Combine(Sources.Folder, "Official", "operations.json")))!.AsArray().Select(facts => new OfficialOperation(facts!))];

    public string File { get; }

    public string Id { get; }

    public HttpMethod Method { get; }

    public string Path { get; }

    /// <summary>The names of what may stand in the query and in headers.</summary>
    public IReadOnlyList<string> Parameters { get; }

    public IReadOnlyList<int> Statuses { get; }

    /// <summary>The keys of successes, such as <c>data[].Owner.id</c>.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The keys of the request's body.</summary>
    public IReadOnlyList<string> BodyKeys { get; }

    /// <summary>The keys inside the details of refusals.</summary>
    public IReadOnlyList<string> DetailKeys { get; }

    public override string ToString() => $"{File}: {Id}";
}
