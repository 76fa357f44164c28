using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>Requests of our own for every official operation, one file of <c>Samples</c> for each official file, and a value for every parameter.</summary>
internal static class OfficialSamples
{
    private static readonly JsonNode Values = Read("parameters");

    /// <summary>The samples of an operation; the first is the one that parameters are added to.</summary>
    public static IReadOnlyList<JsonNode> Of(OfficialOperation operation) =>
        [.. (Read($"Samples/{operation.File}")[operation.Id] ?? throw new InvalidOperationException($"{operation} has no sample.")).AsArray().Select(sample => sample!)];

    /// <summary>A value that a parameter may have.</summary>
    public static string ValueOf(OfficialOperation operation, string parameter) =>
        (string?)(Values[$"{operation.Id}.{parameter}"] ?? Values[$"{operation.File}.{parameter}"] ?? Values[parameter])
        ?? throw new InvalidOperationException($"{operation} has no value for {parameter}.");

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Sources.Folder, "Official", $"{name}.json")))!;
}
