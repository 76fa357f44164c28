using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.People;

public abstract class ProfileTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private string _profile = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _profile = await CloneAsync("Sales");
        (await Admin.PutAsync($"users/{Org.UserId}", $$$"""{"users":[{"profile":{"id":"{{{_profile}}}"}}]}""")).ShouldHaveStatus(200);
    }

    [CrmTheory]
    [InlineData("View", "GET", "Leads?fields=id", "View", "Permission denied")]
    [InlineData("View", "GET", "Leads/{id}", "View", "Permission denied")]
    [InlineData("View", "GET", "Leads/search?word=Open", "View", "Permission denied")]
    [InlineData("View", "GET", "Leads/actions/count", "View", "Permission denied")]
    [InlineData("View", "GET", "Leads/deleted", "View", "Permission denied")]
    [InlineData("View", "GET", "settings/fields?module=Leads", "View", "Permission denied")]
    [InlineData("View", "GET", "settings/modules/Leads", "View", "Permission denied")]
    [InlineData("View", "POST", "Leads", "View", "Permission denied")]
    [InlineData("Create", "POST", "Leads", "Create", "Permission denied")]
    [InlineData("Create", "POST", "Leads/upsert", "Create", "Permission denied")]
    [InlineData("Edit", "POST", "Leads/upsert", "Edit", "Permission denied")]
    [InlineData("Edit", "PUT", "Leads", "Edit", "Permission denied")]
    [InlineData("Edit", "PUT", "Leads/{id}", "Edit", "Permission denied")]
    [InlineData("Delete", "DELETE", "Leads/{id}", "Delete", "Permission denied to delete")]
    [InlineData("Delete", "DELETE", "Leads?ids={id}", "Delete", "Permission denied to delete")]
    public async Task Profile_without_a_permission_is_refused(string denied, string method, string path, string missing, string message)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Open"}""");
        await DenyAsync("Leads", denied);

        CrmAnswer answer = await User.SendAsync(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal), method is "POST" or "PUT" ? $$"""{"data":[{"id":"{{id}}","Last_Name":"x"}]}""" : null);

        answer.ShouldBeRefused(403, "NO_PERMISSION", $$"""{"permissions":["Crm_Implied_{{missing}}_Leads"]}""", message);
        Assert.Equal("Open", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Last_Name"]);
    }

    [CrmFact]
    public async Task Module_that_a_profile_does_not_show_is_in_no_list_and_its_names_are_closed()
    {
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Quincy"}""");
        string deal = await Admin.CreateAsync("Deals", $$"""{"Deal_Name":"Deal","Stage":"Qualification","Contact_Name":"{{contact}}"}""");
        await DenyAsync("Contacts", "View");

        JsonArray modules = (await User.GetAsync("settings/modules")).ShouldHaveStatus(200).Json!["modules"]!.AsArray();
        JsonObject seen = (await User.GetAsync($"Deals/{deal}")).ShouldHaveStatus(200).First;

        Assert.DoesNotContain("Contacts", modules.Select(module => (string?)module!["api_name"]));
        Assert.Null(seen["Contact_Name"]!["name"]);
        (await User.SearchAsync("Deals", "(Contact_Name:equals:Quincy)")).ShouldBeRefused(
            400, "INVALID_QUERY", """{"reason":"Cannot use the restricted field.","api_name":"Contact_Name"}""", "invalid query formed");
        Assert.Equal("Quincy", (string?)(await Admin.GetAsync($"Deals/{deal}")).First["Contact_Name"]!["name"]);
    }

    [CrmFact]
    public async Task Record_of_a_module_that_a_profile_does_not_show_cannot_be_referred_to()
    {
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Quincy"}""");
        await DenyAsync("Contacts", "View");

        CrmAnswer real = await User.PostAsync("Deals", $$"""{"data":[{"Deal_Name":"Deal","Stage":"Qualification","Contact_Name":"{{contact}}"}]}""");
        CrmAnswer made = await User.PostAsync("Deals", """{"data":[{"Deal_Name":"Deal","Stage":"Qualification","Contact_Name":"1234567890123456789"}]}""");

        real.ShouldHaveStatus(400);
        Assert.Equal(made.Text, real.Text);
    }

    [CrmFact]
    public async Task Hidden_field_is_nowhere()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Open","City":"Xanadu","Company":"Acme"}""");
        await AllowAsync("City", "hidden");

        Assert.False((await User.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First.ContainsKey("City"));
        Assert.False((await User.GetAsync("Leads?fields=City,Company")).ShouldHaveStatus(200).First.ContainsKey("City"));
        (await User.SearchAsync("Leads", "(City:equals:Xanadu)")).ShouldHaveStatus(400);
        (await User.GetAsync("Leads/search?word=Xanadu")).ShouldBeEmpty(204);
        Assert.DoesNotContain("City", (await User.GetAsync("settings/fields?module=Leads")).Json!["fields"]!.AsArray().Select(field => (string?)field!["api_name"]));
        (await User.GetAsync($"settings/fields/{await Org.FieldIdAsync("Leads", "City")}?module=Leads")).ShouldBeEmpty(204);
        Assert.Equal("Xanadu", (string?)(await Admin.GetAsync($"Leads/{id}")).First["City"]);
    }

    [CrmTheory]
    [InlineData("hidden")]
    [InlineData("read_only")]
    public async Task Value_for_a_field_that_a_profile_may_not_write_is_ignored(string right)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Open","City":"Xanadu"}""");
        await AllowAsync("City", right);

        (await User.PutAsync($"Leads/{id}", """{"data":[{"City":"Elsewhere","Company":"Acme"}]}""")).ShouldHaveStatus(200);

        JsonObject record = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.Equal(("Xanadu", "Acme"), ((string?)record["City"], (string?)record["Company"]));
    }

    [CrmFact]
    public async Task Read_only_field_says_so_to_those_who_may_not_write_it()
    {
        await AllowAsync("City", "read_only");

        JsonNode field = (await User.GetAsync($"settings/fields/{await Org.FieldIdAsync("Leads", "City")}?module=Leads")).ShouldHaveStatus(200).Json!["fields"]![0]!;

        Assert.True((bool)field["read_only"]!);
        Assert.Null(field["profiles"]);
        Assert.False((bool)(await Org.FieldAsync("Leads", "City"))["read_only"]!);
    }

    [CrmTheory]
    [InlineData("Last_Name", "hidden")]
    [InlineData("Last_Name", "read_only")]
    [InlineData("id", "hidden")]
    public async Task Field_that_every_record_needs_stays_open(string field, string right)
    {
        string id = await Org.FieldIdAsync("Leads", field);

        CrmAnswer answer = await Admin.PatchAsync($"settings/fields/{id}?module=Leads", $$"""{"fields":[{"profiles":[{"id":"{{_profile}}","permission_type":"{{right}}"}]}]}""");

        answer.ShouldBeRefusedRow(
            400, "NOT_ALLOWED", """{"api_name":"permission_type","json_path":"$.fields[0].profiles[0].permission_type"}""", "not allowed to change", "fields");
    }

    [CrmFact]
    public async Task Refused_rights_leave_nothing_behind()
    {
        string id = await Org.FieldIdAsync("Leads", "City");
        string administrator = await ProfileIdAsync("Administrator");

        CrmAnswer answer = await Admin.PatchAsync(
            $"settings/fields/{id}?module=Leads", $$"""{"fields":[{"profiles":[{"id":"{{_profile}}","permission_type":"hidden"},{"id":"{{administrator}}","permission_type":"hidden"}]}]}""");

        answer.ShouldHaveStatus(400);
        (await User.GetAsync($"settings/fields/{id}?module=Leads")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task New_module_is_for_the_profiles_that_were_named()
    {
        string standard = await ProfileIdAsync("Standard");
        (await Admin.PostAsync("settings/modules", $$"""{"modules":[{"plural_label":"Gadgets","singular_label":"Gadget","profiles":[{"id":"{{standard}}"}]}]}""")).ShouldHaveStatus(201);

        (await Admin.GetAsync("Gadgets?fields=id")).ShouldBeEmpty(204);
        (await User.GetAsync("Gadgets?fields=id")).ShouldBeRefused(403, "NO_PERMISSION", """{"permissions":["Crm_Implied_View_Gadgets"]}""", "Permission denied");
    }

    [CrmFact]
    public async Task Profiles_are_for_those_who_manage_them()
    {
        foreach ((string method, string path) in new[] { ("GET", "settings/profiles"), ("GET", $"settings/profiles/{_profile}"), ("DELETE", $"settings/profiles/{_profile}"), ("PUT", $"settings/profiles/{_profile}"), ("POST", $"settings/profiles/{_profile}/actions/clone") })
        {
            CrmAnswer answer = await User.SendAsync(new HttpMethod(method), path, method is "PUT" or "POST" ? """{"profiles":[{"name":"Mine"}]}""" : null);

            answer.ShouldBeRefused(403, "NO_PERMISSION", """{"permissions":["Crm_Implied_Manage_Profiles"]}""", "permission denied");
        }
    }

    [CrmFact]
    public async Task Users_of_a_deleted_profile_get_another_one()
    {
        string standard = await ProfileIdAsync("Standard");
        (await Admin.DeleteAsync($"settings/profiles/{_profile}")).ShouldBeRefused(
            400, "MANDATORY_NOT_FOUND", """{"param":"transfer_to"}""", "Users in the profile need to be transferred. transfer_to param is mandatory.");

        (await Admin.DeleteAsync($"settings/profiles/{_profile}?transfer_to={standard}")).ShouldHaveStatus(200);

        Assert.Equal("Standard", (string?)(await Admin.GetAsync($"users/{Org.UserId}")).Json!["users"]![0]!["profile"]!["name"]);
        (await User.GetAsync("Leads?fields=id")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Administrators_cannot_lock_themselves_out()
    {
        CrmAnswer profile = await Admin.PutAsync($"users/{Org.AdminId}", $$$"""{"users":[{"profile":{"id":"{{{_profile}}}"}}]}""");
        CrmAnswer status = await Admin.PutAsync($"users/{Org.AdminId}", """{"users":[{"status":"inactive"}]}""");

        profile.ShouldBeRefusedRow(400, "NOT_ALLOWED", """{"api_name":"profile","json_path":"$.users[0].profile"}""", "logged in user cannot change own profile or status", "users");
        status.ShouldBeRefusedRow(400, "NOT_ALLOWED", """{"api_name":"status","json_path":"$.users[0].status"}""", "logged in user cannot change own profile or status", "users");
    }

    [CrmFact]
    public async Task What_a_user_does_not_have_is_refused_and_what_changes_leaves_a_time()
    {
        CrmAnswer phone = await Admin.PutAsync($"users/{Org.UserId}", """{"users":[{"phone":"1"}]}""");
        CrmAnswer nobody = await Admin.PutAsync("users", """{"users":[{"first_name":"x"}]}""");
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Admin.PutAsync($"users/{Org.UserId}", """{"users":[{"first_name":"Ulla"}]}""")).ShouldHaveStatus(200);

        JsonNode user = (await Admin.GetAsync($"users/{Org.UserId}")).ShouldHaveStatus(200).Json!["users"]![0]!;
        phone.ShouldBeRefusedRow(400, "NOT_ALLOWED", """{"api_name":"phone","json_path":"$.users[0].phone"}""", "not allowed to change", "users");
        nobody.ShouldBeRefusedRow(400, "MANDATORY_NOT_FOUND", """{"api_name":"id","json_path":"$.users[0].id"}""", "required field not found", "users");
        Assert.Equal(("Ulla", Org.AdminId), ((string?)user["first_name"], (string?)user["Modified_By"]!["id"]));
        Assert.NotEqual((string?)user["created_time"], (string?)user["Modified_Time"]);
    }

    [CrmFact]
    public async Task Token_of_a_user_who_was_deactivated_is_refused()
    {
        (await Admin.PutAsync($"users/{Org.UserId}", """{"users":[{"status":"inactive"}]}""")).ShouldHaveStatus(200);
        Clock.Advance(TimeSpan.FromSeconds(2));

        (await User.GetAsync("Leads?fields=id")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
    }

    private async Task<string> CloneAsync(string name) =>
        (string)(await Admin.PostAsync($"settings/profiles/{await ProfileIdAsync("Standard")}/actions/clone", $$"""{"profiles":[{"name":"{{name}}"}]}""")).ShouldHaveStatus(201).Json!["profiles"]![0]!["details"]!["id"]!;

    private async Task<string> ProfileIdAsync(string name) =>
        (string)(await Admin.GetAsync("settings/profiles")).ShouldHaveStatus(200).Json!["profiles"]!.AsArray().Single(profile => (string?)profile!["name"] == name)!["id"]!;

    private async Task DenyAsync(string module, string use)
    {
        string id = (string)(await Admin.GetAsync($"settings/profiles/{_profile}")).ShouldHaveStatus(200).Json!["profiles"]![0]!["permissions_details"]!.AsArray()
            .Single(permission => (string?)permission!["name"] == $"Crm_Implied_{use}_{module}")!["id"]!;
        (await Admin.PutAsync($"settings/profiles/{_profile}", $$"""{"profiles":[{"permissions_details":[{"id":"{{id}}","enabled":false}]}]}""")).ShouldHaveStatus(200);
    }

    private async Task AllowAsync(string field, string right) =>
        (await Admin.PatchAsync($"settings/fields/{await Org.FieldIdAsync("Leads", field)}?module=Leads", $$"""{"fields":[{"profiles":[{"id":"{{_profile}}","permission_type":"{{right}}"}]}]}""")).ShouldHaveStatus(200);
}

public sealed class ProfilesOnSqlite(SqliteCrmServer server) : ProfileTests<SqliteCrmServer>(server);

public sealed class ProfilesOnPostgres(PostgresCrmServer server) : ProfileTests<PostgresCrmServer>(server);
