using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>What tests of components have in common: a command of the administrator, runs, and answers.</summary>
public abstract class PlatformTests<TServer>(TServer server, bool isShared = true) : CrmTests(server, isShared)
    where TServer : CrmServer, IConsentServer
{
    protected const string Nearby = """
        {"id":"object:location","purpose":"Find places around you"},
        {"id":"task:zoho.crm.searchRecords@connection:crm_main","operations":["read"],"authentication":"admin","purpose":"Show customers nearby","required":false},
        {"id":"api:GET https://maps.example.com/*@connection:gmaps","service":"Example Maps","purpose":"Search places"}
        """;

    protected const string Place = """{"location":{"latitude":52.5,"longitude":13.4,"secret":"x"},"chat":{"id":"CT_1","title":"Sales"},"user":{"id":"0"}}""";

    protected TServer Server => server;

    protected TestHandlers Handlers => server.Handlers;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (Handlers.While, Handlers.Owner) = (_ => Task.CompletedTask, null);
    }

    /// <summary>Makes a webhook command and returns its id.</summary>
    protected async Task<string> CommandAsync(string accesses = Nearby, string permissions = "\"location\"", CrmClient? by = null, string more = "") => (string)(await (by ?? Admin).PostAsync(
        "/api/v3/commands",
        $$"""{"name":"nearby","execution_type":"webhook","execution_url":"https://hooks.example.com/nearby","accesses":[{{accesses}}],"handlers":[{"type":"execution_handler","permissions":[{{permissions}}]}]{{more}}}"""))
        .ShouldHaveStatus(201).Json!["data"]!["id"]!;

    protected static Task<CrmAnswer> RunAsync(CrmClient client, string command, string sent = Place) =>
        client.PostAsync($"/api/v3/commands/{command}/executions", $$"""{"handler":"execution_handler","params":{{sent}}}""");

    /// <summary>Makes a team of one user and returns its id.</summary>
    protected async Task<string> TeamAsync(string user)
    {
        CrmClient door = server.Client(CrmServer.BootstrapSecret) with { Scheme = "Bearer" };
        return (string)(await door.PostAsync($"/_privacycrm/admin/organizations/{Org.Id}/teams", $$"""{"name":"Team","user_ids":["{{user}}"]}""")).ShouldHaveStatus(201).Json!["team_id"]!;
    }

    /// <summary>Runs it, is asked, and says yes; returns the consent.</summary>
    protected static async Task<JsonNode> AgreeAsync(CrmClient client, string command, string? keys = null)
    {
        CrmAnswer asked = ShouldBe(await RunAsync(client, command), 403, "consent_required");
        return (await GrantAsync(client, asked, keys)).ShouldHaveStatus(201).Json!["data"]!;
    }

    protected static Task<CrmAnswer> GrantAsync(CrmClient client, CrmAnswer asked, string? keys = null)
    {
        JsonNode request = asked.Json!["data"]!["consent_request"]!;
        string more = keys is null ? string.Empty : $",\"access_ids\":[{keys}]";
        return client.PostAsync((string)request["links"]!["grant"]!, $$"""{"digest":"{{request["manifest"]!["digest"]}}"{{more}}}""");
    }

    protected static CrmAnswer ShouldBe(CrmAnswer answer, int status, string code)
    {
        answer.ShouldHaveStatus(status);
        Assert.Equal(code, (string?)answer.Json!["code"]);
        return answer;
    }

    protected static List<string> KeysOf(JsonNode json) => [.. json.AsObject().Select(member => member.Key)];

    protected static string ReasonOf(CrmAnswer asked) => (string)ShouldBe(asked, 403, "consent_required").Json!["data"]!["consent_request"]!["reason"]!;

    /// <summary>Reads all pages of a list.</summary>
    protected static async Task<List<JsonNode>> DataAsync(CrmClient client, string path)
    {
        List<JsonNode> data = [];
        string? next = null;
        do
        {
            string token = next is null ? string.Empty : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}next_token={next}";
            JsonNode answer = (await client.GetAsync($"/api/v3/{path}{token}")).ShouldHaveStatus(200).Json!;
            data.AddRange(answer["data"]!.AsArray().Select(item => item!));
            next = (string?)answer["next_token"];
        }
        while (next is not null);
        return data;
    }

    /// <summary>Moves the clock, and logs everybody in again.</summary>
    protected async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Org.LogInAsync();
    }
}
