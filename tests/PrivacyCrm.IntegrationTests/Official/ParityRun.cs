using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>Asks a server every official operation, and compares what it answers and documents with the facts.</summary>
internal sealed class ParityRun(ApiContract contract, TestOrganization organization)
{
    private const int Shown = 8;

    // Who is calling, too many calls, and broken servers are the same for every operation.
    private static readonly int[] Everywhere = [401, 404, 429, 500, 502, 503];

    private readonly List<string> _problems = [];
    private readonly SampleRequest _request = new(organization.Admin, new SampleWorld(organization));

    /// <summary>Samples that do not work, and refusals that nobody documented.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Finds out how far an operation is answered.</summary>
    public async Task<ParityRow> TryAsync(OfficialOperation operation)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<string> proven = [];
        IReadOnlyList<JsonNode> samples = OfficialSamples.Of(operation);
        foreach (JsonNode sample in samples)
        {
            CrmAnswer answer = await _request.SendAsync(operation, sample);
            if (answer.Status is < 200 or > 299)
            {
                if (sample == samples[0])
                {
                    return Refused(operation, sample, answer);
                }

                _problems.Add($"{operation}: a further sample is refused\n{answer}");
                continue;
            }

            seen.UnionWith(KeysOf(answer));
            proven.AddRange(operation.Parameters.Where(name => SampleRequest.Has(sample, name)));
        }

        DocumentedOperation ours = Find(operation, samples[0]) ?? throw new InvalidOperationException($"{operation} is answered, but not in the document.");
        List<string> missing =
        [
            .. await MissingParametersAsync(operation, ours, samples[0], proven),
            .. Missing("keys", operation.Keys, path => ours.Successes.Any(schema => KeyPaths.IsRequired(schema, path) is { } isRequired && (isRequired || seen.Contains(path)))),
            .. Missing("body", operation.BodyKeys, path => ours.Request is { } body && KeyPaths.IsRequired(body, path) is not null),
            .. Missing("statuses", [.. operation.Statuses.Except(Everywhere).Select(status => $"{status}")], status => ours.Answers.ContainsKey(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture))),
        ];
        return new ParityRow(operation, null, missing);
    }

    // Refused as an address, a method or a module that does not exist: anything else is a sample that does not work, or a server that does not say what it means.
    private ParityRow Refused(OfficialOperation operation, JsonNode sample, CrmAnswer answer)
    {
        string code = CodeOf(answer);
        bool isOurs = contract.FindOwn(operation.Method, operation.Path) is { } ours
            && (sample["headers"]?.AsObject() ?? []).All(header => ours.Parameters.Contains(header.Key));
        if (isOurs || (answer.Status, code) is not ((404, "INVALID_URL_PATTERN") or (400, "INVALID_REQUEST_METHOD") or (400, "INVALID_MODULE") or (400, "INVALID_DATA")))
        {
            _problems.Add($"{operation}: neither answered nor refused as documented\n{answer}");
        }

        return new ParityRow(operation, $"{answer.Status} {code}", []);
    }

    private async Task<IReadOnlyList<string>> MissingParametersAsync(OfficialOperation operation, DocumentedOperation ours, JsonNode sample, List<string> proven)
    {
        List<string> missing = [];
        foreach (string name in operation.Parameters.Except(proven))
        {
            if (!ours.Parameters.Contains(name))
            {
                missing.Add(name);
            }
            else if (await _request.SendAsync(operation, sample, name) is { Status: >= 400 } answer)
            {
                missing.Add($"{name} ({answer.Status} {CodeOf(answer)})");
            }
        }

        return missing.Count == 0 ? [] : [$"parameters: {string.Join(", ", missing)}"];
    }

    // Alone, or in the list that refusals of a body stand in.
    private static string CodeOf(CrmAnswer answer) => (string?)(answer.Json?["code"] ?? answer.Json?.AsObject().First().Value![0]!["code"]) ?? string.Empty;

    private DocumentedOperation? Find(OfficialOperation operation, JsonNode sample) => contract.Find(operation.Method, ((string)sample["path"]!).Split('?')[0]);

    private static IEnumerable<string> KeysOf(CrmAnswer answer)
    {
        if (answer.ContentType?.MediaType != "application/json" || answer.Text.Length == 0)
        {
            return [];
        }

        using JsonDocument json = JsonDocument.Parse(answer.Text);
        return [.. KeyPaths.OfAnswer(json.RootElement)];
    }

    private static IEnumerable<string> Missing(string kind, IReadOnlyList<string> wanted, Func<string, bool> isThere)
    {
        List<string> missing = [.. wanted.Where(path => !isThere(path))];

        // Members of something that is missing are missing anyway.
        List<string> roots = KeyPaths.Roots(missing);
        return roots.Count == 0 ? [] : [$"{kind}: {string.Join(", ", Shorten(roots))}"];
    }

    // Members of one parent stand together, the first of many: lookup.{id, name}.
    private static IEnumerable<string> Shorten(IEnumerable<string> paths) => paths.GroupBy(path => path[..(path.LastIndexOf('.') + 1)]).Select(group =>
    {
        List<string> names = [.. group.Select(path => path[group.Key.Length..])];
        string text = string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : string.Empty);
        return group.Key.Length == 0 || names.Count == 1 ? $"`{group.Key}{text}`" : $"`{group.Key}{{{text}}}`";
    });
}
