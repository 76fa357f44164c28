using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Privacy;

public abstract class MaskingTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Lead = """{"Last_Name":"Doe","First_Name":"John","Company":"Northwind","Email":"john.doe@example.com","Phone":"+1-555-0100"}""";

    [CrmFact]
    public async Task Restricted_field_is_null_in_a_record()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", Lead);

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First;

        Assert.True(lead.ContainsKey("Email"));
        Assert.Null(lead["Email"]);
        Assert.Equal("+1-555-0100", (string?)lead["Phone"]);
        Assert.Equal("John Doe", (string?)lead["Full_Name"]);
    }

    [CrmTheory]
    [InlineData("Leads?fields=Last_Name,Email")]
    [InlineData("Leads/search?word=Northwind&fields=Last_Name,Email")]
    [InlineData("Leads/search?criteria=(Last_Name:equals:Doe)&fields=Last_Name,Email")]
    [InlineData("Leads/search?phone=555&fields=Last_Name,Email")]
    public async Task Restricted_field_is_null_in_lists_and_searches(string path)
    {
        await Org.RestrictAsync("Leads", "Email");
        await Admin.CreateAsync("Leads", Lead);

        CrmAnswer answer = await User.GetAsync(path);

        string? difference = JsonDifference.Of(JsonNode.Parse("""{"Last_Name":"Doe","Email":null,"id":"{{id}}"}"""), answer.ShouldHaveStatus(200).First);
        Assert.True(difference is null, difference);
    }

    [CrmFact]
    public async Task Administrators_and_users_see_the_same_null()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", Lead);

        CrmAnswer admin = await Admin.GetAsync($"Leads/{id}");
        CrmAnswer user = await User.GetAsync($"Leads/{id}");

        Assert.Equal(admin.Text, user.Text);
    }

    [CrmTheory]
    [InlineData("v2")]
    [InlineData("v2.1")]
    [InlineData("v3")]
    [InlineData("v7")]
    [InlineData("V8")]
    public async Task Restricted_field_is_null_in_every_version(string version)
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", Lead);

        CrmAnswer one = await Admin.GetAsync($"/crm/{version}/Leads/{id}");
        CrmAnswer list = await Admin.GetAsync($"/crm/{version}/Leads?fields=Email");

        Assert.Null(one.ShouldHaveStatus(200).First["Email"]);
        Assert.Null(list.ShouldHaveStatus(200).First["Email"]);
    }

    [CrmTheory]
    [InlineData("email")]
    [InlineData("EMAIL")]
    [InlineData("$Email")]
    [InlineData("Email.value")]
    [InlineData("Leads.Email")]
    [InlineData("*")]
    [InlineData("all")]
    [InlineData("'Email'")]
    [InlineData("Email%00")]
    [InlineData("Email as Last_Name")]
    public async Task Other_spellings_of_a_restricted_field_are_unknown_names(string fields)
    {
        await Org.RestrictAsync("Leads", "Email");
        await Admin.CreateAsync("Leads", Lead);

        CrmAnswer answer = await Admin.GetAsync($"Leads?fields={Uri.EscapeDataString(Uri.UnescapeDataString(fields))}");

        Assert.Equal(["id"], answer.ShouldHaveStatus(200).First.Select(pair => pair.Key));
    }

    [CrmFact]
    public async Task Record_with_consent_and_private_fields_looks_as_documented()
    {
        await Org.RestrictAsync("Leads", "Email");
        await Org.MarkAsync("Leads", "Phone", """{"type":"Low"}""");
        string id = await Admin.CreateAsync(
            "Leads",
            """
            {"Last_Name":"Doe","First_Name":"John","Company":"Northwind","Email":"john.doe@example.com","Data_Processing_Basis_Details":{
            "Consent_Through":"Email","Contact_Through_Email":true,"Contact_Through_Social":false,"Contact_Through_Phone":true,
            "Contact_Through_Survey":true,"Consent_Date":"2023-10-11","Data_Processing_Basis":"Obtained","Consent_Remarks":"Approved."}}
            """);

        CrmAnswer answer = await Admin.GetAsync(
            $"Leads/{id}?include=private_fields&fields=Owner,Company,Email,First_Name,Last_Name,Full_Name,Phone,$currency_symbol,$stop_processing,$converted,$approved,$editable,Data_Processing_Basis_Details,Created_Time,Modified_Time");

        answer.ShouldMatch(200, "privacy/record_with_private_fields");
    }

    [CrmFact]
    public async Task List_with_private_fields_looks_as_documented()
    {
        await Org.RestrictAsync("Leads", "Email");
        await Admin.CreateAsync("Leads", Lead);

        CrmAnswer answer = await Admin.GetAsync("Leads?fields=Last_Name,Email,$stop_processing&include=private_fields");

        answer.ShouldMatch(200, "privacy/list_with_private_fields");
    }

    [CrmFact]
    public async Task Private_fields_is_empty_while_privacy_is_off()
    {
        await Org.RestrictAsync("Leads", "Email");
        await Org.PreferAsync("""{"privacy_setting_status":false}""");
        string id = await Admin.CreateAsync("Leads", Lead);

        JsonNode one = (await Admin.GetAsync($"Leads/{id}?include=private_fields")).ShouldHaveStatus(200).Json!;
        JsonNode list = (await Admin.GetAsync("Leads/search?word=Doe&include=other,private_fields")).ShouldHaveStatus(200).Json!;

        Assert.Empty(one["private_fields"]!.AsArray());
        Assert.Empty(list["private_fields"]!.AsArray());
        Assert.Equal("john.doe@example.com", (string?)one["data"]![0]!["Email"]);
    }

    [CrmFact]
    public async Task Private_fields_is_left_out_unless_asked_for()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", Lead);

        JsonObject body = (await Admin.GetAsync($"Leads/{id}?include=other")).ShouldHaveStatus(200).Json!.AsObject();

        Assert.Equal(["data"], body.Select(pair => pair.Key));
    }

    [CrmFact]
    public async Task Private_fields_is_ignored_when_nothing_is_found()
    {
        (await Admin.GetAsync("Leads/123456789012345678?include=private_fields")).ShouldBeEmpty(204);
        (await Admin.GetAsync("Leads?fields=Email&include=private_fields")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Empty_and_filled_restricted_fields_look_the_same()
    {
        await Org.RestrictAsync("Leads", "Email", "Annual_Revenue", "Lead_Source");
        string filled = await Admin.CreateAsync("Leads", """{"Last_Name":"Same","Email":"a@example.com","Annual_Revenue":5,"Lead_Source":"Partner"}""");
        string empty = await Admin.CreateAsync("Leads", """{"Last_Name":"Same"}""");

        CrmAnswer one = await Admin.GetAsync($"Leads/{filled}");
        CrmAnswer other = await Admin.GetAsync($"Leads/{empty}");

        Assert.Equal(one.Text.Replace(filled, empty, StringComparison.Ordinal), other.Text);
    }

    [CrmFact]
    public async Task Restricted_field_can_still_be_written()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", Lead);

        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Email":"new@example.com"}]}""")).ShouldHaveStatus(200);

        await Org.PreferAsync("""{"exclude_api_tpt":false}""");
        Assert.Equal("new@example.com", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Email"]);
    }

    [CrmFact]
    public async Task Full_name_is_closed_with_the_last_name()
    {
        await Org.RestrictAsync("Leads", "Last_Name");
        string id = await Admin.CreateAsync("Leads", Lead);

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First;

        Assert.Null(lead["Last_Name"]);
        Assert.Null(lead["Full_Name"]);
        Assert.Equal("John", (string?)lead["First_Name"]);
        (await Admin.SearchAsync("Leads", "(Full_Name:equals:Doe)")).ShouldBeRefused(
            400, "INVALID_QUERY", """{"reason":"Cannot use the restricted field.","api_name":"Full_Name"}""", "invalid query formed");
    }

    [CrmFact]
    public async Task Full_name_is_closed_with_the_first_name()
    {
        await Org.RestrictAsync("Leads", "First_Name");
        string id = await Admin.CreateAsync("Leads", Lead);

        Assert.Null((await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First["Full_Name"]);
    }

    [CrmFact]
    public async Task Name_of_a_looked_up_record_is_null_when_its_name_field_is_restricted()
    {
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Hidden"}""");
        string deal = await Admin.CreateAsync("Deals", $$"""{"Deal_Name":"A deal","Stage":"Qualification","Contact_Name":"{{contact}}"}""");
        Assert.Equal("Hidden", (string?)(await Admin.GetAsync($"Deals/{deal}")).First["Contact_Name"]!["name"]);

        await Org.RestrictAsync("Contacts", "Last_Name");

        JsonNode lookup = (await Admin.GetAsync($"Deals/{deal}")).First["Contact_Name"]!;
        Assert.Null(lookup["name"]);
        Assert.Equal(contact, (string?)lookup["id"]);
        (await Admin.SearchAsync("Deals", "(Contact_Name:equals:Hidden)")).ShouldBeRefused(
            400, "INVALID_QUERY", """{"reason":"Cannot use the restricted field.","api_name":"Contact_Name"}""", "invalid query formed");
    }

    [CrmFact]
    public async Task Display_name_of_a_deleted_record_is_null_when_its_name_field_is_restricted()
    {
        string id = await Admin.CreateAsync("Leads", Lead);
        (await Admin.DeleteAsync($"Leads/{id}")).ShouldHaveStatus(200);
        Assert.Equal("John Doe", (string?)(await Admin.GetAsync("Leads/deleted?type=all")).First["display_name"]);

        await Org.RestrictAsync("Leads", "Last_Name");

        JsonObject deleted = (await Admin.GetAsync("Leads/deleted?type=all")).First;
        Assert.Null(deleted["display_name"]);
        Assert.Equal(id, (string?)deleted["id"]);
    }

    [CrmFact]
    public async Task Duplicate_of_a_closed_unique_field_tells_the_id_only()
    {
        string field = await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false},"private":{"type":"High"}}""");
        await Org.RestrictAsync("Leads");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"First","Member_No":"M-1"}""");

        CrmAnswer closed = await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"Second","Member_No":"m-1"}]}""");
        await Org.PreferAsync("""{"exclude_api_tpt":false}""");
        CrmAnswer open = await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"Second","Member_No":"m-1"}]}""");

        Assert.NotEmpty(field);
        closed.ShouldBeRefusedRow(
            400, "DUPLICATE_DATA", $$"""{"api_name":"Member_No","json_path":"$.data[0].Member_No","id":"{{id}}","more_records":false}""", "duplicate data");
        JsonNode details = open.ShouldHaveStatus(400).First["details"]!;
        Assert.Equal(id, (string?)details["duplicate_record"]!["id"]);
        Assert.Equal("Leads", (string?)details["duplicate_record"]!["module"]!["api_name"]);
    }

    [CrmFact]
    public async Task Upsert_finds_a_record_by_a_restricted_field_and_tells_only_its_id()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", Lead);

        CrmAnswer answer = await Admin.PostAsync("Leads/upsert", """{"data":[{"Last_Name":"Changed","Email":"JOHN.DOE@example.com"}],"duplicate_check_fields":["Email"]}""");

        JsonObject item = answer.ShouldHaveStatus(200).First;
        Assert.Equal(("update", "Email", id), ((string?)item["action"], (string?)item["duplicate_field"], (string?)item["details"]!["id"]));
        Assert.DoesNotContain("john", answer.Text, StringComparison.OrdinalIgnoreCase);
    }
}

public sealed class MaskingOnSqlite(SqliteCrmServer server) : MaskingTests<SqliteCrmServer>(server);

public sealed class MaskingOnPostgres(PostgresCrmServer server) : MaskingTests<PostgresCrmServer>(server);
