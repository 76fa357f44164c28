using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

public abstract class ComponentTests<TServer>(TServer server) : PlatformTests<TServer>(server)
    where TServer : CrmServer, IConsentServer
{
    [CrmTheory]
    [InlineData("commands", "", "execution_handler")]
    [InlineData("bots", "", "message_handler")]
    [InlineData("messageactions", "", "execution_handler")]
    [InlineData("functions", ",\"function_type\":\"form\"", "form_submit_handler")]
    [InlineData("schedulers", "", "execution_handler")]
    public async Task Script_tells_what_it_touches_and_the_user_is_asked_for_it(string collection, string more, string handler)
    {
        CrmAnswer made = (await User.PostAsync(
            $"/api/v3/{collection}", $$"""{"name":"hello"{{more}},"handlers":[{"type":"{{handler}}","script":"name = user.get(\"first_name\");\nrows = zoho.crm.getRecords(\"Leads\");"}]}""")).ShouldHaveStatus(201);
        string path = $"/api/v3/{collection}/{made.Json!["data"]!["id"]}";

        JsonNode manifest = (await User.GetAsync($"{path}/accesses?explain=true")).ShouldHaveStatus(200).Json!["data"]!;
        CrmAnswer asked = await User.PostAsync($"{path}/executions", $$"""{"handler":"{{handler}}"}""");
        (await GrantAsync(User, asked)).ShouldHaveStatus(201);
        CrmAnswer ran = (await User.PostAsync($"{path}/executions", $$"""{"handler":"{{handler}}"}""")).ShouldHaveStatus(200);

        Assert.Equal(("object:user", 1, "derived"), ((string?)manifest["accesses"]!["objects"]![0]!["id"], (int)manifest["accesses"]!["objects"]![0]!["line"]!, (string?)manifest["accesses"]!["objects"]![0]!["source"]));
        Assert.Equal("task:zoho.crm.getRecords", (string?)manifest["accesses"]!["tasks"]![0]!["id"]);
        Assert.Equal("not_executed", (string?)ran.Json!["data"]!["status"]);
        Assert.NotNull(ran.Json["data"]!["note"]);
    }

    [CrmFact]
    public async Task Component_without_accesses_has_nothing_to_ask()
    {
        string command = await CommandAsync(string.Empty, string.Empty);

        (await RunAsync(User, command)).ShouldHaveStatus(200);

        Assert.Equal(["access"], KeysOf(Handlers.Last["params"]!));
    }

    [CrmFact]
    public async Task Components_come_in_pages_of_those_that_are_there_for_the_caller()
    {
        TestOrganization own = await Server.NewOrganizationAsync();
        List<string> made = [];
        for (int number = 0; number < 5; number++)
        {
            made.Add((string)(await own.Admin.PostAsync("/api/v3/bots", """{"name":"shared"}""")).ShouldHaveStatus(201).Json!["data"]!["id"]!);
            (await own.Admin.PostAsync("/api/v3/bots", """{"name":"hidden","scope":"personal"}""")).ShouldHaveStatus(201);
        }

        List<string> read = [];
        string? next = string.Empty;
        while (next is not null)
        {
            CrmAnswer page = (await own.User.GetAsync($"/api/v3/bots?limit=2{next}")).ShouldHaveStatus(200);
            JsonArray items = page.Json!["data"]!.AsArray();
            Assert.InRange(items.Count, 1, 2);
            read.AddRange(items.Select(item => (string)item!["id"]!));
            next = (string?)page.Json["next_token"] is { } token ? $"&next_token={token}" : null;
        }

        Assert.Equal(made, read);
        ShouldBe(await own.User.GetAsync("/api/v3/bots?limit=0"), 400, "invalid_input");
        ShouldBe(await own.User.GetAsync("/api/v3/bots?next_token=x"), 400, "invalid_input");
    }

    [CrmTheory]
    [InlineData("extensions", """{"name":"NAME","component_ids":[]}""")]
    [InlineData("connections", """{"name":"NAME","service":"x","origins":["https://a.example.com"],"secret":"x"}""")]
    [InlineData("teams", """{"name":"NAME","user_ids":[]}""")]
    public async Task Every_other_list_comes_in_pages(string list, string json)
    {
        TestOrganization own = await Server.NewOrganizationAsync();
        CrmClient door = Server.Client(CrmServer.BootstrapSecret) with { Scheme = "Bearer" };
        for (int number = 0; number < 3; number++)
        {
            string body = json.Replace("NAME", $"n{number}", StringComparison.Ordinal);
            (list == "teams" ? await door.PostAsync($"/_privacycrm/admin/organizations/{own.Id}/teams", body) : await own.Admin.PostAsync($"/api/v3/{list}", body)).ShouldHaveStatus(201);
        }

        JsonNode first = (await own.Admin.GetAsync($"/api/v3/{list}?limit=2")).ShouldHaveStatus(200).Json!;
        List<JsonNode> paged = await DataAsync(own.Admin, $"{list}?limit=2");

        Assert.Equal(2, first["data"]!.AsArray().Count);
        Assert.Equal(["n0", "n1", "n2"], paged.Select(one => (string?)one["name"]));
        Assert.Equal((await DataAsync(own.Admin, list)).Select(one => one.ToJsonString()), paged.Select(one => one.ToJsonString()));
        ShouldBe(await own.Admin.GetAsync($"/api/v3/{list}?limit=101"), 400, "invalid_input");
        ShouldBe(await own.Admin.GetAsync($"/api/v3/{list}?next_token=x"), 400, "invalid_input");
    }

    [CrmTheory]
    [InlineData("""{}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","nme":"y"}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","scope":"everybody"}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","scope":"team"}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","scope":"team","team_ids":["1"]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","scope":"team","team_ids":["1","2","3","4","5"]}""", 422, "team_limit_exceeded")]
    [InlineData("""{"name":"x","execution_type":"webhook"}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","execution_type":"webhook","execution_url":"ftp://x.example.com"}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","execution_type":"webhook","execution_url":"https://x.example.com","handlers":[{"type":"suggestion_handler","permissions":["message"]}]}""", 422, "permission_not_allowed_for_handler")]
    [InlineData("""{"name":"x","handlers":[{"type":"message_handler","script":"a"}]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","accesses":[{"id":"object:user"}]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","accesses":[{"id":"object:nothing","purpose":"p"}]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","accesses":[{"id":"object:organization","purpose":"p"}]}""", 422, "permission_not_allowed_for_handler")]
    [InlineData("""{"name":"x","accesses":[{"id":"object:user","purpose":"p","feilds":["id"]}]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","accesses":[{"id":"object:user","purpose":"p"},{"id":"object:user","purpose":"q"}]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x\u202ey"}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","accesses":[{"id":"object:user","purpose":"p\u2067q"}]}""", 400, "invalid_input")]
    [InlineData("""{"name":"x","accesses":[{"id":"task:zoho.crm.getRecords","service":"Zoho\nCRM","purpose":"p"}]}""", 400, "invalid_input")]
    [InlineData("""[]""", 400, "invalid_input")]
    [InlineData("""{"name":""", 400, "invalid_input")]
    public async Task What_cannot_be_a_component_is_refused(string json, int status, string code) => ShouldBe(await User.PostAsync("/api/v3/commands", json), status, code);

    [CrmFact]
    public async Task Administrators_account_is_lent_by_administrators_only()
    {
        string own = await CommandAsync("""{"id":"object:location","purpose":"p"}""", by: User);
        const string Lent = """{"accesses":[{"id":"task:zoho.crm.getRecords@connection:crm","authentication":"admin","purpose":"p"}]}""";

        CrmAnswer refused = await User.PutAsync($"/api/v3/commands/{own}/accesses", Lent);
        (await Admin.PutAsync($"/api/v3/commands/{own}/accesses", Lent)).ShouldHaveStatus(200);
        CrmAnswer redirected = await User.PatchAsync($"/api/v3/commands/{own}", """{"execution_url":"https://elsewhere.example.com"}""");

        ShouldBe(refused, 403, "operation_not_permitted");
        ShouldBe(redirected, 403, "operation_not_permitted");
    }

    [CrmFact]
    public async Task Components_are_changed_by_their_authors_and_administrators()
    {
        string command = await CommandAsync();
        string mine = await CommandAsync("""{"id":"object:user","purpose":"p"}""", by: User);

        ShouldBe(await User.PatchAsync($"/api/v3/commands/{command}", """{"name":"x"}"""), 403, "operation_not_permitted");
        ShouldBe(await User.DeleteAsync($"/api/v3/commands/{command}"), 403, "operation_not_permitted");
        (await User.PatchAsync($"/api/v3/commands/{mine}", """{"name":"renamed"}""")).ShouldHaveStatus(200);
        (await User.PostAsync($"/api/v3/commands/{mine}/handlers", """{"type":"suggestion_handler","permissions":["chat"]}""")).ShouldHaveStatus(201);
        ShouldBe(await User.PatchAsync($"/api/v3/commands/{mine}/handlers/none", """{"permissions":[]}"""), 404, "handler_not_found");
        JsonNode manifest = (await User.PatchAsync($"/api/v3/commands/{mine}/handlers/suggestion_handler", """{"permissions":["chat","user"]}""")).ShouldHaveStatus(200).Json!["data"]!["manifest"]!;

        Assert.Equal(2, (int)manifest["version"]!);
        Assert.Equal("renamed", (string?)(await User.GetAsync($"/api/v3/commands/{mine}")).Json!["data"]!["name"]);
    }

    [CrmFact]
    public async Task Personal_components_are_there_for_nobody_else()
    {
        string command = await CommandAsync(by: Admin, more: ",\"scope\":\"personal\"");

        Assert.Equal(
            ShouldBe(await User.GetAsync("/api/v3/commands/1000000000000000001"), 404, "component_not_found").Json!.ToJsonString(),
            (await User.GetAsync($"/api/v3/commands/{command}")).Json!.ToJsonString());
        ShouldBe(await RunAsync(User, command), 404, "component_not_found");
        ShouldBe(await User.GetAsync($"/api/v3/commands/{command}/consentprompt"), 404, "component_not_found");
        ShouldBe(await Admin.GetAsync($"/api/v3/bots/{command}"), 404, "component_not_found");
        Assert.DoesNotContain(command, (await User.GetAsync("/api/v3/commands")).ShouldHaveStatus(200).Text, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Team_components_are_there_for_the_members()
    {
        string team = await TeamAsync(Org.UserId);
        string command = await CommandAsync(more: $$""","scope":"team","team_ids":["{{team}}"]""");
        string other = await CommandAsync(more: $$""","scope":"team","team_ids":["{{await TeamAsync(Org.AdminId)}}"]""");

        ShouldBe(await RunAsync(User, command), 403, "consent_required");
        ShouldBe(await RunAsync(User, other), 404, "component_not_found");
        Assert.Contains((await User.GetAsync("/api/v3/teams")).ShouldHaveStatus(200).Json!["data"]!.AsArray(), one => (string?)one!["id"] == team && (bool)one["is_member"]!);
    }

    [CrmFact]
    public async Task Disabled_components_and_unknown_handlers_do_not_run()
    {
        string command = await CommandAsync();
        ShouldBe(await User.PostAsync($"/api/v3/commands/{command}/executions", """{"handler":"suggestion_handler"}"""), 404, "handler_not_found");
        ShouldBe(await User.PostAsync($"/api/v3/commands/{command}/executions", """{}"""), 400, "invalid_input");

        (await Admin.PatchAsync($"/api/v3/commands/{command}", """{"status":"disabled"}""")).ShouldHaveStatus(200);

        ShouldBe(await RunAsync(User, command), 403, "component_disabled");
    }

    [CrmFact]
    public async Task Endpoints_ask_for_their_own_scopes_in_their_own_form()
    {
        CrmClient commands = await Org.ClientOfAsync(Org.AdminId, "ZohoCliq.Commands.READ");

        (await commands.GetAsync("/api/v3/commands")).ShouldHaveStatus(200);
        (await commands.GetAsync("/api/v3/bots")).ShouldBe(401, """{"message":"Unauthorized","code":"oauth_scope_mismatch"}""");
        (await Server.Anonymous.GetAsync("/api/v3/bots")).ShouldBe(401, """{"message":"Authentication failed","code":"authentication_failure"}""");
        (await Admin.GetAsync("/api/v3/nothing")).ShouldBe(404, """{"message":"Please check if the URL trying to access is a correct one","code":"invalid_url_pattern"}""");
        (await commands.GetAsync("Leads?fields=id")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
    }
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ComponentTestsOnSqlite(SqliteConsentServer server) : ComponentTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ComponentTestsOnPostgres(PostgresConsentServer server) : ComponentTests<PostgresConsentServer>(server);
