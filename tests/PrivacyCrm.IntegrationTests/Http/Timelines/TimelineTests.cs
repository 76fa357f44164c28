using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Timelines;

public abstract class TimelineTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Details =
        "?include_inner_details=field_history.data_type,field_history.field_label,field_history.enable_colour_code,field_history.pick_list_values,done_by.type__s,done_by.profile";

    [CrmFact]
    public async Task Timeline_tells_who_changed_which_field_when_with_both_values()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Smith"}""");
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await User.PutAsync($"Leads/{id}", """{"data":[{"Last_Name":"Morgan","First_Name":"Alex","Company":null}]}""")).ShouldHaveStatus(200);

        CrmAnswer answer = await Admin.GetAsync($"Leads/{id}/__timeline{Details}");

        answer.ShouldMatch(200, "timelines/changes");
    }

    [CrmFact]
    public async Task Timeline_has_its_short_form_without_inner_details()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Smith"}""");

        CrmAnswer answer = await Admin.GetAsync($"Leads/{id}/__timeline?include=extension,type&include_timeline_type=signals");

        JsonObject entry = First(answer);
        Assert.Equal(["name", "id"], entry["done_by"]!.AsObject().Select(member => member.Key));
        Assert.Equal(("added", "crm_api", null), ((string?)entry["action"], (string?)entry["source"], entry["field_history"]));
        Assert.True(entry.ContainsKey("extension") && entry.ContainsKey("type"));
    }

    [CrmFact]
    public async Task Every_way_of_writing_leaves_one_entry()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Ways","Email":"ways@example.com"}""");
        (await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{id}}","City":"Oslo"}]}""")).ShouldHaveStatus(200);
        (await Admin.PostAsync("Leads/upsert", """{"data":[{"Last_Name":"Ways","Email":"ways@example.com","City":"Rome"}]}""")).ShouldHaveStatus(200);
        (await Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{"City":"Bern"}],"ids":["{{id}}"]}""")).ShouldHaveStatus(200);
        (await Admin.PostAsync($"Leads/{id}/privacy/actions/stop_processing")).ShouldHaveStatus(200);
        (await Admin.PostAsync($"Leads/{id}/privacy/actions/stop_processing")).ShouldHaveStatus(200);
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"City":"Nowhere"}]}""")).ShouldHaveStatus(400);
        (await Admin.PostAsync($"Leads/{id}/privacy/actions/resume_processing")).ShouldHaveStatus(200);
        string copy = (string)(await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{"Email":"copy@example.com"}]}""")).ShouldHaveStatus(201).First["details"]!["id"]!;

        List<(string?, string?)> entries = [.. Entries(await Admin.GetAsync($"Leads/{id}/__timeline?sort_by=audited_time&sort_order=asc")).Select(entry => ((string?)entry["action"], (string?)entry["source"]))];

        Assert.Equal(
            [("added", "crm_api"), ("updated", "crm_api"), ("updated", "crm_api"), ("updated", "mass_update"), ("processing_stopped", "crm_api"), ("processing_resumed", "crm_api")], entries);
        Assert.Equal("cloned", (string?)First(await Admin.GetAsync($"Leads/{copy}/__timeline"))["action"]);
    }

    [CrmFact]
    public async Task Refused_rows_leave_no_entry()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Kept"}""");
        string other = await Admin.CreateAsync("Leads", """{"Last_Name":"Other"}""");

        (await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{id}}","No_of_Employees":"many"},{"id":"{{other}}","City":"Oslo"}]}""")).ShouldHaveStatus(207);

        Assert.Single(Entries(await Admin.GetAsync($"Leads/{id}/__timeline")));
        Assert.Equal(2, Entries(await Admin.GetAsync($"Leads/{other}/__timeline")).Count);
    }

    [CrmFact]
    public async Task Consent_is_told_key_by_key()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Smith","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Pending"}}""");
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Data_Processing_Basis_Details":{"Data_Processing_Basis":"Obtained","Consent_Date":"2026-03-01","Contact_Through_Email":true}}]}""")).ShouldHaveStatus(200);

        List<(string?, string?, string?)> changes = Changes(await Admin.GetAsync($"Leads/{id}/__timeline"));

        Assert.Equal(
            [
                ("Data_Processing_Basis_Details.Data_Processing_Basis", "Pending", "Obtained"),
                ("Data_Processing_Basis_Details.Consent_Date", null, "2026-03-01"),
                ("Data_Processing_Basis_Details.Contact_Through_Email", "false", "true"),
            ],
            changes);
    }

    [CrmFact]
    public async Task Values_of_every_type_are_texts()
    {
        string account = await Admin.CreateAsync("Accounts", """{"Account_Name":"Alpine"}""");
        await Org.AddFieldAsync("Contacts", """{"field_label":"Topics","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"One"},{"display_value":"Two"}]}""");
        await Org.AddFieldAsync("Contacts", """{"field_label":"Seen","data_type":"datetime"}""");
        string id = await Admin.CreateAsync("Contacts", """{"Last_Name":"Types"}""");
        (await Admin.PutAsync($"Contacts/{id}", $$"""{"data":[{"Owner":"{{Org.UserId}}","Account_Name":"{{account}}","Email_Opt_Out":true,"Date_of_Birth":"1990-01-02","Topics":["One","Two"],"Seen":"2026-03-01T12:00:00+00:00"}]}""")).ShouldHaveStatus(200);

        Dictionary<string, string?> after = Changes(await Admin.GetAsync($"Contacts/{id}/__timeline")).ToDictionary(change => change.Name!, change => change.After);

        Assert.Equal("Uma Userson", after["Owner"]);
        Assert.Equal("Alpine", after["Account_Name"]);
        Assert.Equal("true", after["Email_Opt_Out"]);
        Assert.Equal("1990-01-02", after["Date_of_Birth"]);
        Assert.Equal("One;Two", after["Topics"]);
        Assert.Equal("2026-03-01T04:00:00-08:00", after["Seen"]);
    }

    [CrmFact]
    public async Task Long_texts_are_told_by_their_beginning()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Long"}""");
        (await Admin.PutAsync($"Leads/{id}", $$"""{"data":[{"Description":"{{new string('a', 30_000)}}"}]}""")).ShouldHaveStatus(200);

        Assert.Equal(new string('a', 1_000), Changes(await Admin.GetAsync($"Leads/{id}/__timeline")).Single().After);
    }

    [CrmFact]
    public async Task Fields_that_were_deleted_are_no_longer_told()
    {
        string field = await Org.AddFieldAsync("Leads", """{"field_label":"Shoe Size","data_type":"integer"}""");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Gone"}""");
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Shoe_Size":43,"City":"Oslo"}]}""")).ShouldHaveStatus(200);
        (await Admin.DeleteAsync($"settings/fields/{field}?module=Leads")).ShouldHaveStatus(200);

        Assert.Equal([("City", null, "Oslo")], Changes(await Admin.GetAsync($"Leads/{id}/__timeline")));
    }

    [CrmFact]
    public async Task Pages_follow_each_other_by_number_and_by_token()
    {
        string id = await CreateWithHistoryAsync(5);
        List<string?> all = IdsOf(await Admin.GetAsync($"Leads/{id}/__timeline"));
        Assert.Equal(6, all.Count);

        List<string?> byNumber = [];
        List<string?> byToken = [];
        string more = string.Empty;
        for (int page = 1; page <= 3; page++)
        {
            byNumber.AddRange(IdsOf(await Admin.GetAsync($"Leads/{id}/__timeline?per_page=2&page={page}")));
            CrmAnswer answer = await Admin.GetAsync($"Leads/{id}/__timeline?per_page=2{more}");
            byToken.AddRange(IdsOf(answer));
            more = $"&page_token={answer.Json!["info"]!["next_page_token"]}";
            Assert.Equal((page, page < 3), ((int)answer.Json["info"]!["page"]!, (bool)answer.Json["info"]!["more_records"]!));
            if (page == 3)
            {
                CrmAnswer back = await Admin.GetAsync($"Leads/{id}/__timeline?per_page=2&page_token={answer.Json["info"]!["previous_page_token"]}");
                Assert.Equal(all[2..4], IdsOf(back));
            }
        }

        Assert.Equal(all, byNumber);
        Assert.Equal(all, byToken);
        (await Admin.GetAsync($"Leads/{id}/__timeline?page=9")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Filters_choose_entries()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Filtered"}""");
        Clock.Advance(TimeSpan.FromMinutes(10));
        (await User.PutAsync($"Leads/{id}", """{"data":[{"City":"Oslo"}]}""")).ShouldHaveStatus(200);
        string now = Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(["updated"], await ActionsAsync(id, $$"""{"field":{"api_name":"audited_time"},"comparator":"between","value":["{{now}}","{{now}}"]}"""));
        Assert.Equal(["added"], await ActionsAsync(id, $$"""{"field":{"api_name":"audited_time"},"comparator":"less_than","value":"{{now}}"}"""));
        Assert.Equal(["updated"], await ActionsAsync(id, $$"""{"field":{"api_name":"done_by"},"comparator":"equal","value":[{"id":"{{Org.UserId}}","name":"Uma"}]}"""));
        Assert.Equal(["added"], await ActionsAsync(id, $$"""{"group_operator":"AND","group":[{"field":{"api_name":"action"},"comparator":"equal","value":"added"},{"field":{"api_name":"source"},"comparator":"not_equal","value":"mass_update"}]}"""));
        Assert.Equal(["updated", "added"], await ActionsAsync(id, $$"""{"group_operator":"OR","group":[{"field":{"api_name":"action"},"comparator":"equal","value":"added"},{"field":{"api_name":"action"},"comparator":"equal","value":["updated"]}]}"""));
    }

    [CrmTheory]
    [InlineData("all")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"field":{"api_name":"Email"},"comparator":"equal","value":"x"}""")]
    [InlineData("""{"field":{"api_name":"field_history"},"comparator":"contains","value":"x"}""")]
    [InlineData("""{"field":{"api_name":"audited_time"},"comparator":"equal","value":"yesterday"}""")]
    [InlineData("""{"field":{"api_name":"audited_time"},"comparator":"between","value":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"field":{"api_name":"done_by"},"comparator":"contains","value":"1"}""")]
    [InlineData("""{"group_operator":"XOR","group":[{"field":{"api_name":"action"},"comparator":"equal","value":"added"}]}""")]
    [InlineData("""{"group_operator":"AND","group":[]}""")]
    [InlineData("""{"field":{"api_name":"action"},"comparator":"equal","value":"\ud800"}""")]
    public async Task Filters_that_cannot_be_read_are_refused(string filters)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Filtered"}""");

        (await Admin.GetAsync($"Leads/{id}/__timeline?filters={Uri.EscapeDataString(filters)}")).ShouldBeRefused(
            400, "INVALID_DATA", """{"param_name":"filters"}""", "the relation name given seems to be invalid");
    }

    [CrmTheory]
    [InlineData("sort_by=Email", "sort_by")]
    [InlineData("sort_order=up", "sort_order")]
    [InlineData("per_page=201", "per_page")]
    [InlineData("page=0", "page")]
    [InlineData("include=values", "include")]
    [InlineData("include_inner_details=field_history._value", "include_inner_details")]
    [InlineData("include_timeline_type=dreams", "include_timeline_type")]
    public async Task Wrong_parameters_are_refused(string query, string parameter)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Wrong"}""");

        (await Admin.GetAsync($"Leads/{id}/__timeline?{query}")).ShouldBeRefused(400, "INVALID_DATA", $$"""{"param_name":"{{parameter}}"}""", "invalid data");
    }

    [CrmFact]
    public async Task Page_tokens_are_bound_to_record_user_and_parameters()
    {
        string id = await CreateWithHistoryAsync(3);
        string other = await CreateWithHistoryAsync(3);
        string token = (string)(await Admin.GetAsync($"Leads/{id}/__timeline?per_page=1")).Json!["info"]!["next_page_token"]!;

        (await Admin.GetAsync($"Leads/{id}/__timeline?per_page=1&page_token={token}")).ShouldHaveStatus(200);
        foreach ((CrmClient client, string path) in new[] { (Admin, $"Leads/{other}/__timeline?per_page=1"), (Admin, $"Leads/{id}/__timeline?per_page=2"), (User, $"Leads/{id}/__timeline?per_page=1") })
        {
            Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", (string?)(await client.GetAsync($"{path}&page_token={token}")).ShouldHaveStatus(400).Json!["code"]);
        }

        Assert.Equal("AMBIGUITY_DURING_PROCESSING", (string?)(await Admin.GetAsync($"Leads/{id}/__timeline?per_page=1&page=2&page_token={token}")).ShouldHaveStatus(400).Json!["code"]);
        Assert.Equal("DISCRETE_PAGINATION_LIMIT_EXCEEDED", (string?)(await Admin.GetAsync($"Leads/{id}/__timeline?page=11")).ShouldHaveStatus(400).Json!["code"]);
    }

    [CrmFact]
    public async Task Records_that_are_not_there_have_no_timeline()
    {
        string deleted = await Admin.CreateAsync("Leads", """{"Last_Name":"Gone"}""");
        (await Admin.DeleteAsync($"Leads/{deleted}")).ShouldHaveStatus(200);
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Elsewhere"}""");
        TestOrganization others = await server.NewOrganizationAsync();
        string theirs = await others.Admin.CreateAsync("Leads", """{"Last_Name":"Theirs"}""");

        foreach (string id in new[] { deleted, contact, theirs, "1", "abc" })
        {
            (await Admin.GetAsync($"Leads/{id}/__timeline")).ShouldBeRefused(
                400, "INVALID_DATA", """{"resource_path_index":1}""", "the related id given seems to be invalid");
        }

        (await Admin.GetAsync("Planets/1/__timeline")).ShouldBeRefused(400, "INVALID_MODULE", """{"resource_path_index":0}""", "the module name given seems to be invalid");
    }

    private static List<JsonObject> Entries(CrmAnswer answer) => [.. answer.ShouldHaveStatus(200).Json!["__timeline"]!.AsArray().Select(entry => entry!.AsObject())];

    private static JsonObject First(CrmAnswer answer) => Entries(answer)[0];

    private static List<string?> IdsOf(CrmAnswer answer) => [.. Entries(answer).Select(entry => (string?)entry["id"])];

    private static List<(string? Name, string? Before, string? After)> Changes(CrmAnswer answer) =>
        [.. First(answer)["field_history"]!.AsArray().Select(change => ((string?)change!["api_name"], (string?)change["_value"]!["old"], (string?)change["_value"]!["new"]))];

    private async Task<List<string?>> ActionsAsync(string id, string filters) =>
        [.. Entries(await Admin.GetAsync($"Leads/{id}/__timeline?filters={Uri.EscapeDataString(filters)}")).Select(entry => (string?)entry["action"])];

    private async Task<string> CreateWithHistoryAsync(int changes)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Paged"}""");
        for (int change = 0; change < changes; change++)
        {
            (await Admin.PutAsync($"Leads/{id}", $$"""{"data":[{"City":"City {{change}}"}]}""")).ShouldHaveStatus(200);
        }

        return id;
    }
}

public sealed class TimelinesOnSqlite(SqliteCrmServer server) : TimelineTests<SqliteCrmServer>(server);

public sealed class TimelinesOnPostgres(PostgresCrmServer server) : TimelineTests<PostgresCrmServer>(server);
