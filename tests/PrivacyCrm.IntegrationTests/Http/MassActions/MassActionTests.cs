using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.MassActions;

public abstract class MassActionTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Records_get_the_same_value_at_once()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", Enumerable.Repeat("""{"Last_Name":"Many","City":"Oslo"}""", 500));

        CrmAnswer answer = await UpdateAsync("""{"Lead_Source":"Advertisement"}""", ids);

        Assert.Equal(500, answer.ShouldHaveStatus(200).Json!["data"]!.AsArray().Count);
        Assert.Equal(ids, answer.Json!["data"]!.AsArray().Select(row => (string)row!["details"]!["id"]!));
        Assert.Equal(500, (int)(await Admin.GetAsync("Leads/actions/count?criteria=((Lead_Source:equals:Advertisement)and(City:equals:Oslo))")).Json!["count"]!);
    }

    [CrmFact]
    public async Task Records_that_cannot_be_changed_are_refused_and_the_others_change()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"One"}""", """{"Last_Name":"Two"}""");
        (await Admin.PostAsync($"Leads/{ids[1]}/privacy/actions/stop_processing")).ShouldHaveStatus(200);
        TestOrganization others = await server.NewOrganizationAsync();
        string theirs = await others.Admin.CreateAsync("Leads", """{"Last_Name":"Theirs"}""");

        CrmAnswer answer = await UpdateAsync("""{"City":"Rome"}""", [ids[0], ids[1], "1", "abc", theirs]);

        answer.ShouldHaveStatus(207);
        Assert.Equal(["SUCCESS", "CANNOT_PROCESS", "INVALID_DATA", "INVALID_DATA", "INVALID_DATA"], answer.Codes);
        Assert.Equal($$"""{"code":"CANNOT_PROCESS","details":{"id":"{{ids[1]}}"},"message":"The record is in stop processing","status":"error"}""", answer.Json!["data"]![1]!.ToJsonString());
        Assert.Equal("""{"code":"INVALID_DATA","details":{"id":"1"},"message":"the id given seems to be invalid","status":"error"}""", answer.Json!["data"]![2]!.ToJsonString());
        Assert.Equal(("Rome", null), ((string?)(await Admin.GetAsync($"Leads/{ids[0]}")).First["City"], (string?)(await Admin.GetAsync($"Leads/{ids[1]}")).First["City"]));
        Assert.Null((string?)(await others.Admin.GetAsync($"Leads/{theirs}")).First["City"]);
        (await UpdateAsync("""{"City":"Rome"}""", [ids[1]])).ShouldBeRefusedRow(400, "CANNOT_PROCESS", $$"""{"id":"{{ids[1]}}"}""", "The record is in stop processing");
    }

    [CrmFact]
    public async Task Choices_are_added_unless_they_overwrite()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Topics","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"One"},{"display_value":"Two"}]}""");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Choices","Topics":["One"]}""");

        (await Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{"Topics":["Two"]}],"ids":["{{id}}"],"over_write":false}""")).ShouldHaveStatus(200);
        Assert.Equal("""["One","Two"]""", (await Admin.GetAsync($"Leads/{id}")).First["Topics"]!.ToJsonString());
        (await Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{"Topics":["Two"]}],"ids":["{{id}}"],"over_write":true}""")).ShouldHaveStatus(200);
        Assert.Equal("""["Two"]""", (await Admin.GetAsync($"Leads/{id}")).First["Topics"]!.ToJsonString());
    }

    [CrmFact]
    public async Task Deals_take_three_fields()
    {
        string id = await Admin.CreateAsync("Deals", """{"Deal_Name":"Deal","Stage":"Qualification"}""");

        CrmAnswer answer = await Admin.PostAsync("Deals/actions/mass_update", $$"""{"data":[{"Lead_Source":"Advertisement","Type":"Existing Business","Stage":"Closed Won"}],"over_write":true,"ids":["{{id}}"]}""");

        answer.ShouldHaveStatus(200);
        Assert.Equal("Closed Won", (string?)(await Admin.GetAsync($"Deals/{id}")).First["Stage"]);
    }

    [CrmTheory]
    [InlineData("Email", "\"a@example.com\"")]
    [InlineData("Description", "\"text\"")]
    [InlineData("Layout", "{\"id\":\"1\"}")]
    [InlineData("Data_Processing_Basis_Details", "{\"Data_Processing_Basis\":\"Obtained\"}")]
    [InlineData("Created_Time", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("Full_Name", "\"x\"")]
    [InlineData("Last_Name", "\"x\"")]
    public async Task Fields_that_cannot_be_mass_updated_are_refused(string field, string value)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Same"}""");
        string before = (await Admin.GetAsync($"Leads/{id}")).Text;

        CrmAnswer answer = await UpdateAsync($$"""{"{{field}}":{{value}}}""", [id]);

        answer.ShouldBeRefusedRow(400, "INVALID_DATA", $$"""{"api_name":"{{field}}","json_path":"$.data[0].{{field}}"}""", "This field cannot be updated in the Mass Update");
        Assert.Equal(before, (await Admin.GetAsync($"Leads/{id}")).Text);
    }

    [CrmTheory]
    [InlineData("""{"ids":["1"]}""", "MANDATORY_NOT_FOUND", "data")]
    [InlineData("""{"data":[{"City":"x"}]}""", "MANDATORY_NOT_FOUND", "ids")]
    [InlineData("""{"data":[{"City":"x"}],"ids":[]}""", "INVALID_DATA", "ids")]
    [InlineData("""{"data":[{"City":"x"}],"ids":"1"}""", "INVALID_DATA", "ids")]
    [InlineData("""{"data":[{"City":"x"}],"ids":[{}]}""", "INVALID_DATA", "ids")]
    [InlineData("""{"data":[{}],"ids":["1"]}""", "INVALID_DATA", "data")]
    [InlineData("""{"data":["x"],"ids":["1"]}""", "INVALID_DATA", "data")]
    [InlineData("""{"data":[{"City":"x"},{"City":"y"}],"ids":["1"]}""", "LIMIT_EXCEEDED", "data")]
    [InlineData("""{"data":[{"City":"x","State":"y"}],"ids":["1"]}""", "LIMIT_EXCEEDED", "data")]
    [InlineData("""{"data":[{"Planet":"x"}],"ids":["1"]}""", "INVALID_DATA", "Planet")]
    [InlineData("""{"data":[{"No_of_Employees":"many"}],"ids":["1"]}""", "INVALID_DATA", "No_of_Employees")]
    [InlineData("""{"data":[{"City":"x"}],"ids":["1"],"over_write":"yes"}""", "INVALID_DATA", "over_write")]
    [InlineData("""{"data":[{"City":"x"}],"cvid":"abc"}""", "INVALID_DATA", "cvid")]
    public async Task Wrong_bodies_are_refused(string body, string code, string apiName)
    {
        CrmAnswer answer = (await Admin.PostAsync("Leads/actions/mass_update", body)).ShouldHaveStatus(400);

        Assert.Equal((code, apiName), ((string?)answer.First["code"], (string?)answer.First["details"]!["api_name"]));
    }

    [CrmFact]
    public async Task Ids_and_a_view_exclude_each_other_and_lists_end_at_500()
    {
        Assert.Equal(["AMBIGUITY_DURING_PROCESSING"], (await Admin.PostAsync("Leads/actions/mass_update", """{"data":[{"City":"x"}],"ids":["1"],"cvid":"2"}""")).ShouldHaveStatus(400).Codes);
        Assert.Equal(["LIMIT_EXCEEDED"], (await UpdateAsync("""{"City":"x"}""", [.. Enumerable.Repeat("1", 501)])).ShouldHaveStatus(400).Codes);
        Assert.Equal(["LIMIT_EXCEEDED"], (await DeleteAsync([.. Enumerable.Repeat("1", 501)])).ShouldHaveStatus(400).Codes);
    }

    [CrmFact]
    public async Task Records_are_deleted_at_once_stopped_or_not()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"One"}""", """{"Last_Name":"Two"}""", """{"Last_Name":"Three"}""");
        (await Admin.PostAsync($"Leads/{ids[1]}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        CrmAnswer answer = await DeleteAsync([ids[0], ids[1], "7"]);

        answer.ShouldHaveStatus(207);
        Assert.Equal($$"""{"code":"SUCCESS","details":{"id":"{{ids[0]}}"},"message":"record is deleted","status":"success"}""", answer.Json!["data"]![0]!.ToJsonString());
        Assert.Equal("""{"code":"INVALID_DATA","details":{"id":"7"},"message":"record not deleted","status":"error"}""", answer.Json!["data"]![2]!.ToJsonString());
        Assert.Equal([ids[2]], (await Admin.GetAsync("Leads?fields=id")).Ids);
        Assert.Equal(2, (await Admin.GetAsync("Leads/deleted?type=recycle")).Ids.Count);
    }

    [CrmTheory]
    [InlineData("{}", "MANDATORY_NOT_FOUND", "ids")]
    [InlineData("[]", "INVALID_DATA", null)]
    [InlineData("""{"ids":["1"],"cvid":"2"}""", "AMBIGUITY_DURING_PROCESSING", null)]
    [InlineData("""{"cvid":[]}""", "INVALID_DATA", "cvid")]
    public async Task Wrong_bodies_of_deletions_are_refused(string body, string code, string? apiName)
    {
        JsonObject refusal = (await Admin.PostAsync("Leads/actions/mass_delete", body)).ShouldHaveStatus(400).First;

        Assert.Equal((code, apiName), ((string?)refusal["code"], (string?)refusal["details"]!["api_name"]));
    }

    [CrmFact]
    public async Task Scopes_of_their_own_are_needed()
    {
        CrmClient client = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.modules.ALL");

        (await client.PostAsync("Leads/actions/mass_update", "{}")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        (await client.PostAsync("Leads/actions/mass_delete", "{}")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
    }

    private Task<CrmAnswer> UpdateAsync(string row, IReadOnlyList<string> ids) =>
        Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{{row}}],"ids":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""");

    private Task<CrmAnswer> DeleteAsync(IReadOnlyList<string> ids) =>
        Admin.PostAsync("Leads/actions/mass_delete", $$"""{"ids":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""");
}

public sealed class MassActionsOnSqlite(SqliteCrmServer server) : MassActionTests<SqliteCrmServer>(server);

public sealed class MassActionsOnPostgres(PostgresCrmServer server) : MassActionTests<PostgresCrmServer>(server);
