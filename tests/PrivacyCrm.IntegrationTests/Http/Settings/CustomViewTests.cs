using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Settings;

public abstract class CustomViewTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Views_have_the_documented_keys()
    {
        JsonNode documented = GoldenFile.Read("official/view_keys");
        foreach (string module in new[] { "Leads", "Contacts", "Deals", "Tasks", "Notes" })
        {
            JsonNode answer = (await User.GetAsync($"settings/custom_views?module={module}")).ShouldHaveStatus(200).Json!;

            Assert.Equal(Sorted(documented["info"]!), KeysOf(answer["info"]!));
            Assert.Equal(Sorted(documented["translation"]!), KeysOf(answer["info"]!["translation"]!));
            Assert.Equal((string?)answer["info"]!["default"], (string?)answer["custom_views"]!.AsArray().Single(view => (bool)view!["default"]!)!["id"]);
            Assert.All(answer["custom_views"]!.AsArray(), view => Assert.Empty(Sorted(documented["view"]!).Except(KeysOf(view!))));
        }
    }

    [CrmFact]
    public async Task Every_module_has_views_from_the_start()
    {
        Assert.Equal(
            ["All Leads", "My Leads", "Recently Created Leads", "Recently Modified Leads", "Today's Leads", "Converted Leads", "My Converted Leads", "Junk Leads", "Not Qualified Leads", "Open Leads", "Unsubscribed Leads"],
            await NamesAsync(User, "Leads"));
        Assert.Equal(["All Deals", "My Deals", "Recently Created Deals", "Recently Modified Deals", "Today's Deals"], await NamesAsync(User, "Deals"));
    }

    [CrmFact]
    public async Task View_has_a_life_of_its_own()
    {
        string id = await Org.AddViewAsync("Leads", """
            {"name":"Big","access_type":"public","fields":[{"api_name":"Last_Name"},{"api_name":"Company","_pin":true}],"sort_by":{"api_name":"Company"},"sort_order":"desc",
             "criteria":{"group_operator":"or","group":[{"field":{"api_name":"No_of_Employees"},"comparator":"greater_than","value":100},
             {"field":{"api_name":"Email_Opt_Out"},"comparator":"equal","value":true},{"field":{"api_name":"Owner"},"comparator":"equal","value":{"name":"${CURRENTUSER}"}}]}}
            """);

        JsonNode view = await ViewAsync(User, "Leads", id);

        Assert.Equal(("Big", "public", false, "public_views", "desc", "Company"), ((string)view["name"]!, (string)view["access_type"]!, (bool)view["system_defined"]!, (string)view["category"]!, (string)view["sort_order"]!, (string)view["sort_by"]!["api_name"]!));
        Assert.Equal(["Last_Name", "Company"], view["fields"]!.AsArray().Select(field => (string?)field!["api_name"]));
        Assert.Equal("OR", (string?)view["criteria"]!["group_operator"]);
        Assert.Equal(["100", "true", """{"name":"${CURRENTUSER}"}"""], view["criteria"]!["group"]!.AsArray().Select(one => one!["value"]!.ToJsonString()));
        Assert.Equal("created_by_me", (string?)(await ViewAsync(Admin, "Leads", id))["category"]);

        (await Admin.PutAsync($"settings/custom_views/{id}?module=Leads", """{"custom_views":[{"name":"Huge","criteria":null,"sort_by":null}]}"""))
            .ShouldBe(200, $$$"""{"custom_views":[{"code":"SUCCESS","details":{"id":"{{{id}}}"},"message":"custom view updated","status":"success"}]}""");
        view = await ViewAsync(User, "Leads", id);
        Assert.Equal(("Huge", null, null, null, 2), ((string)view["name"]!, view["criteria"], view["sort_by"], view["sort_order"], view["fields"]!.AsArray().Count));

        (await Admin.DeleteAsync($"settings/custom_views?module=Leads&ids={id}"))
            .ShouldBe(200, $$$"""{"custom_views":[{"code":"SUCCESS","details":{"id":"{{{id}}}"},"message":"deleted successfully","status":"success"}]}""");
        (await User.GetAsync($"settings/custom_views/{id}?module=Leads")).ShouldBeEmpty(204);
        (await User.GetAsync($"Leads?fields=id&cvid={id}")).ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"cvid"}""", "invalid data");
    }

    [CrmTheory]
    [InlineData("""{"access_type":"public"}""", "MANDATORY_NOT_FOUND", """{"api_name":"name","json_path":"$.custom_views[0].name"}""")]
    [InlineData("""{"name":"all leads"}""", "DUPLICATE_DATA", """{"api_name":"name","json_path":"$.custom_views[0].name"}""")]
    [InlineData("""{"name":"x","access_type":"team"}""", "INVALID_DATA", """{"api_name":"access_type","json_path":"$.custom_views[0].access_type","supported_values":["shared","public","only_to_me"]}""")]
    [InlineData("""{"name":"x","fields":[{"api_name":"Nothing"}]}""", "INVALID_DATA", """{"api_name":"api_name","json_path":"$.custom_views[0].fields[0].api_name"}""")]
    [InlineData("""{"name":"x","sort_by":{"api_name":"Description"}}""", "INVALID_DATA", """{"api_name":"api_name","json_path":"$.custom_views[0].sort_by.api_name"}""")]
    [InlineData("""{"name":"x","sort_by":{"api_name":"Company"},"sort_order":"up"}""", "INVALID_DATA", """{"api_name":"sort_order","json_path":"$.custom_views[0].sort_order","supported_values":["asc","desc"]}""")]
    [InlineData("""{"name":"x","criteria":[]}""", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"criteria","json_path":"$.custom_views[0].criteria"}""")]
    [InlineData("""{"name":"x","criteria":{}}""", "MANDATORY_NOT_FOUND", """{"api_name":"field","json_path":"$.custom_views[0].criteria.field"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Nothing"},"comparator":"equal","value":"a"}}""", "INVALID_DATA", """{"api_name":"api_name","json_path":"$.custom_views[0].criteria.field.api_name"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Tag"},"comparator":"equal","value":"a"}}""", "INVALID_DATA", """{"api_name":"api_name","json_path":"$.custom_views[0].criteria.field.api_name"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Company"},"value":"a"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"comparator","json_path":"$.custom_views[0].criteria.comparator"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Email_Opt_Out"},"comparator":"like","value":true}}""", "INVALID_DATA", """{"api_name":"comparator","json_path":"$.custom_views[0].criteria.comparator","supported_values":["equal","not_equal"]}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Company"},"comparator":"equal"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"value","json_path":"$.custom_views[0].criteria.value"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"No_of_Employees"},"comparator":"equal","value":"5"}}""", "INVALID_DATA", """{"expected_data_type":"integer","api_name":"value","json_path":"$.custom_views[0].criteria.value"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"No_of_Employees"},"comparator":"between","value":5}}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"value","json_path":"$.custom_views[0].criteria.value"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Created_Time"},"comparator":"equal","value":"${SOMEDAY}"}}""", "INVALID_DATA", """{"expected_data_type":"datetime","api_name":"value","json_path":"$.custom_views[0].criteria.value"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Company"},"comparator":"equal","value":"a\u0000"}}""", "INVALID_DATA", """{"expected_data_type":"text","api_name":"value","json_path":"$.custom_views[0].criteria.value"}""")]
    [InlineData("""{"name":"x","criteria":{"field":{"api_name":"Owner"},"comparator":"equal","value":{"id":"1"}}}""", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"value","json_path":"$.custom_views[0].criteria.value"}""")]
    [InlineData("""{"name":"x","criteria":{"group":[{"field":{"api_name":"Company"},"comparator":"equal","value":"a"}]}}""", "INVALID_DATA", """{"api_name":"group_operator","json_path":"$.custom_views[0].criteria.group_operator","supported_values":["AND","OR"]}""")]
    [InlineData("""{"name":"x","criteria":{"group":[],"group_operator":"AND"}}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"group","json_path":"$.custom_views[0].criteria.group"}""")]
    [InlineData("""{"name":"x","cross_filters":[{}]}""", "INVALID_DATA", """{"api_name":"cross_filters","json_path":"$.custom_views[0].cross_filters"}""")]
    [InlineData("""{"name":"x","shared_to":[{"type":"roles","id":"1"}]}""", "INVALID_DATA", """{"api_name":"type","json_path":"$.custom_views[0].shared_to[0].type","supported_values":["users"]}""")]
    [InlineData("""{"name":"x","shared_to":[{"type":"users","id":"1"}]}""", "INVALID_DATA", """{"api_name":"id","json_path":"$.custom_views[0].shared_to[0].id"}""")]
    [InlineData("5", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"custom_views","json_path":"$.custom_views[0]"}""")]
    public async Task Bad_view_is_refused(string view, string code, string details)
    {
        CrmAnswer answer = await Admin.PostAsync("settings/custom_views?module=Leads", $$"""{"custom_views":[{{view}}]}""");

        JsonNode refused = answer.ShouldHaveStatus(400).Json!["custom_views"]![0]!;
        Assert.Equal((code, JsonNode.Parse(details)!.ToJsonString()), ((string)refused["code"]!, refused["details"]!.ToJsonString()));
        Assert.Equal(11, (await NamesAsync(Admin, "Leads")).Count);
    }

    [CrmFact]
    public async Task Criteria_are_limited_in_size()
    {
        const string Condition = """{"field":{"api_name":"Company"},"comparator":"equal","value":"a"}""";
        string Group(int count) => $$"""{"group_operator":"AND","group":[{{string.Join(',', Enumerable.Repeat(Condition, count))}}]}""";
        string deep = Enumerable.Range(0, 6).Aggregate(Condition, (inner, _) => $$"""{"group_operator":"OR","group":[{{inner}}]}""");
        string values = string.Join(',', Enumerable.Repeat("\"a\"", 101));

        await Org.AddViewAsync("Leads", $$"""{"name":"most","criteria":{{Group(25)}}}""");
        foreach (string criteria in new[] { Group(26), deep, $$"""{"field":{"api_name":"Company"},"comparator":"in","value":[{{values}}]}""" })
        {
            CrmAnswer answer = await Admin.PostAsync("settings/custom_views?module=Leads", $$"""{"custom_views":[{"name":"more","criteria":{{criteria}}}]}""");
            Assert.Equal("LIMIT_EXCEEDED", (string?)answer.ShouldHaveStatus(400).Json!["custom_views"]![0]!["code"]);
        }
    }

    [CrmFact]
    public async Task Views_of_others_are_there_for_those_they_are_shared_to()
    {
        string own = await Org.AddViewAsync("Leads", """{"name":"Mine"}""");
        string shared = await Org.AddViewAsync("Leads", $$"""{"name":"Ours","access_type":"shared","shared_to":[{"type":"users","id":"{{Org.UserId}}"}]}""");

        Assert.Contains("Ours", await NamesAsync(User, "Leads"));
        Assert.DoesNotContain("Mine", await NamesAsync(User, "Leads"));
        Assert.Equal("shared_with_me", (string?)(await ViewAsync(User, "Leads", shared))["category"]);
        (await User.GetAsync($"settings/custom_views/{own}?module=Leads")).ShouldBeEmpty(204);
        (await User.GetAsync($"Leads?fields=id&cvid={own}")).ShouldHaveStatus(400);
        (await User.GetAsync($"Leads?fields=id&cvid={shared}")).ShouldBeEmpty(204);
        (await Admin.GetAsync($"Leads?fields=id&cvid={own}")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task View_that_every_module_has_keeps_its_name_and_criteria()
    {
        string all = await Org.ViewIdAsync("Leads", "All Leads");

        (await Admin.PutAsync($"settings/custom_views/{all}?module=Leads", """{"custom_views":[{"name":"Everything"}]}""")).ShouldBeRefusedRow(
            400, "NOT_ALLOWED", """{"api_name":"name","json_path":"$.custom_views[0].name"}""", "not allowed to change", "custom_views");
        (await Admin.DeleteAsync($"settings/custom_views?module=Leads&ids={all}")).ShouldBeRefusedRow(
            400, "NOT_ALLOWED", $$"""{"id":"{{all}}"}""", "System defined custom views cannot be deleted", "custom_views");
        (await Admin.PutAsync($"settings/custom_views/{all}/actions/change_sort?module=Leads", """{"custom_views":[{"sort_by":{"api_name":"Company"},"sort_order":"asc"}]}""")).ShouldHaveStatus(200);
        JsonNode view = await ViewAsync(User, "Leads", all);
        Assert.Equal(("Company", "asc", "Ada Adminson", true), ((string)view["sort_by"]!["api_name"]!, (string)view["sort_order"]!, (string)view["modified_by"]!["name"]!, (bool)view["system_defined"]!));
        Assert.Equal(11, (await NamesAsync(User, "Leads")).Count);
    }

    [CrmFact]
    public async Task Only_administrators_change_views()
    {
        string all = await Org.ViewIdAsync("Leads", "All Leads");

        (await User.PostAsync("settings/custom_views?module=Leads", """{"custom_views":[{"name":"x"}]}""")).ShouldHaveStatus(403);
        (await User.PutAsync($"settings/custom_views/{all}/actions/change_sort?module=Leads", """{"custom_views":[{"sort_by":null}]}""")).ShouldHaveStatus(403);
        (await User.DeleteAsync($"settings/custom_views?module=Leads&ids={all}")).ShouldHaveStatus(403);
        (await ReadOnly.PostAsync("settings/custom_views?module=Leads", """{"custom_views":[{"name":"x"}]}""")).ShouldHaveStatus(401);
    }

    [CrmTheory]
    [InlineData("settings/custom_views", 400, "REQUIRED_PARAM_MISSING")]
    [InlineData("settings/custom_views?module=Nothing", 400, "INVALID_MODULE")]
    [InlineData("settings/custom_views?module=Leads&per_page=0", 400, "INVALID_DATA")]
    [InlineData("settings/custom_views/first?module=Leads", 400, "INVALID_DATA")]
    [InlineData("settings/custom_views/1?module=Leads", 204, null)]
    [InlineData("settings/custom_views?module=Leads&page=9", 204, null)]
    public async Task Reads_answer_as_documented(string path, int status, string? code)
    {
        CrmAnswer answer = (await User.GetAsync(path)).ShouldHaveStatus(status);

        Assert.Equal(code, (string?)answer.Json?["code"]);
    }

    [CrmFact]
    public async Task Pages_and_unchanged_settings_are_told()
    {
        JsonNode page = (await User.GetAsync("settings/custom_views?module=Leads&per_page=4&page=3")).ShouldHaveStatus(200).Json!;

        Assert.Equal((4, 3, 3, false), ((int)page["info"]!["per_page"]!, (int)page["info"]!["count"]!, (int)page["info"]!["page"]!, (bool)page["info"]!["more_records"]!));
        (await User.GetAsync("settings/custom_views?module=Leads", ("If-Modified-Since", "2100-01-01T00:00:00Z"))).ShouldBeEmpty(304);
    }

    [CrmFact]
    public async Task Field_that_a_view_needs_cannot_be_deleted()
    {
        string field = await Org.AddFieldAsync("Leads", """{"field_label":"Grade","data_type":"text"}""");
        string view = await Org.AddViewAsync("Leads", """{"name":"Good","criteria":{"field":{"api_name":"Grade"},"comparator":"equal","value":"A"},"fields":[{"api_name":"Grade"}]}""");

        (await Admin.DeleteAsync($"settings/fields/{field}?module=Leads")).ShouldBeRefused(
            400, "NOT_ALLOWED", """{"resource_path_index":2}""", "The custom field has already used in other places");
        (await Admin.PutAsync($"settings/custom_views/{view}?module=Leads", """{"custom_views":[{"criteria":null}]}""")).ShouldHaveStatus(200);
        (await Admin.DeleteAsync($"settings/fields/{field}?module=Leads")).ShouldHaveStatus(200);
        Assert.Empty((await ViewAsync(Admin, "Leads", view))["fields"]!.AsArray());
    }

    [CrmFact]
    public async Task Module_of_our_own_has_views_as_well()
    {
        (await Admin.PostAsync("settings/modules", $$"""{"modules":[{"singular_label":"Horse","plural_label":"Horses","profiles":[{"id":"{{Org.StandardProfileId}}"}]}]}""")).ShouldHaveStatus(201);
        await Admin.CreateAsync("Horses", """{"Name":"Silver"}""");
        string silver = await Org.AddViewAsync("Horses", """{"name":"Silvers","criteria":{"field":{"api_name":"Name"},"comparator":"starts_with","value":"sil"}}""");

        Assert.Equal(["All Horses", "My Horses", "Recently Created Horses", "Recently Modified Horses", "Today's Horses"], (await NamesAsync(User, "Horses")).Take(5));
        Assert.Single((await Admin.GetAsync($"Horses?fields=Name&cvid={silver}")).ShouldHaveStatus(200).Ids);
        Assert.Single((await Admin.GetAsync($"Horses?fields=Name&cvid={await Org.ViewIdAsync("Horses", "Today's Horses")}")).ShouldHaveStatus(200).Ids);
    }

    private static async Task<List<string>> NamesAsync(CrmClient client, string module) =>
        [.. (await client.GetAsync($"settings/custom_views?module={module}")).ShouldHaveStatus(200).Json!["custom_views"]!.AsArray().Select(view => (string)view!["name"]!)];

    private static async Task<JsonNode> ViewAsync(CrmClient client, string module, string id) =>
        (await client.GetAsync($"settings/custom_views/{id}?module={module}")).ShouldHaveStatus(200).Json!["custom_views"]!.AsArray().Single()!;

    private static IEnumerable<string> Sorted(JsonNode keys) => keys.AsArray().Select(key => (string)key!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> KeysOf(JsonNode json) => json.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);
}

public sealed class CustomViewsOnSqlite(SqliteCrmServer server) : CustomViewTests<SqliteCrmServer>(server);

public sealed class CustomViewsOnPostgres(PostgresCrmServer server) : CustomViewTests<PostgresCrmServer>(server);
