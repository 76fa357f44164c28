using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.People;

public abstract class RoleTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Roles_come_with_the_users_who_have_them()
    {
        JsonArray roles = await RolesAsync();

        Assert.Equal(["CEO", "Sales Rep"], roles.Select(role => (string)role!["name"]!).Order());
        Assert.Equal("CEO", (string?)roles.Single(role => (string?)role!["name"] == "Sales Rep")!["reporting_to"]!["name"]);
    }

    [CrmFact]
    public async Task New_name_of_a_role_is_the_role_of_its_users()
    {
        string id = await RoleIdAsync("Sales Rep");

        (await Admin.PutAsync($"settings/roles/{id}", """{"roles":[{"name":"Seller"}]}""")).ShouldHaveStatus(200);

        JsonNode role = (await Admin.GetAsync($"users/{Org.UserId}")).Json!["users"]![0]!["role"]!;
        Assert.Equal(("Seller", id), ((string?)role["name"], (string?)role["id"]));
    }

    [CrmFact]
    public async Task Users_and_roles_below_a_deleted_role_get_its_heir()
    {
        string seller = await RoleIdAsync("Sales Rep");
        string manager = await MakeAsync("Manager", await RoleIdAsync("CEO"));
        await MakeAsync("Junior", seller);

        (await Admin.DeleteAsync($"settings/roles/{seller}")).ShouldBeRefused(400, "REQUIRED_PARAM_MISSING", """{"param_name":"transfer_to_id"}""", "required param is missing");
        (await Admin.DeleteAsync($"settings/roles/{seller}?transfer_to_id={manager}")).ShouldHaveStatus(200);

        Assert.Equal("Manager", (string?)(await Admin.GetAsync($"users/{Org.UserId}")).Json!["users"]![0]!["role"]!["name"]);
        Assert.Equal("Manager", (string?)(await RolesAsync()).Single(role => (string?)role!["name"] == "Junior")!["reporting_to"]!["name"]);
        (await Admin.GetAsync($"settings/roles/{seller}")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Roles_do_not_report_in_a_circle()
    {
        string manager = await MakeAsync("Manager", await RoleIdAsync("CEO"));
        string junior = await MakeAsync("Junior", manager);

        CrmAnswer circle = await Admin.PutAsync($"settings/roles/{manager}", $$$"""{"roles":[{"reporting_to":{"id":"{{{junior}}}"}}]}""");
        CrmAnswer highest = await Admin.PutAsync($"settings/roles/{await RoleIdAsync("CEO")}", $$$"""{"roles":[{"reporting_to":{"id":"{{{junior}}}"}}]}""");

        circle.ShouldBeRefusedRow(400, "INVALID_DATA", """{"api_name":"reporting_to","json_path":"$.roles[0].reporting_to"}""", "invalid reporting role", "roles");
        highest.ShouldHaveStatus(400);
    }

    [CrmFact]
    public async Task Roles_are_changed_by_administrators_only()
    {
        (await User.PostAsync("settings/roles", """{"roles":[{"name":"Mine"}]}""")).ShouldBeRefused(
            403, "NO_PERMISSION", """{"permissions":["Crm_Implied_Customize_Zoho_CRM"]}""", "permission denied");
        (await User.PutAsync($"users/{Org.UserId}", """{"users":[{"first_name":"Me"}]}""")).ShouldHaveStatus(403);
    }

    private async Task<JsonArray> RolesAsync() => (await Admin.GetAsync("settings/roles")).ShouldHaveStatus(200).Json!["roles"]!.AsArray();

    private async Task<string> RoleIdAsync(string name) => (string)(await RolesAsync()).Single(role => (string?)role!["name"] == name)!["id"]!;

    private async Task<string> MakeAsync(string name, string above) =>
        (string)(await Admin.PostAsync("settings/roles", $$$"""{"roles":[{"name":"{{{name}}}","reporting_to":{"id":"{{{above}}}"}}]}""")).ShouldHaveStatus(201).Json!["roles"]![0]!["details"]!["id"]!;
}

public sealed class RolesOnSqlite(SqliteCrmServer server) : RoleTests<SqliteCrmServer>(server);

public sealed class RolesOnPostgres(PostgresCrmServer server) : RoleTests<PostgresCrmServer>(server);
