using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

/// <summary>What tests of running components have in common: an author who is an administrator, and a user who is asked.</summary>
public abstract class RuntimeTests(CrmServer server) : CrmTests(server)
{
    /// <summary>The administrator, who makes components.</summary>
    protected CrmClient Author { get; private set; } = null!;

    /// <summary>The user, who runs them.</summary>
    protected CrmClient Asked { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LogInAsync();
    }

    /// <summary>Gets tokens again, after the clock was moved.</summary>
    protected async Task LogInAsync()
    {
        Author = await Org.ClientOfAsync(Org.AdminId, "ZohoCliq.ALL");
        Asked = await Org.ClientOfAsync(Org.UserId, "ZohoCliq.ALL");
    }

    /// <summary>Makes a component and tells its id.</summary>
    protected async Task<string> MakeAsync(string collection, string json) =>
        (string)(await Author.PostAsync($"/api/v3/{collection}", json)).ShouldHaveStatus(201).Json!["data"]!["id"]!;

    /// <summary>Makes a command whose webhook asks for user and location.</summary>
    protected Task<string> MakeCommandAsync(string address, string accesses = "") => MakeAsync(
        "commands",
        $$"""
        {"name":"nearby","scope":"organization","execution_type":"webhook","execution_url":"{{address}}/nearby",
         "handlers":[{"type":"execution_handler","permissions":["location","user"]}],
         "accesses":[{"id":"object:location","purpose":"Find places around you"},{"id":"object:user","purpose":"Greet you","required":false}{{accesses}}]}
        """);

    /// <summary>Runs a command as the user.</summary>
    protected Task<CrmAnswer> RunAsync(string id) => Asked.PostAsync(
        $"/api/v3/commands/{id}/executions", """{"handler":"execution_handler","params":{"location":{"latitude":59.3,"longitude":18.1},"chat":{"id":"CT_1","title":"Secret"}}}""");

    /// <summary>Runs a command, and agrees to what it asks for.</summary>
    protected async Task AgreeAsync(string id, string? onlyTo = null)
    {
        CrmAnswer asked = (await RunAsync(id)).ShouldHaveStatus(403);
        string request = (string)asked.Json!["data"]!["consent_request"]!["id"]!;
        string digest = (string)asked.Json["data"]!["consent_request"]!["manifest"]!["digest"]!;
        string only = onlyTo is null ? string.Empty : $$""","access_ids":[{{onlyTo}}]""";
        Assert.InRange((await Asked.PostAsync($"/api/v3/consentrequests/{request}/grant", $$"""{"digest":"{{digest}}"{{only}}}""")).Status, 200, 201);
    }
}
