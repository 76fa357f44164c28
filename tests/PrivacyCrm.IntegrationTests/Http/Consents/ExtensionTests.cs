using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

public abstract class ExtensionTests<TServer>(TServer server) : PlatformTests<TServer>(server)
    where TServer : CrmServer, IConsentServer
{
    private const string Everybody = """{"scope":"organization"}""";

    [CrmFact]
    public async Task Extension_is_installed_after_an_administrator_agreed_and_its_bot_still_asks_each_user()
    {
        (string extension, string command) = await ExtensionAsync();
        ShouldBe(await User.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody), 403, "extension_install_restricted");
        ShouldBe(await RunAsync(User, command), 403, "admin_consent_required");

        CrmAnswer asked = ShouldBe(await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody), 403, "consent_required");
        (await GrantAsync(Admin, asked)).ShouldHaveStatus(201);
        (await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody)).ShouldBeEmpty(204);

        JsonNode request = asked.Json!["data"]!["consent_request"]!;
        Assert.Equal(("organization", "extension", "object:organization"), ((string?)request["audience"], (string?)request["component"]!["kind"], (string?)request["accesses"]!["objects"]![0]!["id"]));
        ShouldBe(await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody), 409, "extension_already_installed");
        await AgreeAsync(User, command);
        (await RunAsync(User, command)).ShouldHaveStatus(200);
        Assert.Equal("Test Company", (string?)Handlers.Last["params"]!["organization"]!["name"]);
    }

    [CrmFact]
    public async Task Part_of_an_extension_is_moved_to_another_server_by_administrators_alone()
    {
        string part = await CommandAsync("""{"id":"object:location","purpose":"p"}""", by: User);
        (await Admin.PostAsync("/api/v3/extensions", $$"""{"name":"Poll","component_ids":["{{part}}"]}""")).ShouldHaveStatus(201);

        ShouldBe(await User.PatchAsync($"/api/v3/commands/{part}", """{"execution_url":"https://elsewhere.example.com/"}"""), 403, "operation_not_permitted");

        (await User.PatchAsync($"/api/v3/commands/{part}", """{"execution_url":"https://hooks.example.com/other"}""")).ShouldHaveStatus(200);
        (await Admin.PatchAsync($"/api/v3/commands/{part}", """{"execution_url":"https://elsewhere.example.com/"}""")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Each_team_needs_its_own_consent_and_only_its_members_run_the_parts()
    {
        (string extension, string command) = await ExtensionAsync();
        string sales = await TeamAsync(Org.UserId);
        string support = await TeamAsync(Org.AdminId);
        string scope = $$"""{"scope":"team","team_ids":["{{sales}}","{{support}}"]}""";

        CrmAnswer asked = ShouldBe(await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", scope), 403, "consent_required");
        Assert.Single(asked.Json!["data"]!["further_requests"]!.AsArray());
        (await GrantAsync(Admin, asked)).ShouldHaveStatus(201);
        CrmAnswer second = ShouldBe(await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", scope), 403, "consent_required");
        ShouldBe(await GrantAsync(User, second), 404, "consent_not_found");
        (await GrantAsync(Admin, second)).ShouldHaveStatus(201);
        (await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", scope)).ShouldBeEmpty(204);

        ShouldBe(await RunAsync(User, command), 403, "consent_required");
        (await Admin.PutAsync($"/api/v3/extensions/{extension}/installation", $$"""{"scope":"team","team_ids":["{{support}}"]}""")).ShouldBeEmpty(204);
        ShouldBe(await RunAsync(User, command), 403, "admin_consent_required");
    }

    [CrmFact]
    public async Task Consent_of_an_administrator_runs_out_as_well_and_waits_for_administrators()
    {
        (string extension, string command) = await InstalledAsync();
        await AdvanceAsync(TimeSpan.FromDays(60));

        CrmAnswer refused = ShouldBe(await RunAsync(User, command), 403, "admin_consent_required");
        await RunAsync(User, command);

        Assert.Null(refused.Json!["data"]);
        JsonArray waiting = (await Admin.GetAsync("/api/v3/consentrequests?audience=organization&state=pending")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        JsonNode request = Assert.Single(waiting, one => (string?)one!["component"]!["id"] == extension)!;
        Assert.Equal("admin_required", (string?)request["reason"]);
        (await Admin.PostAsync((string)request["links"]!["grant"]!, $$"""{"digest":"{{request["manifest"]!["digest"]}}"}""")).ShouldHaveStatus(201);
        ShouldBe(await RunAsync(User, command), 403, "consent_required");
    }

    [CrmFact]
    public async Task Upgrade_asks_for_what_is_new_and_what_is_installed_works_meanwhile()
    {
        (string extension, string command) = await InstalledAsync();
        (await Admin.PutAsync($"/api/v3/extensions/{extension}/accesses", """{"accesses":[]}""")).ShouldHaveStatus(200);
        (await Admin.PutAsync($"/api/v3/extensions/{extension}/installation", Everybody)).ShouldBeEmpty(204);
        await AgreeAsync(User, command);

        (await Admin.PutAsync($"/api/v3/extensions/{extension}/accesses", """{"accesses":[{"id":"object:organization","purpose":"Show your company's name"}]}""")).ShouldHaveStatus(200);

        (await RunAsync(User, command)).ShouldHaveStatus(200);
        (await Admin.PutAsync($"/api/v3/extensions/{extension}/installation", Everybody)).ShouldBeEmpty(204);
        Assert.Equal(2, (int)(await Admin.GetAsync($"/api/v3/extensions/{extension}")).ShouldHaveStatus(200).Json!["data"]!["installation"]!["manifest_version"]!);
    }

    [CrmFact]
    public async Task Uninstalling_ends_every_consent_to_the_extension_and_its_parts()
    {
        (string extension, string command) = await InstalledAsync();
        JsonNode grant = await AgreeAsync(User, command);

        ShouldBe(await User.DeleteAsync($"/api/v3/extensions/{extension}/installation"), 403, "extension_install_restricted");
        (await Admin.DeleteAsync($"/api/v3/extensions/{extension}/installation")).ShouldBeEmpty(204);
        ShouldBe(await Admin.DeleteAsync($"/api/v3/extensions/{extension}/installation"), 409, "extension_error_not_installed");

        Assert.Equal("extension_uninstalled", (string?)(await User.GetAsync($"/api/v3/consents/{grant["id"]}")).Json!["data"]!["end_reason"]);
        ShouldBe(await RunAsync(User, command), 403, "admin_consent_required");
        ShouldBe(await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody), 403, "consent_required");
    }

    [CrmTheory]
    [InlineData("""{}""", 400, "invalid_input")]
    [InlineData("""{"scope":"personal"}""", 400, "invalid_input")]
    [InlineData("""{"scope":"team"}""", 400, "invalid_input")]
    [InlineData("""{"scope":"team","team_ids":["1"]}""", 400, "invalid_input")]
    [InlineData("""{"scope":"team","team_ids":["1","2","3","4","5"]}""", 422, "team_limit_exceeded")]
    public async Task Installation_for_nobody_or_too_many_is_refused(string scope, int status, string code)
    {
        (string extension, _) = await ExtensionAsync();

        ShouldBe(await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", scope), status, code);
    }

    [CrmFact]
    public async Task Component_is_a_part_of_one_extension_of_somebody_who_may_change_it()
    {
        (_, string command) = await ExtensionAsync();
        string other = await CommandAsync();

        ShouldBe(await Admin.PostAsync("/api/v3/extensions", $$"""{"name":"second","component_ids":["{{command}}"]}"""), 400, "invalid_input");
        ShouldBe(await User.PostAsync("/api/v3/extensions", $$"""{"name":"second","component_ids":["{{other}}"]}"""), 400, "invalid_input");
        ShouldBe(await Admin.PostAsync("/api/v3/extensions", """{"name":"third","accesses":[{"id":"task:zoho.crm.getRecords","purpose":"p"}]}"""), 400, "invalid_input");
        ShouldBe(await Admin.GetAsync("/api/v3/extensions/1"), 404, "extension_not_found");
        Assert.NotEmpty((await User.GetAsync("/api/v3/extensions")).ShouldHaveStatus(200).Json!["data"]!.AsArray());
    }

    private async Task<(string Extension, string Command)> ExtensionAsync()
    {
        string command = await CommandAsync("""{"id":"object:location","purpose":"p"}""");
        CrmAnswer made = await Admin.PostAsync("/api/v3/extensions", $$"""{"name":"Poll","component_ids":["{{command}}"]}""");
        return ((string)made.ShouldHaveStatus(201).Json!["data"]!["id"]!, command);
    }

    private async Task<(string Extension, string Command)> InstalledAsync()
    {
        (string extension, string command) = await ExtensionAsync();
        (await GrantAsync(Admin, await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody))).ShouldHaveStatus(201);
        (await Admin.PostAsync($"/api/v3/extensions/{extension}/installation", Everybody)).ShouldBeEmpty(204);
        return (extension, command);
    }
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ExtensionTestsOnSqlite(SqliteConsentServer server) : ExtensionTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ExtensionTestsOnPostgres(PostgresConsentServer server) : ExtensionTests<PostgresConsentServer>(server);
