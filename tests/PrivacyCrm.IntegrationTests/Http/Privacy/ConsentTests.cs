using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Privacy;

public abstract class ConsentTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Path = "$.data[0].Data_Processing_Basis_Details";

    [CrmFact]
    public async Task Record_without_consent_shows_null()
    {
        string id = await CreateAsync("null");

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;

        Assert.True(lead.ContainsKey("Data_Processing_Basis_Details"));
        Assert.Null(lead["Data_Processing_Basis_Details"]);
        Assert.False((bool)lead["$stop_processing"]!);
    }

    [CrmTheory]
    [InlineData("""{}""", "Not Applicable")]
    [InlineData("""{"Consent_Through":"Email"}""", "Obtained")]
    [InlineData("""{"Data_Processing_Basis":"Legitimate Interests"}""", "Legitimate Interests")]
    [InlineData("""{"Data_Processing_Basis":"Consent - Pending"}""", "Pending")]
    [InlineData("""{"Data_Processing_Basis":"consent-awaiting"}""", "Awaiting")]
    [InlineData("""{"Data_Processing_Basis":"Consent-Not Respond"}""", "Not Responded")]
    [InlineData("""{"Data_Processing_Basis":"VITAL INTERESTS"}""", "Vital Interests")]
    [InlineData("""{"Data_Processing_Basis":null}""", "Not Applicable")]
    public async Task Every_known_spelling_of_a_basis_is_answered_in_one(string consent, string basis)
    {
        string id = await CreateAsync(consent);

        Assert.Equal(basis, (string?)(await ConsentAsync(id))["Data_Processing_Basis"]);
    }

    [CrmFact]
    public async Task Update_merges_the_keys_sent()
    {
        string id = await CreateAsync("""{"Data_Processing_Basis":"Obtained","Consent_Through":"Email","Consent_Date":"2026-01-02","Contact_Through_Email":true}""");
        JsonNode before = await ConsentAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await User.PutAsync($"Leads/{id}", """{"data":[{"Data_Processing_Basis_Details":{"Consent_Remarks":"By letter","Consent_Through":null,"id":"1","Owner":"2"}}]}""")).ShouldHaveStatus(200);

        JsonNode after = await ConsentAsync(id);
        Assert.Equal((string?)before["id"], (string?)after["id"]);
        Assert.Equal("By letter", (string?)after["Consent_Remarks"]);
        Assert.Null(after["Consent_Through"]);
        Assert.Equal("2026-01-02", (string?)after["Consent_Date"]);
        Assert.True((bool)after["Contact_Through_Email"]!);
        Assert.Equal((string?)before["Created_Time"], (string?)after["Created_Time"]);
        Assert.NotEqual((string?)before["Modified_Time"], (string?)after["Modified_Time"]);
        Assert.Equal(Org.AdminId, (string?)after["Created_By"]!["id"]);
        Assert.Equal(Org.UserId, (string?)after["Modified_By"]!["id"]);
    }

    [CrmFact]
    public async Task Null_unlinks_the_consent()
    {
        string id = await CreateAsync("""{"Data_Processing_Basis":"Contract"}""");

        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Data_Processing_Basis_Details":null}]}""")).ShouldHaveStatus(200);

        Assert.Null((await Admin.GetAsync($"Leads/{id}")).First["Data_Processing_Basis_Details"]);
    }

    [CrmFact]
    public async Task Upsert_takes_the_object_as_well()
    {
        string email = $"upsert.{Guid.NewGuid():N}@example.com";
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Up","Email":"{{email}}"}""");

        (await Admin.PostAsync("Leads/upsert", $$$"""{"data":[{"Email":"{{{email}}}","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"}}]}""")).ShouldHaveStatus(200);

        Assert.Equal("Contract", (string?)(await ConsentAsync(id))["Data_Processing_Basis"]);
    }

    [CrmTheory]
    [InlineData("5", """{"expected_data_type":"jsonobject","api_name":"Data_Processing_Basis_Details","json_path":"PATH"}""")]
    [InlineData("\"Obtained\"", """{"expected_data_type":"jsonobject","api_name":"Data_Processing_Basis_Details","json_path":"PATH"}""")]
    [InlineData("[]", """{"expected_data_type":"jsonobject","api_name":"Data_Processing_Basis_Details","json_path":"PATH"}""")]
    [InlineData("""{"Contact_Through_Email":"yes"}""", """{"expected_data_type":"boolean","api_name":"Contact_Through_Email","json_path":"PATH.Contact_Through_Email"}""")]
    [InlineData("""{"Contact_Through_Phone":1}""", """{"expected_data_type":"boolean","api_name":"Contact_Through_Phone","json_path":"PATH.Contact_Through_Phone"}""")]
    [InlineData("""{"Consent_Date":"11.10.2023"}""", """{"expected_data_type":"date","api_name":"Consent_Date","json_path":"PATH.Consent_Date"}""")]
    [InlineData("""{"Consent_EndsOn":20231011}""", """{"expected_data_type":"date","api_name":"Consent_EndsOn","json_path":"PATH.Consent_EndsOn"}""")]
    [InlineData("""{"Consent_Remarks":5}""", """{"expected_data_type":"text","api_name":"Consent_Remarks","json_path":"PATH.Consent_Remarks"}""")]
    [InlineData("""{"Consent_Through":"Letter"}""", """{"api_name":"Consent_Through","json_path":"PATH.Consent_Through","supported_values":["Email","Call"]}""")]
    [InlineData("""{"Data_Processing_Basis":"Because"}""", """{"api_name":"Data_Processing_Basis","json_path":"PATH.Data_Processing_Basis","supported_values":["Not Applicable","Legitimate Interests","Contract","Legal Obligation","Vital Interests","Public Interests","Pending","Awaiting","Obtained","Not Responded","Declined","Delete"]}""")]
    public async Task Wrong_consent_is_refused_with_its_path(string consent, string details)
    {
        CrmAnswer answer = await Admin.PostAsync("Leads", $$"""{"data":[{"Last_Name":"Doe","Data_Processing_Basis_Details":{{consent}}}]}""");

        answer.ShouldBeRefusedRow(400, "INVALID_DATA", details.Replace("PATH", Path, StringComparison.Ordinal), "invalid data");
    }

    [CrmTheory]
    [InlineData("Declined")]
    [InlineData("Stop Processing")]
    [InlineData("Denied")]
    public async Task Declined_stops_processing(string basis)
    {
        string id = await CreateAsync($$"""{"Data_Processing_Basis":"{{basis}}"}""");

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;

        Assert.True((bool)lead["$stop_processing"]!);
        Assert.False((bool)lead["$editable"]!);
        Assert.Equal("Declined", (string?)lead["Data_Processing_Basis_Details"]!["Data_Processing_Basis"]);
    }

    [CrmFact]
    public async Task Delete_as_a_basis_deletes_nothing()
    {
        string id = await CreateAsync("""{"Data_Processing_Basis":"Delete"}""");

        (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Stopping_and_resuming_answer_the_state_and_may_be_repeated()
    {
        string id = await CreateAsync("null");

        foreach ((string action, string message, string state) in new[]
        {
            ("stop_processing", "processing stopped", "true"), ("stop_processing", "processing stopped", "true"),
            ("resume_processing", "processing resumed", "false"), ("resume_processing", "processing resumed", "false"),
        })
        {
            (await Admin.PostAsync($"Leads/{id}/privacy/actions/{action}")).ShouldBe(
                200, $$$"""{"data":[{"code":"SUCCESS","details":{"id":"{{{id}}}","$stop_processing":{{{state}}}},"message":"{{{message}}}","status":"success"}]}""");
        }
    }

    [CrmFact]
    public async Task Stopped_record_can_be_read_searched_and_deleted_but_not_changed()
    {
        string marker = $"stopped{Guid.NewGuid():N}"[..20];
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"{{marker}}"}""");
        (await Admin.PostAsync($"Leads/{id}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        CrmAnswer update = await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"New"}]}""");

        update.ShouldBeRefusedRow(400, "CANNOT_PROCESS", $$"""{"api_name":"id","json_path":"$.data[0].id","id":"{{id}}"}""", "The record is in stop processing");
        Assert.Equal([id], (await Admin.GetAsync($"Leads/search?word={marker}")).Ids);
        Assert.Null((await Admin.GetAsync($"Leads/{id}")).First["Company"]);
        (await Admin.DeleteAsync($"Leads/{id}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Stopped_records_are_refused_row_by_row()
    {
        string email = $"row.{Guid.NewGuid():N}@example.com";
        string stopped = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Stopped","Email":"{{email}}"}""");
        string other = await CreateAsync("null");
        (await Admin.PostAsync($"Leads/{stopped}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        CrmAnswer update = await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{stopped}}","Company":"A"},{"id":"{{other}}","Company":"A"}]}""");
        CrmAnswer upsert = await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"Last_Name":"New one"},{"Email":"{{email}}","Company":"A"}]}""");

        Assert.Equal(["CANNOT_PROCESS", "SUCCESS"], update.ShouldHaveStatus(207).Codes);
        Assert.Equal(["SUCCESS", "CANNOT_PROCESS"], upsert.ShouldHaveStatus(207).Codes);
        string? difference = JsonDifference.Of(
            JsonNode.Parse($$"""{"api_name":"id","json_path":"$.data[1].id","id":"{{stopped}}"}"""), upsert.Json!["data"]![1]!["details"]);
        Assert.True(difference is null, difference);
    }

    [CrmFact]
    public async Task Clients_cannot_write_the_stop_themselves()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","$stop_processing":true}""");
        Assert.False((bool)(await Admin.GetAsync($"Leads/{id}")).First["$stop_processing"]!);
        (await Admin.PostAsync($"Leads/{id}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"$stop_processing":false}]}""")).ShouldHaveStatus(400);

        Assert.True((bool)(await Admin.GetAsync($"Leads/{id}")).First["$stop_processing"]!);
    }

    [CrmFact]
    public async Task Resumed_record_can_be_changed_again()
    {
        string id = await CreateAsync("""{"Data_Processing_Basis":"Declined"}""");

        (await Admin.PostAsync($"Leads/{id}/privacy/actions/resume_processing")).ShouldHaveStatus(200);

        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"New","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Obtained"}}]}""")).ShouldHaveStatus(200);
        Assert.False((bool)(await Admin.GetAsync($"Leads/{id}")).First["$stop_processing"]!);
    }

    [CrmFact]
    public async Task Stop_of_an_unknown_record_or_module_is_refused()
    {
        (await Admin.PostAsync("Leads/123456789012345678/privacy/actions/stop_processing"))
            .ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
        (await Admin.PostAsync("Accounts/123456789012345678/privacy/actions/stop_processing"))
            .ShouldBeRefused(400, "AUTHORIZATION_FAILED", "{}", "User does not have sufficient privilege to perform this action");
        (await Admin.PostAsync("Nothing/123456789012345678/privacy/actions/stop_processing"))
            .ShouldBeRefused(400, "INVALID_MODULE", """{"resource_path_index":0}""", "the module name given seems to be invalid");
    }

    [CrmFact]
    public async Task Modules_without_privacy_ignore_the_key()
    {
        string id = await Admin.CreateAsync("Accounts", """{"Account_Name":"A","Data_Processing_Basis_Details":5}""");

        Assert.False((await Admin.GetAsync($"Accounts/{id}")).First.ContainsKey("Data_Processing_Basis_Details"));
    }

    [CrmFact]
    public async Task Consent_cannot_be_searched_or_sorted_by()
    {
        (await Admin.SearchAsync("Leads", "(Data_Processing_Basis_Details:equals:Obtained)")).ShouldBeRefused(
            400, "INVALID_QUERY", """{"reason":"the field is not available for search","api_name":"Data_Processing_Basis_Details"}""", "the field is not available for search");
        (await Admin.SearchAsync("Leads", "(Last_Name:equals:x)", "&sort_by=Data_Processing_Basis_Details")).ShouldHaveStatus(400);
    }

    private Task<string> CreateAsync(string consent) => Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","Data_Processing_Basis_Details":{{consent}}}""");

    private async Task<JsonNode> ConsentAsync(string id) => (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First["Data_Processing_Basis_Details"]!;
}

public sealed class ConsentOnSqlite(SqliteCrmServer server) : ConsentTests<SqliteCrmServer>(server);

public sealed class ConsentOnPostgres(PostgresCrmServer server) : ConsentTests<PostgresCrmServer>(server);
