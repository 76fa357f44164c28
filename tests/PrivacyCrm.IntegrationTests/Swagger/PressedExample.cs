using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Swagger;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Swagger;

/// <summary>Sends the requests of example files, as the page does when somebody presses Execute.</summary>
internal sealed class PressedExample(CrmServer server, OperationExample example)
{
    /// <summary>The ids of all operations.</summary>
    public static TheoryData<string> Operations => [.. OperationExamples.All().Select(one => one.Id)];

    /// <summary>Sends the request that gets an answer.</summary>
    public async Task<CrmAnswer> PressAsync(ExampleAnswer answer)
    {
        Dictionary<string, string> parameters = example.Parameters.Concat(answer.Parameters)
            .GroupBy(pair => pair.Key, pair => pair.Value)
            .Where(values => values.Last() is not null)
            .ToDictionary(values => values.Key, values => values.Last()!);
        if (answer.After is { } before)
        {
            CrmAnswer made = await new PressedExample(server, Find(before)).PressAsync(new ExampleAnswer { Summary = before });
            Assert.InRange(made.Status, 200, 299);
            parameters = parameters.ToDictionary(pair => pair.Key, pair => pair.Value.Contains("{{id}}", StringComparison.Ordinal) ? pair.Value.Replace("{{id}}", IdIn(made), StringComparison.Ordinal) : pair.Value);
        }

        string[] words = example.Operation.Split(' ');
        string path = words[1];
        List<(string, string)> headers = [];
        List<string> query = [];
        foreach ((string name, string value) in parameters)
        {
            string placeholder = $"{{{name}}}";
            if (path.Contains(placeholder, StringComparison.Ordinal))
            {
                path = path.Replace(placeholder, Uri.EscapeDataString(value), StringComparison.Ordinal);
            }
            else if (name.StartsWith("If-", StringComparison.Ordinal))
            {
                headers.Add((name, value));
            }
            else
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        string address = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        return await (answer.AsExecution ? await ExecutionAsync() : Caller(answer.AsUser)).SendAsync(new HttpMethod(words[0]), address, ContentOf(answer.Request ?? example.Request?.Body), [.. headers]);
    }

    /// <summary>The example of an operation.</summary>
    public static OperationExample Find(string id) => OperationExamples.All().Single(one => one.Id == id);

    private static string IdIn(CrmAnswer made) => (string)(made.Json!["details"]?["job_id"] ?? made.Json.AsObject().First().Value![0]!["details"]!["id"])!;

    private HttpContent? ContentOf(JsonNode? body) => example.Request switch
    {
        null => null,
        { ContentType: "application/json" } => new StringContent(body!.ToJsonString(), Encoding.UTF8, "application/json"),
        _ => new FormUrlEncodedContent(body!.AsObject().Select(member => KeyValuePair.Create(member.Key, (string?)member.Value))),
    };

    // As long as the demo's command runs for its author.
    private async Task<CrmClient> ExecutionAsync()
    {
        long organization = long.Parse((string)server.Demo["organizations"]![0]!["id"]!, CultureInfo.InvariantCulture);
        string token = TokenText.ForExecution(organization);
        IConsentStore store = server.Services.GetRequiredService<IConsentStore>();
        Grant grant = Assert.Single(await store.ReadAsync(organization, (reads, cancellation) => reads.ListGrantsAsync(new ConsentFilter(), cancellation), CancellationToken.None));
        Execution running = new()
        {
            Id = long.Parse(example.Parameters["id"]!, CultureInfo.InvariantCulture),
            ComponentId = grant.Target.Id,
            Handler = "execution_handler",
            UserId = grant.Subject.Id,
            Status = ExecutionStatus.Running,
            GrantId = grant.Id,
            TokenHash = TokenText.Hash(token),
            StartedTime = server.Services.GetRequiredService<ConsentClock>().Now,
        };
        await store.NoteAsync(organization, running, null, CancellationToken.None);
        return server.Client(token) with { Scheme = "Bearer" };
    }

    private CrmClient Caller(bool isUser) => (example.Operation.Split(' ')[1] switch
    {
        var path when path.StartsWith("/crm/", StringComparison.Ordinal) || path.StartsWith("/api/", StringComparison.Ordinal) => isUser ? server.User : server.Admin,
        var path when path.StartsWith("/_privacycrm/admin/", StringComparison.Ordinal) => server.Client(CrmServer.BootstrapSecret),
        _ => server.Anonymous,
    }) with
    {
        Scheme = "Bearer",
    };
}
