using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Settings;

public abstract class ModuleTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Lists_single_modules_and_organizations_have_the_documented_keys()
    {
        JsonNode documented = GoldenFile.Read("official/keys");
        JsonArray modules = (await Admin.GetAsync("settings/modules")).ShouldHaveStatus(200).Json!["modules"]!.AsArray();
        JsonObject leads = (await Admin.GetAsync("settings/modules/Leads")).ShouldHaveStatus(200).Json!["modules"]![0]!.AsObject();
        JsonObject org = (await User.GetAsync("org")).ShouldHaveStatus(200).Json!["org"]![0]!.AsObject();

        foreach (JsonNode? module in modules)
        {
            Assert.Equal(Sorted(documented["list"]!).Except(module!["sequence_number"] is null ? ["sequence_number"] : []), KeysOf(module));
        }

        Assert.Empty(Sorted(documented["single"]!).Except(KeysOf(leads)));
        Assert.Equal(Sorted(documented["organization"]!), KeysOf(org));
        Assert.Equal(Sorted(documented["license_details"]!), KeysOf(org["license_details"]!));
    }

    [CrmFact]
    public async Task Modules_can_be_chosen_by_status_name_and_id()
    {
        JsonArray all = (await Admin.GetAsync("settings/modules")).Json!["modules"]!.AsArray();
        JsonArray visible = (await Admin.GetAsync("settings/modules?status=visible")).Json!["modules"]!.AsArray();
        JsonNode leads = all.Single(module => (string?)module!["api_name"] == "Leads")!;

        Assert.All(visible, module => Assert.Equal(1, (int)module!["visibility"]!));
        Assert.True(visible.Count < all.Count);
        Assert.Equal("Leads", (string?)(await Admin.GetAsync($"settings/modules/{leads["id"]}")).Json!["modules"]![0]!["api_name"]);
        Assert.Contains("$stop_processing", (await Admin.GetAsync("settings/modules/Leads")).Json!["modules"]![0]!["$properties"]!.AsArray().Select(key => (string?)key));
        foreach (string helper in new[] { "Consents", "Data_Subject_Requests" })
        {
            JsonNode module = all.Single(one => (string?)one!["api_name"] == helper)!;
            Assert.Equal((2, true, false), ((int)module["visibility"]!, (bool)module["api_supported"]!, (bool)module["show_as_tab"]!));
        }
    }

    [CrmFact]
    public async Task Unknown_module_is_refused()
    {
        CrmAnswer answer = await Admin.GetAsync("settings/modules/Nothing");

        Assert.Equal("INVALID_MODULE", (string?)answer.ShouldHaveStatus(400).Json!["code"]);
    }

    [CrmFact]
    public async Task Module_of_our_own_has_a_life_like_any_other()
    {
        CrmAnswer made = await CreateAsync("Horse", "Horses");
        made.ShouldBe(201, """{"modules":[{"code":"SUCCESS","details":{"id":"{{id}}"},"message":"module created successfully","status":"success"}]}""");
        await Org.PreferAsync("""{"consent_modules":["Leads","Horses"],"exclude_api_tpt":true,"exclude_api_tpt_fields":"all"}""");
        await Org.MarkAsync("Horses", "Email", """{"type":"Low"}""");
        await Org.AddFieldAsync("Horses", """{"field_label":"Height","data_type":"integer"}""");

        string id = await Admin.CreateAsync("Horses", """{"Name":"Silver","Email":"silver@example.com","Height":160,"Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"}}""");

        JsonObject horse = (await User.GetAsync($"Horses/{id}")).ShouldHaveStatus(200).First;
        Assert.Null(horse["Email"]);
        Assert.Equal(("Silver", 160), ((string?)horse["Name"], (int)horse["Height"]!));
        Assert.Equal([id], (await User.SearchAsync("Horses", "(Height:greater_than:150)")).Ids);
        Assert.Equal("update", (string?)(await User.PostAsync("Horses/upsert", """{"data":[{"Name":"silver","Height":161}]}""")).ShouldHaveStatus(200).First["action"]);
        (await Admin.PostAsync($"Horses/{id}/privacy/actions/stop_processing")).ShouldHaveStatus(200);
        (await Admin.PutAsync($"Horses/{id}", """{"data":[{"Height":1}]}""")).ShouldHaveStatus(400);
        (await Admin.DeleteAsync($"Horses/{id}")).ShouldHaveStatus(200);
        Assert.Equal(id, (string?)(await Admin.GetAsync("Horses/deleted?type=all")).First["id"]);
    }

    [CrmFact]
    public async Task Modules_made_at_the_same_time_have_ids_and_fields_of_their_own()
    {
        string[] names = ["Cat", "Dog", "Cow"];
        List<string> ids = [];
        foreach (string name in names)
        {
            ids.Add((string)(await CreateAsync(name, $"{name}s")).ShouldHaveStatus(201).Json!["modules"]![0]!["details"]!["id"]!);
        }

        HashSet<string> fields = [];
        foreach (string name in names)
        {
            Assert.All((await Admin.GetAsync($"settings/fields?module={name}s")).Json!["fields"]!.AsArray(), field => Assert.True(fields.Add((string)field!["id"]!)));
        }

        Assert.Equal(3, ids.Distinct().Count());
        string cat = await Admin.CreateAsync("Cats", """{"Name":"Tom"}""");
        (await Admin.GetAsync($"Dogs/{cat}")).ShouldBeEmpty(204);
        (await Admin.SearchAsync("Dogs", "(Name:equals:Tom)")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Labels_change_and_wrong_modules_are_refused()
    {
        await CreateAsync("Horse", "Horses");

        (await Admin.PutAsync("settings/modules/Horses", """{"modules":[{"plural_label":"Ponies"}]}""")).ShouldBe(
            200, """{"modules":[{"code":"SUCCESS","details":{"id":"{{id}}"},"message":"module updated successfully","status":"success"}]}""");

        Assert.Equal("Ponies", (string?)(await Admin.GetAsync("settings/modules/Horses")).Json!["modules"]![0]!["plural_label"]);
        foreach ((string singular, string plural) in new[] { ("Lead", "Leads"), ("", "X"), ("X", ""), ("A-B", "C"), (new string('x', 26), "Y") })
        {
            Assert.True((await CreateAsync(singular, plural)).Status == 400, $"{singular} {plural}");
        }

        (await Admin.PostAsync("settings/modules", """{"modules":[{"singular_label":"A","plural_label":"As"}]}""")).ShouldBeRefusedRow(
            400, "MANDATORY_NOT_FOUND", """{"api_name":"profiles","json_path":"$.modules[0].profiles"}""", "Required fields not found", "modules");
        (await Admin.PostAsync("settings/modules", $$"""{"modules":[{"singular_label":"A","plural_label":"As","api_name":"settings","profiles":[{"id":"{{Org.StandardProfileId}}"}]}]}""")).ShouldHaveStatus(403);
    }

    [CrmFact]
    public async Task Display_field_may_be_an_autonumber()
    {
        (await Admin.PostAsync(
            "settings/modules",
            $$$"""{"modules":[{"singular_label":"Case file","plural_label":"Case files","profiles":[{"id":"{{{Org.StandardProfileId}}}"}],"display_field":{"field_label":"File No","data_type":"autonumber","auto_number":{"prefix":"F","start_number":7} } }]}""")).ShouldHaveStatus(201);

        string id = await Admin.CreateAsync("Case_files", "{}");

        Assert.Equal("F7", (string?)(await Admin.GetAsync($"Case_files/{id}")).First["Name"]);
    }

    [CrmFact]
    public async Task Settings_that_did_not_change_are_304_without_body()
    {
        string now = Clock.GetUtcNow().AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        string before = Clock.GetUtcNow().AddDays(-1).ToString("r", CultureInfo.InvariantCulture);
        foreach (string path in new[] { "settings/modules", "settings/fields?module=Leads" })
        {
            (await Admin.GetAsync(path, ("If-Modified-Since", now))).ShouldBeEmpty(304);
            (await Admin.GetAsync(path, ("If-Modified-Since", before))).ShouldHaveStatus(200);
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        await Org.PreferAsync("""{"exclude_api_tpt":true}""");

        (await Admin.GetAsync("settings/fields?module=Leads", ("If-Modified-Since", now))).ShouldHaveStatus(200);
    }

    private static IEnumerable<string> Sorted(JsonNode keys) => keys.AsArray().Select(key => (string)key!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> KeysOf(JsonNode node) => node.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);

    private Task<CrmAnswer> CreateAsync(string singular, string plural) =>
        Admin.PostAsync("settings/modules", $$"""{"modules":[{"singular_label":"{{singular}}","plural_label":"{{plural}}","profiles":[{"id":"{{Org.StandardProfileId}}"}]}]}""");
}

public sealed class ModulesOnSqlite(SqliteCrmServer server) : ModuleTests<SqliteCrmServer>(server);

public sealed class ModulesOnPostgres(PostgresCrmServer server) : ModuleTests<PostgresCrmServer>(server);
