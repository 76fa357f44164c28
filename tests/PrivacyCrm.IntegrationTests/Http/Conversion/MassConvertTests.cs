using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Conversion;

public abstract class MassConvertTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Path = "Leads/actions/mass_convert";

    [CrmFact]
    public async Task Job_converts_every_lead_and_counts_those_it_must_not()
    {
        List<string> leads = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 12).Select(number => $$"""{"Last_Name":"L{{number}}","Company":"Northwind","Tag":[{"name":"hot"}]}"""));
        (await Admin.PostAsync($"Leads/{leads[0]}/privacy/actions/stop_processing")).ShouldHaveStatus(200);
        (await Admin.PostAsync($"Leads/{leads[1]}/actions/convert", """{"data":[{}]}""")).ShouldHaveStatus(200);
        (await Admin.DeleteAsync($"Leads/{leads[2]}")).ShouldHaveStatus(200);

        CrmAnswer answer = await OrderAsync(
            leads, """,{"api_name":"Contacts"}""", """ "Deals":{"Deal_Name":"Offer","Stage":"Needs Analysis","Closing_Date":"2026-12-20","Pipeline":"Standard(Standard)"},"related_modules":[{"api_name":"Tasks"}],"move_attachments_to":{"api_name":"Contacts"},""");

        (await EndOfAsync(answer)).ShouldBe(200, """{"data":[{"Status":"COMPLETED","Failed_Count":1,"Not_Converted_Count":2,"Total_Count":12,"Converted_Count":9}]}""");
        Assert.Equal([leads[0]], (await Admin.GetAsync("Leads?fields=id")).Ids);
        (await Admin.GetAsync("Deals/actions/count")).ShouldBe(200, """{"count":9}""");
        (await Admin.GetAsync("Accounts/actions/count")).ShouldBe(200, """{"count":1}""");
        JsonArray contacts = (await Admin.GetAsync("Contacts?fields=Owner,Tag,Last_Name")).Json!["data"]!.AsArray();
        Assert.Equal(10, contacts.Count);
        Assert.Equal(9, contacts.Count(contact => (string?)contact!["Owner"]!["id"] == Org.UserId && (string?)contact["Tag"]![0]?["name"] == "hot"));
    }

    [CrmFact]
    public async Task Lead_that_is_refused_fails_alone()
    {
        await Org.AddFieldAsync("Deals", """{"field_label":"Contract No","data_type":"text","unique":{"case_sensitive":false}}""");
        List<string> leads = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 3).Select(number => $$"""{"Last_Name":"L{{number}}"}"""));

        CrmAnswer answer = await OrderAsync(leads, string.Empty, """ "Deals":{"Deal_Name":"Offer","Stage":"Needs Analysis","Closing_Date":"2026-12-20","Contract_No":"C1"},""");

        (await EndOfAsync(answer)).ShouldBe(200, """{"data":[{"Status":"COMPLETED","Failed_Count":2,"Not_Converted_Count":0,"Total_Count":3,"Converted_Count":1}]}""");
        (await Admin.GetAsync("Contacts/actions/count")).ShouldBe(200, """{"count":1}""");
    }

    [CrmTheory]
    [InlineData("""{"assign_to":{"id":"{me}"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"ids","json_path":"$.ids"}""", "required field not found")]
    [InlineData("""{"ids":["1"]}""", "MANDATORY_NOT_FOUND", """{"api_name":"assign_to","json_path":"$.assign_to"}""", "required field not found")]
    [InlineData("""{"ids":["1"],"assign_to":{}}""", "MANDATORY_NOT_FOUND", """{"api_name":"id","json_path":"$.assign_to.id"}""", "required field not found")]
    [InlineData("""{"ids":["1"],"assign_to":{"id":"5"}}""", "INVALID_DATA", """{"api_name":"assign_to","json_path":"$.assign_to.id"}""", "Non Subordinate User Found")]
    [InlineData("""{"ids":"1","assign_to":{"id":"{me}"}}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"ids","json_path":"$.ids"}""", "invalid data")]
    [InlineData("""{"ids":[],"assign_to":{"id":"{me}"}}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"ids","json_path":"$.ids"}""", "invalid data")]
    [InlineData("""{"ids":["1","x"],"assign_to":{"id":"{me}"}}""", "INVALID_DATA", """{"api_name":"ids","json_path":"$.ids[1]"}""", "the id given seems to be invalid")]
    [InlineData("""{"ids":["1"],"assign_to":{"id":"{me}"},"Deals":{"Deal_Name":"d","Stage":"Qualification"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"Closing_Date","json_path":"$.Deals.Closing_Date"}""", "required field not found")]
    [InlineData("""{"ids":["1"],"assign_to":{"id":"{me}"},"Deals":{"Deal_Name":"d","Stage":"x","Closing_Date":"2026-01-01"}}""", "MAPPING_MISMATCH", """{"mapped_field":"Pipeline","api_name":"Stage","json_path":"$.Deals.Stage"}""", "Pipeline doesn't contain the Stage")]
    [InlineData("""{"ids":["1"],"assign_to":{"id":"{me}"},"carry_over_tags":[{"api_name":"Leads"}]}""", "INVALID_DATA", """{"api_name":"api_name","json_path":"$.carry_over_tags[0].api_name","supported_values":["Contacts","Accounts","Deals"]}""", "invalid data")]
    [InlineData("""{"ids":["1"],"assign_to":{"id":"{me}"},"related_modules":"Tasks"}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"related_modules","json_path":"$.related_modules"}""", "invalid data")]
    [InlineData("""{"ids":["1"],"assign_to":{"id":"{me}"},"apply_assignment_threshold":1}""", "INVALID_DATA", """{"expected_data_type":"boolean","api_name":"apply_assignment_threshold","json_path":"$.apply_assignment_threshold"}""", "invalid data")]
    [InlineData("[]", "INVALID_DATA", """{"expected_data_type":"jsonobject"}""", "body")]
    public async Task Wrong_order_is_refused(string body, string code, string details, string message) =>
        (await Admin.PostAsync(Path, body.Replace("{me}", Org.AdminId, StringComparison.Ordinal))).ShouldBeRefused(400, code, details, message);

    [CrmFact]
    public async Task Order_has_fifty_leads_at_most() => (await OrderAsync(Enumerable.Range(1, 51).Select(number => $"{number}"), string.Empty, string.Empty)).ShouldBeRefused(
        400, "LIMIT_EXCEEDED", """{"maximum_length":50,"api_name":"ids"}""", "count of records in your request exceeds the limit");

    [CrmFact]
    public async Task State_is_told_to_whoever_ordered_it()
    {
        string job = (string)(await OrderAsync(["1"], string.Empty, string.Empty)).ShouldBe(
            200, """{"code":"SCHEDULED","details":{"job_id":"{{id}}"},"message":"Mass Convert scheduled successfully","status":"success"}""").Json!["details"]!["job_id"]!;
        TestOrganization other = await server.NewOrganizationAsync();

        foreach (CrmAnswer answer in new[] { await other.Admin.GetAsync($"{Path}?job_id={job}"), await User.GetAsync($"{Path}?job_id={job}"), await Admin.GetAsync($"{Path}?job_id=abc") })
        {
            answer.ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"job_id"}""", "invalid data");
        }

        (await Admin.GetAsync(Path)).ShouldBeRefused(400, "REQUIRED_PARAM_MISSING", """{"param_name":"job_id"}""", "required param is missing");
        (await Admin.GetAsync($"Contacts/actions/mass_convert?job_id={job}")).ShouldBeRefused(400, "INVALID_MODULE", """{"resource_path_index":0}""", "the module name given seems to be invalid");
    }

    [CrmTheory]
    [InlineData("ZohoCRM.mass_convert.leads.CREATE", 400, 401)]
    [InlineData("ZohoCRM.mass_convert.leads.READ", 401, 400)]
    [InlineData("ZohoCRM.modules.ALL", 401, 401)]
    public async Task Scopes_of_its_own_are_needed(string scope, int ordered, int asked)
    {
        CrmClient client = await Org.ClientOfAsync(Org.AdminId, scope);

        (await client.PostAsync(Path, "{}")).ShouldHaveStatus(ordered);
        (await client.GetAsync(Path)).ShouldHaveStatus(asked);
    }

    private Task<CrmAnswer> OrderAsync(IEnumerable<string> leads, string tags, string more) => Admin.PostAsync(
        Path, $$$"""{"ids":[{{{string.Join(',', leads.Select(id => $"\"{id}\""))}}}],{{{more}}}"carry_over_tags":[{{{tags.TrimStart(',')}}}],"assign_to":{"id":"{{{Org.UserId}}}"}}""");

    private async Task<CrmAnswer> EndOfAsync(CrmAnswer ordered)
    {
        string job = (string)ordered.ShouldHaveStatus(200).Json!["details"]!["job_id"]!;
        CrmAnswer answer;
        do
        {
            await Task.Delay(50);
            answer = (await Admin.GetAsync($"{Path}?job_id={job}")).ShouldHaveStatus(200);
        }
        while ((string?)answer.First["Status"] is "SCHEDULED" or "RUNNING");
        return answer;
    }
}

public sealed class MassConvertOnSqlite(SqliteCrmServer server) : MassConvertTests<SqliteCrmServer>(server);

public sealed class MassConvertOnPostgres(PostgresCrmServer server) : MassConvertTests<PostgresCrmServer>(server);
