using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>Our schemas carry every key of the official answers, or <c>missing_keys.json</c> tells why not.</summary>
public sealed class KeyCoverageTests(SqliteCrmServer server) : IClassFixture<SqliteCrmServer>
{
    private static readonly List<(string Reason, Regex Keys)> Reasons = [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Sources.Folder, "Official", "missing_keys.json")))!.AsArray()
        .SelectMany(entry => entry!["keys"]!.AsArray().Select(key => ((string)entry["reason"]!, Pattern((string)key!))))];

    [Fact]
    public void Every_official_key_is_in_our_schemas_or_has_a_reason_not_to_be()
    {
        List<string> unexplained = [.. Missing().Where(key => !Reasons.Exists(reason => reason.Keys.IsMatch(key))).Order(StringComparer.Ordinal)];

        Assert.True(unexplained.Count == 0, $"Not in our schemas:\n{string.Join('\n', unexplained)}");
    }

    [Fact]
    public void Every_reason_is_needed()
    {
        List<string> missing = [.. Missing()];

        Assert.All(Reasons, reason => Assert.True(missing.Exists(key => reason.Keys.IsMatch(key)), $"Nothing is missing for {reason.Keys}"));
    }

    // As operation: key, without members of what is missing itself.
    private IEnumerable<string> Missing()
    {
        ApiContract contract = ApiContract.Of(server.Services);
        foreach (OfficialOperation operation in OfficialOperation.All)
        {
            if (contract.FindOwn(operation.Method, operation.Path) is { } ours)
            {
                List<string> missing = [.. operation.Keys.Where(path => ours.Successes.All(schema => KeyPaths.IsRequired(schema, path) is null))];
                foreach (string path in KeyPaths.Roots(missing))
                {
                    yield return $"{operation.File}: {operation.Id}: {path}";
                }
            }
        }
    }

    // A star stands for anything.
    private static Regex Pattern(string key) => new($"^{Regex.Escape(key).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant);
}
