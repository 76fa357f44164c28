using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Records;

public abstract class ChangeTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Update_changes_the_keys_sent_and_leaves_the_others()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","First_Name":"John","Company":"Old","No_of_Employees":5}""");

        CrmAnswer answer = await User.PutAsync($"Leads/{id}", """{"data":[{"Company":"New","No_of_Employees":null}]}""");

        Assert.Equal("record updated", (string?)answer.ShouldHaveStatus(200).First["message"]);
        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.Equal(("John Doe", "New"), ((string?)lead["Full_Name"], (string?)lead["Company"]));
        Assert.Null(lead["No_of_Employees"]);
        Assert.Equal(Org.UserId, (string?)lead["Modified_By"]!["id"]);
        Assert.Equal(Org.AdminId, (string?)lead["Created_By"]!["id"]);
    }

    [CrmFact]
    public async Task Full_name_follows_its_parts()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","First_Name":"John","Salutation":"Mr."}""");

        await Admin.PutAsync($"Leads/{id}", """{"data":[{"First_Name":null}]}""");

        Assert.Equal("Doe", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Full_Name"]);
    }

    [CrmFact]
    public async Task Update_of_many_answers_row_by_row()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"A"}""", """{"Last_Name":"B"}""");

        CrmAnswer answer = await Admin.PutAsync(
            "Leads",
            $$"""{"data":[{"id":"{{ids[0]}}","Company":"x"},{"Company":"x"},{"id":"123456789012345678"},{"id":"abc"},{"id":{{ids[1]}},"Company":5}]}""");

        Assert.Equal(["SUCCESS", "MANDATORY_NOT_FOUND", "INVALID_DATA", "INVALID_DATA", "INVALID_DATA"], answer.ShouldHaveStatus(207).Codes);
        JsonArray rows = answer.Json!["data"]!.AsArray();
        Assert.Equal("""{"api_name":"id","json_path":"$.data[1].id"}""", rows[1]!["details"]!.ToJsonString());
        Assert.Equal("""{"api_name":"id","json_path":"$.data[2].id"}""", rows[2]!["details"]!.ToJsonString());
        Assert.Equal("the id given seems to be invalid", (string?)rows[3]!["message"]);
        Assert.Equal("$.data[4].Company", (string?)rows[4]!["details"]!["json_path"]);
    }

    [CrmTheory]
    [InlineData("123456789012345678")]
    [InlineData("abc")]
    public async Task Update_of_an_unknown_record_is_refused(string id)
    {
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"x"}]}""")).ShouldBeRefusedRow(
            400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
    }

    [CrmFact]
    public async Task Mandatory_fields_cannot_be_cleared()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");

        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Last_Name":null}]}""")).ShouldBeRefusedRow(
            400, "MANDATORY_NOT_FOUND", """{"api_name":"Last_Name","json_path":"$.data[0].Last_Name"}""", "required field not found");
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"fine"}]}""")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Same_record_twice_in_one_update_keeps_both_changes()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");

        (await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{id}}","Company":"One","City":"First"},{"id":"{{id}}","City":"Second"}]}""")).ShouldHaveStatus(200);

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.Equal(("One", "Second"), ((string?)lead["Company"], (string?)lead["City"]));
    }

    [CrmFact]
    public async Task Values_can_be_appended_to_multi_select_picklists()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        await org.AddFieldAsync("Leads", """{"field_label":"Colours","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"Red"},{"display_value":"Blue"}]}""");
        string id = await org.Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Colours":["Red"]}""");

        (await org.Admin.PutAsync($"Leads/{id}", """{"data":[{"Colours":["Blue","Red"],"$append_values":{"Colours":true}}]}""")).ShouldHaveStatus(200);
        Assert.Equal("""["Red","Blue"]""", (await org.Admin.GetAsync($"Leads/{id}")).First["Colours"]!.ToJsonString());

        (await org.Admin.PutAsync($"Leads/{id}", """{"data":[{"Colours":["Green"]}]}""")).ShouldHaveStatus(200);
        Assert.Equal("""["Green"]""", (await org.Admin.GetAsync($"Leads/{id}")).First["Colours"]!.ToJsonString());
    }

    [CrmFact]
    public async Task Upsert_answers_as_documented()
    {
        string email = Email();
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","Email":"{{email}}"}""");

        CrmAnswer answer = await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"Email":"{{email.ToUpperInvariant()}}","Company":"Updated"},{"Last_Name":"New","Email":"{{Email()}}"}],"duplicate_check_fields":["Email"]}""");

        answer.ShouldMatch(200, "records/upsert");
        Assert.Equal(id, (string?)answer.First["details"]!["id"]);
        Assert.Equal("Updated", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Company"]);
    }

    [CrmFact]
    public async Task Upsert_of_one_key_twice_inserts_once()
    {
        string email = Email();

        CrmAnswer answer = await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"Last_Name":"First","Email":"{{email}}"},{"Last_Name":"Second","Email":"{{email}}"}]}""");

        JsonArray rows = answer.ShouldHaveStatus(200).Json!["data"]!.AsArray();
        Assert.Equal(["insert", "update"], rows.Select(row => (string?)row!["action"]));
        Assert.Equal((string?)rows[0]!["details"]!["id"], (string?)rows[1]!["details"]!["id"]);
    }

    [CrmFact]
    public async Task Upsert_by_id_updates_that_record()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");

        CrmAnswer answer = await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"id":"{{id}}","Company":"By id"},{"id":"123456789012345678","Last_Name":"x"}]}""");

        JsonArray rows = answer.ShouldHaveStatus(207).Json!["data"]!.AsArray();
        Assert.Equal("update", (string?)rows[0]!["action"]);
        Assert.Equal("By id", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Company"]);
        Assert.Equal("""{"api_name":"id","json_path":"$.data[1].id"}""", rows[1]!["details"]!.ToJsonString());
    }

    [CrmTheory]
    [InlineData("Contacts", """{"Last_Name":"x","Email":"KEY@example.com"}""", "Email")]
    [InlineData("Accounts", """{"Account_Name":"KEY"}""", "Account_Name")]
    [InlineData("Deals", """{"Deal_Name":"KEY","Stage":"Qualification"}""", "Deal_Name")]
    [InlineData("Campaigns", """{"Campaign_Name":"KEY"}""", "Campaign_Name")]
    [InlineData("Vendors", """{"Vendor_Name":"KEY"}""", "Vendor_Name")]
    [InlineData("Products", """{"Product_Name":"KEY"}""", "Product_Name")]
    [InlineData("Solutions", """{"Solution_Title":"KEY"}""", "Solution_Title")]
    public async Task Modules_have_a_field_that_upserts_compare(string module, string row, string field)
    {
        string body = $$"""{"data":[{{row.Replace("KEY", $"k{Guid.NewGuid():N}", StringComparison.Ordinal)}}]}""";

        JsonObject first = (await Admin.PostAsync($"{module}/upsert", body)).ShouldHaveStatus(200).First;
        JsonObject second = (await Admin.PostAsync($"{module}/upsert", body)).ShouldHaveStatus(200).First;

        Assert.Equal(("insert", null), ((string?)first["action"], (string?)first["duplicate_field"]));
        Assert.Equal(("update", field), ((string?)second["action"], (string?)second["duplicate_field"]));
    }

    [CrmFact]
    public async Task Upsert_compares_given_fields_first_and_unique_fields_always()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        await org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        string id = await org.Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Email":"a@example.com","Member_No":"m1"}""");

        JsonObject byUnique = (await org.Admin.PostAsync("Leads/upsert", """{"data":[{"Last_Name":"New","Member_No":"M1","Email":"b@example.com"}],"duplicate_check_fields":["Member_No"]}""")).ShouldHaveStatus(200).First;
        JsonObject emailSkipped = (await org.Admin.PostAsync("Leads/upsert", """{"data":[{"Last_Name":"Other","Email":"b@example.com","Member_No":"m2"}],"duplicate_check_fields":["Member_No"]}""")).ShouldHaveStatus(200).First;

        Assert.Equal(("update", "Member_No", id), ((string?)byUnique["action"], (string?)byUnique["duplicate_field"], (string?)byUnique["details"]!["id"]));
        Assert.Equal("insert", (string?)emailSkipped["action"]);
    }

    [CrmTheory]
    [InlineData("Nothing")]
    [InlineData("Company")]
    public async Task Upsert_by_a_field_that_is_not_unique_is_refused(string field)
    {
        (await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"Last_Name":"x"}],"duplicate_check_fields":["Email","{{field}}"]}""")).ShouldBeRefusedRow(
            400, "INVALID_DATA", """{"api_name":"duplicate_check_fields","json_path":"$.duplicate_check_fields[1]"}""", "invalid data");
    }

    [CrmTheory]
    [InlineData("Tasks")]
    [InlineData("Calls")]
    [InlineData("Events")]
    public async Task Activities_have_no_upsert(string module)
    {
        CrmAnswer answer = await Admin.PostAsync($"{module}/upsert", """{"data":[{"Subject":"x"}]}""");

        Assert.Equal("NOT_SUPPORTED", (string?)answer.ShouldHaveStatus(400).Json!["code"]);
    }

    [CrmFact]
    public async Task Upsert_that_inserts_asks_for_mandatory_fields()
    {
        (await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"Email":"{{Email()}}"}]}""")).ShouldBeRefusedRow(
            400, "MANDATORY_NOT_FOUND", """{"api_name":"Last_Name","json_path":"$.data[0].Last_Name"}""", "required field not found");
    }

    [CrmFact]
    public async Task Delete_answers_as_documented_and_the_record_is_gone()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Gone"}""");

        (await Admin.DeleteAsync($"Leads/{id}")).ShouldBe(200, $$$"""{"data":[{"code":"SUCCESS","details":{"id":"{{{id}}}"},"message":"record deleted","status":"success"}]}""");

        (await Admin.GetAsync($"Leads/{id}")).ShouldBeEmpty(204);
        (await Admin.DeleteAsync($"Leads/{id}")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "record not deleted");
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"x"}]}""")).ShouldHaveStatus(400);
        (await Admin.SearchAsync("Leads", $"(id:equals:{id})")).ShouldBeEmpty(204);
        (await Admin.GetAsync("Leads/abc")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
    }

    [CrmFact]
    public async Task Delete_of_many_answers_row_by_row()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"A"}""", """{"Last_Name":"B"}""");

        CrmAnswer answer = await Admin.DeleteAsync($"Leads?ids={ids[0]},123456789012345678,{ids[0]},{ids[1]},abc&wf_trigger=false");

        Assert.Equal(["SUCCESS", "INVALID_DATA", "INVALID_DATA", "SUCCESS", "INVALID_DATA"], answer.ShouldHaveStatus(207).Codes);
        Assert.Equal("record not deleted", (string?)answer.Json!["data"]![1]!["message"]);
        Assert.Equal("either the request body or parameters is in wrong format", (string?)answer.Json!["data"]![4]!["message"]);
        (await Admin.DeleteAsync("Leads?ids=123456789012345678")).ShouldBeRefusedRow(400, "INVALID_DATA", """{"id":"123456789012345678"}""", "record not deleted");
    }

    [CrmFact]
    public async Task Delete_without_ids_or_with_too_many_is_refused()
    {
        (await Admin.DeleteAsync("Leads")).ShouldBeRefused(400, "REQUIRED_PARAM_MISSING", """{"param_name":"ids"}""", "One of the expected parameter is missing");
        (await Admin.DeleteAsync($"Leads?ids={string.Join(',', Enumerable.Range(1, 101))}")).ShouldBeRefused(
            400, "LIMIT_EXCEEDED", """{"limit":100,"param_name":"ids"}""", "limit exceeded");
        (await Admin.DeleteAsync("Leads/abc")).ShouldBeRefused(
            400, "INVALID_DATA", """{"resource_path_index":1}""", "either the request body or parameters is in wrong format");
    }

    [CrmFact]
    public async Task Page_far_behind_the_last_deleted_record_is_empty()
    {
        await Admin.DeleteAsync($"Leads/{await Admin.CreateAsync("Leads", """{"Last_Name":"Gone"}""")}");

        CrmAnswer answer = await Admin.GetAsync("Leads/deleted?page=2147483647&per_page=200");

        answer.ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Deleted_records_are_listed_with_the_latest_first()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        List<string> ids = await org.Admin.CreateManyAsync("Leads", """{"Last_Name":"One","First_Name":"A"}""", """{"Last_Name":"Two"}""", """{"Last_Name":"Three"}""");
        (await org.Admin.GetAsync("Leads/deleted?type=all")).ShouldBeEmpty(204);
        foreach (string id in ids)
        {
            await org.User.DeleteAsync($"Leads/{id}");
            Clock.Advance(TimeSpan.FromSeconds(5));
        }

        CrmAnswer first = await org.Admin.GetAsync("Leads/deleted?type=recycle&per_page=2");
        CrmAnswer second = await org.Admin.GetAsync("Leads/deleted?type=all&per_page=2&page=2");

        Assert.Equal([ids[2], ids[1]], first.ShouldHaveStatus(200).Ids);
        second.ShouldMatch(200, "records/deleted");
        (await org.Admin.GetAsync("Leads/deleted?type=permanent")).ShouldBeEmpty(204);
        (await org.Admin.GetAsync("Leads/deleted?type=some")).ShouldBeRefused(
            400, "PATTERN_NOT_MATCHED", """{"param_name":"type"}""", "Please check whether the input values are correct");
        Clock.Advance(TimeSpan.FromDays(61));
        CrmClient later = await org.ClientOfAsync(org.AdminId, TestOrganization.AllScopes);
        JsonObject permanent = (await later.GetAsync("Leads/deleted?type=permanent")).ShouldHaveStatus(200).First;
        Assert.Equal(("permanent", null), ((string?)permanent["type"], (string?)permanent["display_name"]));
    }

    private static string Email() => $"e{Guid.NewGuid():N}@example.com";
}

public sealed class ChangesOnSqlite(SqliteCrmServer server) : ChangeTests<SqliteCrmServer>(server);

public sealed class ChangesOnPostgres(PostgresCrmServer server) : ChangeTests<PostgresCrmServer>(server);
