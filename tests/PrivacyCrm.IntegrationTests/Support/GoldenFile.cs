using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Expected answers, written by hand from the documented behaviour.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a golden file.</summary>
    public static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(PathOf(name)))!;

    /// <summary>Compares, and on a difference writes what was received beside the golden file.</summary>
    public static void Compare(string name, JsonNode? actual, string request)
    {
        string path = PathOf(name);
        string received = actual?.ToJsonString(Indented) ?? "null";
        string? difference = File.Exists(path) ? JsonDifference.Of(JsonNode.Parse(File.ReadAllText(path)), actual) : "there is no golden file";
        if (difference is not null)
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received.json"), received);
            Assert.Fail($"{request}\n{name}: {difference}\nexpected\n{(File.Exists(path) ? File.ReadAllText(path) : string.Empty)}\ngot\n{received}");
        }
    }

    private static string PathOf(string name) => Path.Combine(Sources.Folder, "Golden", $"{name}.json");
}
