using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Records;

public abstract class CloneTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Request_without_a_body_copies_all_of_the_record()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Original","City":"Oslo"}""");

        string copy = (string)(await Admin.PostAsync($"Leads/{id}/actions/clone")).ShouldHaveStatus(201).First["details"]!["id"]!;

        JsonObject read = (await Admin.GetAsync($"Leads/{copy}")).ShouldHaveStatus(200).First;
        Assert.NotEqual(id, copy);
        Assert.Equal(("Original", "Oslo"), ((string?)read["Last_Name"], (string?)read["City"]));
    }

    [CrmFact]
    public async Task Copy_has_the_values_of_the_original_but_for_those_sent()
    {
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"First","Company":"Alpine","No_of_Employees":12,"Email_Opt_Out":true,"Owner":"{{Org.UserId}}","Tag":[{"name":"hot"}]}""");
        Clock.Advance(TimeSpan.FromMinutes(1));

        CrmAnswer answer = await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{"Last_Name":"Second","Company":null}],"skip_feature_execution":[{"name":"cadences"}]}""");

        answer.ShouldMatch(201, "records/clone");
        string copied = (string)answer.First["details"]!["id"]!;
        Assert.NotEqual(id, copied);
        JsonObject copy = (await Admin.GetAsync($"Leads/{copied}")).First;
        Assert.Equal(("Second", null, 12), ((string?)copy["Last_Name"], (string?)copy["Company"], (int)copy["No_of_Employees"]!));
        Assert.Equal((true, Org.UserId), ((bool)copy["Email_Opt_Out"]!, (string?)copy["Owner"]!["id"]));
        Assert.Equal("First", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Last_Name"]);
        Assert.Equal([copied], (await Admin.GetAsync("Leads/search?criteria=(No_of_Employees:equals:12)&sort_by=Last_Name&sort_order=desc&per_page=1")).Ids);
    }

    [CrmFact]
    public async Task Consent_and_system_values_are_not_copied()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Serial","data_type":"autonumber","auto_number":{"prefix":"L-","start_number":"5","suffix":""}}""");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Consented","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"}}""");

        string copied = await CloneAsync(id, "{}");

        JsonObject copy = (await Admin.GetAsync($"Leads/{copied}")).First;
        Assert.Null(copy["Data_Processing_Basis_Details"]);
        Assert.NotEqual((string?)(await Admin.GetAsync($"Leads/{id}")).First["Serial"], (string?)copy["Serial"]);
    }

    [CrmFact]
    public async Task Consent_can_be_given_to_the_copy()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Consented"}""");

        string copied = await CloneAsync(id, """{"Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"}}""");

        Assert.Equal("Contract", (string?)(await Admin.GetAsync($"Leads/{copied}")).First["Data_Processing_Basis_Details"]!["Data_Processing_Basis"]);
    }

    [CrmFact]
    public async Task Stopped_records_are_not_copied()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Stopped"}""");
        (await Admin.PostAsync($"Leads/{id}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        (await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{"Last_Name":"Copy"}]}""")).ShouldBeRefusedRow(
            400, "CANNOT_PROCESS", $$"""{"api_name":"id","json_path":"$.data[0].id","id":"{{id}}"}""", "The record is in stop processing");
        Assert.Equal(1, (int)(await Admin.GetAsync("Leads/actions/count")).Json!["count"]!);
    }

    [CrmFact]
    public async Task Unique_values_have_to_differ()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Unique","Member_No":"M1"}""");

        CrmAnswer refused = await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{"City":"Oslo"}]}""");

        Assert.Equal(("DUPLICATE_DATA", "Member_No", id), ((string?)refused.ShouldHaveStatus(400).First["code"], (string?)refused.First["details"]!["api_name"], (string?)refused.First["details"]!["id"]));
        string copied = await CloneAsync(id, """{"Member_No":"M2"}""");
        Assert.Equal("M2", (string?)(await Admin.GetAsync($"Leads/{copied}")).First["Member_No"]);
    }

    [CrmFact]
    public async Task Originals_that_are_not_there_are_refused()
    {
        TestOrganization others = await server.NewOrganizationAsync();
        string theirs = await others.Admin.CreateAsync("Leads", """{"Last_Name":"Theirs"}""");
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Elsewhere"}""");

        foreach (string id in new[] { theirs, contact, "1", "abc" })
        {
            (await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{}]}""")).ShouldBeRefused(
                400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
        }
    }

    [CrmTheory]
    [InlineData("{}", "MANDATORY_NOT_FOUND", "data")]
    [InlineData("""{"data":{}}""", "INVALID_DATA", "data")]
    [InlineData("""{"data":[1]}""", "INVALID_DATA", "data")]
    [InlineData("""{"data":[{},{}]}""", "LIMIT_EXCEEDED", "data")]
    [InlineData("""{"data":[{"No_of_Employees":"many"}]}""", "INVALID_DATA", "No_of_Employees")]
    [InlineData("""{"data":[{"Last_Name":null}]}""", "MANDATORY_NOT_FOUND", "Last_Name")]
    public async Task Wrong_bodies_are_refused_and_nothing_is_copied(string body, string code, string apiName)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Original"}""");

        CrmAnswer answer = (await Admin.PostAsync($"Leads/{id}/actions/clone", body)).ShouldHaveStatus(400);

        Assert.Equal((code, apiName), ((string?)answer.First["code"], (string?)answer.First["details"]!["api_name"]));
        Assert.Equal(1, (int)(await Admin.GetAsync("Leads/actions/count")).Json!["count"]!);
    }

    private async Task<string> CloneAsync(string id, string row) =>
        (string)(await Admin.PostAsync($"Leads/{id}/actions/clone", $$"""{"data":[{{row}}]}""")).ShouldHaveStatus(201).First["details"]!["id"]!;
}

public sealed class ClonesOnSqlite(SqliteCrmServer server) : CloneTests<SqliteCrmServer>(server);

public sealed class ClonesOnPostgres(PostgresCrmServer server) : CloneTests<PostgresCrmServer>(server);
