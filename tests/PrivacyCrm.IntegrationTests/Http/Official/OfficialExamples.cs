using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Official;

/// <summary>What the published examples of the original service state: requests, statuses, codes, messages and keys, with values of our own, one file for each area.</summary>
public static class OfficialExamples
{
    private static readonly List<JsonNode> All = [.. Directory.EnumerateFiles(Path.Combine(Sources.Folder, "Golden", "official", "examples"), "*.json")
        .Order(StringComparer.Ordinal)
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!.AsArray())
        .Select(example => example!)];

    /// <summary>The names of the examples.</summary>
    public static TheoryData<string> Names => [.. All.Select(example => (string)example["name"]!)];

    /// <summary>An example.</summary>
    internal static JsonNode Find(string name) => All.Single(one => (string?)one["name"] == name);
}
