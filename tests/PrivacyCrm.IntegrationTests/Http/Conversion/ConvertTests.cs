using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Conversion;

public abstract class ConvertTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Deal = """{"Deal_Name":"Licence","Stage":"Qualification","Closing_Date":"2026-12-31","Pipeline":"Standard (Standard)","Amount":1200.5,"Probability":60}""";

    [CrmFact]
    public async Task Lead_becomes_a_contact_an_account_and_a_deal()
    {
        string lead = await LeadAsync();

        CrmAnswer answer = await ConvertAsync(lead, $$"""{"overwrite":false,"notify_lead_owner":true,"notify_new_entity_owner":true,"Deals":{{Deal}}}""");

        answer.ShouldBe(200, """
            {"data":[{"code":"SUCCESS","details":{"Contacts":{"name":"Anna Abel","id":"{{id}}"},"Deals":{"name":"Licence","id":"{{id}}"},"Accounts":{"name":"Northwind","id":"{{id}}"}},
            "message":"The record has been converted successfully","status":"success"}]}
            """);
        JsonObject contact = await ReadAsync("Contacts", answer);
        Assert.Equal(
            ("Anna", "Abel", "a@example.com", "555-1", "Buyer", "Berlin", "Partner", "Northwind", Org.UserId),
            (Text(contact, "First_Name"), Text(contact, "Last_Name"), Text(contact, "Email"), Text(contact, "Phone"), Text(contact, "Title"), Text(contact, "Mailing_City"), Text(contact, "Lead_Source"), Name(contact, "Account_Name"), (string?)contact["Owner"]!["id"]));
        JsonObject account = await ReadAsync("Accounts", answer);
        Assert.Equal(("555-1", "Berlin", 40, Org.UserId), (Text(account, "Phone"), Text(account, "Billing_City"), (int)account["Employees"]!, (string?)account["Owner"]!["id"]));
        JsonObject deal = await ReadAsync("Deals", answer);
        Assert.Equal(
            ("Anna Abel", "Northwind", "Partner", 1200.5, 60, "Standard (Standard)", 3, Org.UserId),
            (Name(deal, "Contact_Name"), Name(deal, "Account_Name"), Text(deal, "Lead_Source"), (double)deal["Amount"]!, (int)deal["Probability"]!, Text(deal, "Pipeline"), (int)deal["Lead_Conversion_Time"]!, (string?)deal["Owner"]!["id"]));
    }

    [CrmFact]
    public async Task Without_anything_to_do_a_lead_without_company_becomes_a_contact_alone()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Solo"}""");

        CrmAnswer answer = await ConvertAsync(lead, "{}");

        answer.ShouldBe(200, """{"data":[{"code":"SUCCESS","details":{"Contacts":{"name":"Solo","id":"{{id}}"},"Deals":null,"Accounts":null},"message":"The record has been converted successfully","status":"success"}]}""");
    }

    [CrmTheory]
    [InlineData("v2", true)]
    [InlineData("v2.1", true)]
    [InlineData("v5", true)]
    [InlineData("v6", false)]
    [InlineData("v7", false)]
    public async Task First_versions_answer_ids_alone(string version, bool isShort)
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Old","Company":"Oldies"}""");

        CrmAnswer answer = await Admin.PostAsync($"/crm/{version}/Leads/{lead}/actions/convert", """{"data":[{}]}""");

        answer.ShouldBe(200, isShort
            ? """{"data":[{"Contacts":"{{id}}","Deals":null,"Accounts":"{{id}}"}]}"""
            : """{"data":[{"code":"SUCCESS","details":{"Contacts":{"name":"Old","id":"{{id}}"},"Deals":null,"Accounts":{"name":"Oldies","id":"{{id}}"}},"message":"The record has been converted successfully","status":"success"}]}""");
    }

    [CrmFact]
    public async Task Converted_lead_says_what_it_became_and_hides_from_lists()
    {
        string lead = await LeadAsync();
        string other = await Admin.CreateAsync("Leads", """{"Last_Name":"Other"}""");

        CrmAnswer answer = await ConvertAsync(lead, $$"""{"Deals":{{Deal}}}""");

        JsonObject read = (await Admin.GetAsync($"Leads/{lead}")).ShouldHaveStatus(200).First;
        Assert.Equal((true, true, false), ((bool)read["$converted"]!, (bool)read["Converted__s"]!, (bool)read["$editable"]!));
        Assert.Equal(("Anna Abel", "Northwind", "Licence", 3), (Name(read, "Converted_Contact"), Name(read, "Converted_Account"), Name(read, "Converted_Deal"), (int)read["Lead_Conversion_Time"]!));
        Assert.Equal(Text(read, "Modified_Time"), Text(read, "Converted_Date_Time"));
        JsonNode detail = read["$converted_detail"]!;
        Assert.Equal(
            (IdOf(answer, "Contacts"), IdOf(answer, "Accounts"), IdOf(answer, "Deals"), Org.AdminId),
            ((string?)detail["contact"], (string?)detail["account"], (string?)detail["deal"], (string?)detail["converted_by"]));
        foreach ((string filter, string[] expected) in new[] { (string.Empty, new[] { other }), ("&converted=false", [other]), ("&converted=true", [lead]), ("&converted=both", [other, lead]) })
        {
            Assert.Equal(expected, (await Admin.GetAsync($"Leads?fields=id{filter}")).Ids);
            CrmAnswer found = await Admin.GetAsync($"Leads/search?word=Abel{filter}");
            Assert.Equal(expected.Contains(lead), found.Ids.Contains(lead));
        }

        (await Admin.GetAsync("Leads/actions/count")).ShouldBe(200, """{"count":1}""");
        Assert.Equal([lead], (await Admin.SearchAsync("Leads", $"(Converted_Contact:equals:{IdOf(answer, "Contacts")})", "&converted=true")).Ids);
    }

    [CrmFact]
    public async Task Converted_lead_can_be_deleted_but_neither_changed_nor_converted_again()
    {
        string lead = await LeadAsync();
        (await ConvertAsync(lead, "{}")).ShouldHaveStatus(200);

        (await ConvertAsync(lead, "{}")).ShouldBeRefused(400, "ID_ALREADY_CONVERTED", """{"resource_path_index":1}""", "id already converted");
        (await Admin.PutAsync($"Leads/{lead}", """{"data":[{"City":"x"}]}""")).ShouldBeRefusedRow(
            400, "CONVERTED_RECORD", """{"api_name":"id","json_path":"$.data[0].id"}""", "can't update the converted record");
        (await Admin.DeleteAsync($"Leads/{lead}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Address_finds_the_contact_before_the_name_does()
    {
        string named = await Admin.CreateAsync("Contacts", """{"First_Name":"Anna","Last_Name":"Abel"}""");
        string addressed = await Admin.CreateAsync("Contacts", """{"Last_Name":"Somebody","Email":"A@EXAMPLE.com"}""");
        string nameless = await Admin.CreateAsync("Leads", """{"First_Name":"anna","Last_Name":"abel","Email":"unknown@example.com"}""");

        Assert.Equal(addressed, IdOf(await ConvertAsync(await LeadAsync(), "{}"), "Contacts"));
        Assert.Equal(named, IdOf(await ConvertAsync(nameless, "{}"), "Contacts"));
        (await Admin.GetAsync("Contacts/actions/count")).ShouldBe(200, """{"count":2}""");
    }

    [CrmFact]
    public async Task Of_several_matches_the_oldest_is_used()
    {
        List<string> contacts = await Admin.CreateManyAsync("Contacts", Enumerable.Repeat("""{"Last_Name":"Twin","Email":"a@example.com"}""", 3));
        List<string> accounts = await Admin.CreateManyAsync("Accounts", Enumerable.Repeat("""{"Account_Name":"northwind"}""", 2));

        CrmAnswer answer = await ConvertAsync(await LeadAsync(), "{}");

        Assert.Equal((contacts[0], accounts[0]), (IdOf(answer, "Contacts"), IdOf(answer, "Accounts")));
    }

    [CrmFact]
    public async Task Unique_field_of_contacts_is_compared_first()
    {
        await Org.AddFieldAsync("Contacts", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Club No","data_type":"text","convert_mapping":{"Contacts":"Member_No","Accounts":null,"Deals":null}}""");
        string member = await Admin.CreateAsync("Contacts", """{"Last_Name":"Member","Member_No":"M1"}""");
        await Admin.CreateAsync("Contacts", """{"Last_Name":"Addressed","Email":"x@example.com"}""");
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Some","Email":"x@example.com","Club_No":"m1"}""");
        string newcomer = await Admin.CreateAsync("Leads", """{"Last_Name":"New","Club_No":"M2"}""");

        Assert.Equal(member, IdOf(await ConvertAsync(lead, "{}"), "Contacts"));
        Assert.Equal("M2", Text(await ReadAsync("Contacts", await ConvertAsync(newcomer, "{}")), "Member_No"));
    }

    [CrmTheory]
    [InlineData(false, "Rivals")]
    [InlineData(true, "Northwind")]
    public async Task Existing_contact_keeps_its_company_unless_it_is_overwritten(bool overwrite, string company)
    {
        string rivals = await Admin.CreateAsync("Accounts", """{"Account_Name":"Rivals"}""");
        string contact = await Admin.CreateAsync("Contacts", $$$"""{"Last_Name":"Abel","Email":"a@example.com","Phone":"1","Account_Name":{"id":"{{{rivals}}}"}}""");

        CrmAnswer answer = await ConvertAsync(await LeadAsync(), $$"""{"overwrite":{{(overwrite ? "true" : "false")}}}""");

        Assert.Equal(contact, IdOf(answer, "Contacts"));
        Assert.Equal("Northwind", (string?)answer.First["details"]!["Accounts"]!["name"]);
        JsonObject read = await ReadAsync("Contacts", answer);
        Assert.Equal((company, "1"), (Name(read, "Account_Name"), Text(read, "Phone")));
    }

    [CrmTheory]
    [InlineData("""{"id":"{0}"}""")]
    [InlineData("\"{0}\"")]
    [InlineData("""{"id":{0}}""")]
    public async Task Lead_is_converted_into_the_records_that_are_named(string form)
    {
        string account = await Admin.CreateAsync("Accounts", """{"Account_Name":"Chosen"}""");
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Chosen one"}""");
        string Form(string id) => form.Replace("{0}", id, StringComparison.Ordinal);

        CrmAnswer answer = await ConvertAsync(await LeadAsync(), $$"""{"Contacts":{{Form(contact)}},"Accounts":{{Form(account)}}}""");

        Assert.Equal((contact, account), (IdOf(answer, "Contacts"), IdOf(answer, "Accounts")));
        Assert.Equal("Chosen", Name(await ReadAsync("Contacts", answer), "Account_Name"));
        (await Admin.GetAsync("Accounts/actions/count")).ShouldBe(200, """{"count":1}""");
    }

    [CrmFact]
    public async Task New_records_go_to_the_user_named()
    {
        CrmAnswer answer = await ConvertAsync(await LeadAsync(), $$$"""{"assign_to":{"id":"{{{Org.AdminId}}}"},"Deals":{{{Deal}}}}""");

        foreach (string module in new[] { "Contacts", "Accounts", "Deals" })
        {
            Assert.Equal(Org.AdminId, (string?)(await ReadAsync(module, answer))["Owner"]!["id"]);
        }
    }

    [CrmFact]
    public async Task Tags_named_go_along_with_those_a_record_has()
    {
        string account = await Admin.CreateAsync("Accounts", """{"Account_Name":"Northwind","Tag":[{"name":"old"}]}""");
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Tagged","Company":"Northwind","Tag":[{"name":"hot"},{"name":"fair"},{"name":"vip"}]}""");

        CrmAnswer answer = await ConvertAsync(lead, $$$"""{"Deals":{{{Deal}}},"carry_over_tags":{"Contacts":["hot","vip","unknown"],"Accounts":["HOT"]}}""");

        Assert.Equal(account, IdOf(answer, "Accounts"));
        Assert.Equal(["hot", "vip"], await TagsAsync("Contacts", answer));
        Assert.Equal(["old", "hot"], await TagsAsync("Accounts", answer));
        Assert.Empty(await TagsAsync("Deals", answer));
    }

    [CrmFact]
    public async Task Notes_and_open_activities_move_to_the_contact_and_attachments_where_asked()
    {
        string lead = await LeadAsync();
        List<string> notes = await Admin.CreateManyAsync("Notes", Enumerable.Range(0, 250).Select(number => $$"""{"Note_Title":"n{{number}}","Parent_Id":"{{lead}}"}"""));
        string file = await Admin.CreateAsync("Attachments", $$"""{"File_Name":"a.txt","Parent_Id":"{{lead}}"}""");
        List<string> tasks = await Admin.CreateManyAsync("Tasks", $$"""{"Subject":"open","What_Id":"{{lead}}","Status":"Not Started"}""", $$"""{"Subject":"done","What_Id":"{{lead}}","Status":"Completed"}""");
        List<string> events = await Admin.CreateManyAsync("Events", new[] { "2020", "2031" }.Select(year => $$"""{"Event_Title":"e","Start_DateTime":"{{year}}-01-01T10:00:00Z","End_DateTime":"{{year}}-01-01T11:00:00Z","What_Id":"{{lead}}"}"""));

        CrmAnswer answer = await ConvertAsync(lead, $$$"""{"Deals":{{{Deal}}},"move_attachments_to":{"api_name":"Deals"}}""");

        string contact = IdOf(answer, "Contacts");
        Assert.Equal((contact, contact), (await PointsAtAsync("Notes", notes[0], "Parent_Id"), await PointsAtAsync("Notes", notes[^1], "Parent_Id")));
        Assert.Equal(IdOf(answer, "Deals"), await PointsAtAsync("Attachments", file, "Parent_Id"));
        Assert.Equal((contact, null), (await PointsAtAsync("Tasks", tasks[0], "Who_Id"), await PointsAtAsync("Tasks", tasks[0], "What_Id")));
        Assert.Equal((null, lead), (await PointsAtAsync("Tasks", tasks[1], "Who_Id"), await PointsAtAsync("Tasks", tasks[1], "What_Id")));
        Assert.Equal((lead, contact), (await PointsAtAsync("Events", events[0], "What_Id"), await PointsAtAsync("Events", events[1], "Who_Id")));
    }

    [CrmFact]
    public async Task What_the_person_decided_goes_along_to_a_new_contact()
    {
        string lead = await Admin.CreateAsync(
            "Leads", """{"Last_Name":"Decided","Company":"Firm","Email_Opt_Out":true,"Data_Processing_Basis_Details":{"Data_Processing_Basis":"Obtained","Consent_Through":"Call","Consent_Date":"2026-01-02","Consent_Remarks":"by phone","Contact_Through_Phone":true}}""");
        JsonObject before = (await Admin.GetAsync($"Leads/{lead}")).First["Data_Processing_Basis_Details"]!.AsObject();

        CrmAnswer answer = await ConvertAsync(lead, "{}");

        JsonObject contact = await ReadAsync("Contacts", answer);
        JsonObject after = contact["Data_Processing_Basis_Details"]!.AsObject();
        Assert.True((bool)contact["Email_Opt_Out"]!);
        Assert.NotEqual(Text(before, "id"), Text(after, "id"));
        foreach (string key in new[] { "Data_Processing_Basis", "Consent_Through", "Consent_Date", "Consent_Remarks", "Contact_Through_Phone", "Contact_Through_Email", "Lawful_Reason" })
        {
            Assert.Equal(before[key]?.ToJsonString(), after[key]?.ToJsonString());
        }

        Assert.DoesNotContain("Data_Processing_Basis_Details", (await ReadAsync("Accounts", answer)).Select(pair => pair.Key));
    }

    [CrmFact]
    public async Task Clients_find_only_two_mandatory_fields_in_deals()
    {
        JsonArray fields = (await Admin.GetAsync("settings/fields?module=Deals")).ShouldHaveStatus(200).Json!["fields"]!.AsArray();

        Assert.Equal(["Deal_Name", "Stage"], fields.Where(field => (bool)field!["system_mandatory"]!).Select(field => (string)field!["api_name"]!));
    }

    private async Task<string> LeadAsync()
    {
        string id = await User.CreateAsync(
            "Leads",
            """{"First_Name":"Anna","Last_Name":"Abel","Company":"Northwind","Email":"a@example.com","Phone":"555-1","Designation":"Buyer","City":"Berlin","Lead_Source":"Partner","No_of_Employees":40}""");
        Clock.Advance(TimeSpan.FromDays(3.5));
        await Org.LogInAsync();
        return id;
    }

    private Task<CrmAnswer> ConvertAsync(string lead, string options) => Admin.PostAsync($"Leads/{lead}/actions/convert", $$"""{"data":[{{options}}]}""");

    private async Task<JsonObject> ReadAsync(string module, CrmAnswer answer) => (await Admin.GetAsync($"{module}/{IdOf(answer, module)}")).ShouldHaveStatus(200).First;

    private async Task<IEnumerable<string>> TagsAsync(string module, CrmAnswer answer) =>
        (await ReadAsync(module, answer))["Tag"]!.AsArray().Select(tag => (string)tag!["name"]!);

    private async Task<string?> PointsAtAsync(string module, string id, string lookup) =>
        (string?)(await Admin.GetAsync($"{module}/{id}?fields={lookup}")).ShouldHaveStatus(200).First[lookup]?["id"];

    private static string IdOf(CrmAnswer answer, string module) => (string)answer.ShouldHaveStatus(200).First["details"]![module]!["id"]!;

    private static string? Text(JsonObject record, string name) => (string?)record[name];

    private static string? Name(JsonObject record, string name) => (string?)record[name]?["name"];
}

public sealed class ConvertOnSqlite(SqliteCrmServer server) : ConvertTests<SqliteCrmServer>(server);

public sealed class ConvertOnPostgres(PostgresCrmServer server) : ConvertTests<PostgresCrmServer>(server);
