using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Settings;

public abstract class LayoutTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private static readonly JsonNode Documented = GoldenFile.Read("official/view_keys");

    [CrmFact]
    public async Task Layout_has_the_documented_keys()
    {
        JsonNode layout = await LayoutAsync(User, "Leads");

        Assert.Empty(Sorted("layout").Except(KeysOf(layout)));
        Assert.All(layout["sections"]!.AsArray(), section => Assert.Equal(Sorted("section"), KeysOf(section!)));
        Assert.All(layout["profiles"]!.AsArray(), profile => Assert.Equal(Sorted("layout_profile"), KeysOf(profile!)));
        Assert.Equal(Sorted("actions_allowed"), KeysOf(layout["actions_allowed"]!));
        Assert.Equal(["Contacts", "Deals", "Accounts"], layout["convert_mapping"]!.AsObject().Select(pair => pair.Key));
        Assert.Contains("Deal_Name", layout["convert_mapping"]!["Deals"]!["fields"]!.AsArray().Select(field => (string?)field!["api_name"]));
        Assert.Null((await LayoutAsync(User, "Deals"))["convert_mapping"]);
    }

    [CrmFact]
    public async Task Layout_of_every_module_has_each_of_its_fields_once_as_their_metadata_tell_it()
    {
        string[] extra = ["required", "validation_rule", "default_value", "section_id", "sequence_number"];
        foreach (string module in await ModulesAsync())
        {
            JsonNode layout = await LayoutAsync(User, module);
            Dictionary<string, JsonNode> fields = (await User.GetAsync($"settings/fields?module={module}")).ShouldHaveStatus(200).Json!["fields"]!.AsArray().ToDictionary(field => (string)field!["api_name"]!, field => field!);
            List<JsonObject> placed = [.. layout["sections"]!.AsArray().SelectMany(section => section!["fields"]!.AsArray()).Select(field => field!.AsObject())];

            Assert.Equal(fields.Keys.Order(StringComparer.Ordinal), placed.Select(field => (string)field["api_name"]!).Order(StringComparer.Ordinal));
            foreach (JsonObject field in placed)
            {
                JsonNode own = fields[(string)field["api_name"]!];
                Assert.Equal((bool)own["system_mandatory"]!, (bool)field["required"]!);
                Assert.Equal((string?)layout["id"], (string?)own["layout_associations"]![0]!["id"]);
                Array.ForEach(extra, name => Assert.True(field.Remove(name)));
                Assert.True(JsonNode.DeepEquals(own, field), (string?)own["api_name"]);
            }
        }
    }

    [CrmFact]
    public async Task Sections_are_those_of_the_original()
    {
        Assert.Equal(
            ["Lead Image", "Lead Information", "Address Information", "Description Information", "Visit Summary", "Data Privacy"],
            (await LayoutAsync(User, "Leads"))["sections"]!.AsArray().Select(section => (string?)section!["display_label"]));
        Assert.Equal(["Street", "City", "State", "Zip_Code", "Country"], (await LayoutAsync(User, "Leads"))["sections"]![2]!["fields"]!.AsArray().Select(field => (string?)field!["api_name"]));
        await Org.AddFieldAsync("Leads", """{"field_label":"Grade","data_type":"text"}""");
        Assert.Contains("Grade", (await LayoutAsync(User, "Leads"))["sections"]![1]!["fields"]!.AsArray().Select(field => (string?)field!["api_name"]));
    }

    [CrmFact]
    public async Task Layout_of_a_record_can_be_read()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"x"}""");
        string layout = (string)(await User.GetAsync($"Leads/{id}")).First["Layout"]!["id"]!;

        Assert.Equal(layout, (string?)(await User.GetAsync($"settings/layouts/{layout}?module=Leads")).ShouldHaveStatus(200).Json!["layouts"]![0]!["id"]);
    }

    [CrmTheory]
    [InlineData("layouts", 400, "REQUIRED_PARAM_MISSING")]
    [InlineData("layouts?module=Nothing", 400, "INVALID_MODULE")]
    [InlineData("layouts/1?module=Leads", 204, null)]
    [InlineData("layouts/one?module=Leads", 400, "INVALID_DATA")]
    [InlineData("layouts/1", 400, "REQUIRED_PARAM_MISSING")]
    [InlineData("related_lists", 400, "REQUIRED_PARAM_MISSING")]
    [InlineData("related_lists?module=Nothing", 400, "INVALID_MODULE")]
    [InlineData("related_lists?module=Leads", 204, null)]
    [InlineData("related_lists?module=Accounts&layout_id=1", 400, "INVALID_DATA")]
    [InlineData("related_lists/1?module=Accounts", 204, null)]
    [InlineData("related_lists/one?module=Accounts", 400, "INVALID_DATA")]
    [InlineData("fields/1/pick_list_values?module=Leads", 400, "INVALID_DATA")]
    [InlineData("fields/1/pick_list_values", 400, "REQUIRED_PARAM_MISSING")]
    public async Task Reads_answer_as_documented(string path, int status, string? code)
    {
        CrmAnswer answer = (await User.GetAsync($"settings/{path}")).ShouldHaveStatus(status);

        Assert.Equal(code, (string?)answer.Json?["code"]);
    }

    [CrmTheory]
    [InlineData("settings/layouts?module=Leads")]
    [InlineData("settings/related_lists?module=Accounts")]
    public async Task Unchanged_settings_are_told(string path) => (await User.GetAsync(path, ("If-Modified-Since", "2100-01-01T00:00:00Z"))).ShouldBeEmpty(304);

    [CrmFact]
    public async Task Related_lists_are_the_lookups_that_point_at_a_module()
    {
        await Org.AddFieldAsync("Tasks", """{"field_label":"Client","data_type":"lookup","lookup":{"module":{"api_name":"Accounts"}}}""");
        JsonArray lists = (await User.GetAsync("settings/related_lists?module=Accounts")).ShouldHaveStatus(200).Json!["related_lists"]!.AsArray();

        Assert.All(lists, list => Assert.Empty(Sorted("related_list").Except(KeysOf(list!))));
        Assert.Contains("Contacts", lists.Select(list => (string?)list!["api_name"]));
        Assert.DoesNotContain("Leads", lists.Select(list => (string?)list!["api_name"]));
        JsonNode tasks = lists.Single(list => (string?)list!["module"]!["api_name"] == "Tasks")!;
        Assert.Equal(("custom_lookup", "Accounts/{ENTITYID}/Tasks"), ((string)tasks["type"]!, (string)tasks["href"]!));
        Assert.True(JsonNode.DeepEquals(tasks, (await User.GetAsync($"settings/related_lists/{tasks["id"]}?module=Accounts")).ShouldHaveStatus(200).Json!["related_lists"]![0]));
        Assert.Equal(lists.Count, lists.Select(list => (string?)list!["api_name"]).Distinct().Count());
    }

    [CrmFact]
    public async Task Every_module_named_in_metadata_answers_its_own_calls()
    {
        HashSet<string> named = [.. await ModulesAsync()];
        foreach (string module in named.ToArray())
        {
            JsonArray fields = (await User.GetAsync($"settings/fields?module={module}")).ShouldHaveStatus(200).Json!["fields"]!.AsArray();
            named.UnionWith(fields.Select(field => (string?)field!["lookup"]!["module"]?["api_name"]).OfType<string>());
            CrmAnswer related = await User.GetAsync($"settings/related_lists?module={module}");
            named.UnionWith((related.Json?["related_lists"]?.AsArray() ?? []).Select(list => (string)list!["module"]!["api_name"]!));
        }

        foreach (string module in named)
        {
            (await User.GetAsync($"settings/modules/{module}")).ShouldHaveStatus(200);
            (await User.GetAsync($"settings/fields?module={module}")).ShouldHaveStatus(200);
            (await User.GetAsync($"settings/layouts?module={module}")).ShouldHaveStatus(200);
            (await User.GetAsync($"settings/custom_views?module={module}")).ShouldHaveStatus(200);
            Assert.True((await User.GetAsync($"settings/related_lists?module={module}")).Status is 200 or 204, module);
        }
    }

    [CrmFact]
    public async Task Options_of_a_picklist_can_be_read_alone()
    {
        JsonNode field = await Org.FieldAsync("Leads", "Lead_Status");
        JsonArray options = (await User.GetAsync($"settings/fields/{field["id"]}/pick_list_values?module=Leads")).ShouldHaveStatus(200).Json!["pick_list_values"]!.AsArray();

        Assert.Equal(field["pick_list_values"]!.AsArray().Select(option => (string?)option!["id"]), options.Select(option => (string?)option!["id"]));
        Assert.All(options, option => Assert.Equal("Standard", (string?)option!["layout_associations"]![0]!["name"]));
        (await User.GetAsync($"settings/fields/{await Org.FieldIdAsync("Leads", "Company")}/pick_list_values?module=Leads")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Single_module_tells_its_default_view()
    {
        JsonNode module = (await User.GetAsync("settings/modules/Leads")).ShouldHaveStatus(200).Json!["modules"]![0]!;

        Assert.Equal(await Org.ViewIdAsync("Leads", "All Leads"), (string?)module["custom_view"]!["id"]);
        Assert.Contains("Company", module["lookup_field_properties"]!["fields"]!.AsArray().Select(field => (string?)field!["api_name"]));
    }

    private async Task<List<string>> ModulesAsync() =>
        [.. (await User.GetAsync("settings/modules")).ShouldHaveStatus(200).Json!["modules"]!.AsArray().Select(module => (string)module!["api_name"]!)];

    private static async Task<JsonNode> LayoutAsync(CrmClient client, string module) =>
        (await client.GetAsync($"settings/layouts?module={module}")).ShouldHaveStatus(200).Json!["layouts"]!.AsArray().Single()!;

    private static IEnumerable<string> Sorted(string name) => Documented[name]!.AsArray().Select(key => (string)key!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> KeysOf(JsonNode json) => json.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);
}

public sealed class LayoutsOnSqlite(SqliteCrmServer server) : LayoutTests<SqliteCrmServer>(server);

public sealed class LayoutsOnPostgres(PostgresCrmServer server) : LayoutTests<PostgresCrmServer>(server);
