using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Conversion;

public abstract class ConvertErrorTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Unknown = "4999999999999999999";

    private string _lead = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Abel","Company":"Northwind","Email":"a@example.com"}""");
    }

    [CrmTheory]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Qualification"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"Closing_Date","json_path":"$.data[0].Deals.Closing_Date"}""", "required field not found")]
    [InlineData("""{"Deals":{"Closing_Date":"2026-01-01","Stage":"Qualification"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"Deal_Name","json_path":"$.data[0].Deals.Deal_Name"}""", "required field not found")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Closing_Date":"2026-01-01"}}""", "MANDATORY_NOT_FOUND", """{"api_name":"Stage","json_path":"$.data[0].Deals.Stage"}""", "required field not found")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Nowhere","Closing_Date":"2026-01-01","Pipeline":"Standard (Standard)"}}""", "MAPPING_MISMATCH", """{"mapped_field":"Pipeline","api_name":"Stage","json_path":"$.data[0].Stage"}""", "Pipeline doesn't contain the Stage")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-01-01","Pipeline":"Other"}}""", "MAPPING_MISMATCH", """{"mapped_field":"Layout","api_name":"Pipeline","json_path":"$.data[0].Pipeline"}""", "Layout doesn't contain the Pipeline")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"soon"}}""", "INVALID_DATA", """{"expected_data_type":"date","api_name":"Closing_Date","json_path":"$.data[0].Deals.Closing_Date"}""", "invalid data")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-01-01","Probability":101}}""", "INVALID_DATA", """{"expected_data_type":"integer","api_name":"Probability","json_path":"$.data[0].Deals.Probability"}""", "Given Probability is not valid")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-01-01","Contact_Role":"boss"}}""", "INVALID_DATA", """{"api_name":"Contact_Role","json_path":"$.data[0].Deals.Contact_Role"}""", "the id given seems to be invalid")]
    [InlineData("""{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-01-01","Campaign_Source":{"id":"4999999999999999999"}}}""", "INVALID_DATA", """{"api_name":"Campaign_Source","json_path":"$.data[0].Deals.Campaign_Source.id"}""", "the id given seems to be invalid")]
    [InlineData("""{"Deals":"d"}""", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"Deals","json_path":"$.data[0].Deals"}""", "invalid data")]
    [InlineData("""{"assign_to":{"id":"4999999999999999999"}}""", "INVALID_DATA", """{"api_name":"Owner","json_path":"$.data[0].Owner"}""", "Non Subordinate User Found")]
    [InlineData("""{"assign_to":"nobody"}""", "INVALID_DATA", """{"api_name":"Owner","json_path":"$.data[0].Owner"}""", "Non Subordinate User Found")]
    [InlineData("""{"Contacts":{"id":"4999999999999999999"}}""", "INVALID_DATA", """{"api_name":"id","json_path":"$.data[0].Contacts.id"}""", "the id given seems to be invalid")]
    [InlineData("""{"Accounts":"none"}""", "INVALID_DATA", """{"api_name":"id","json_path":"$.data[0].Accounts.id"}""", "the id given seems to be invalid")]
    [InlineData("""{"Contacts":{}}""", "MANDATORY_NOT_FOUND", """{"api_name":"id","json_path":"$.data[0].Contacts.id"}""", "required field not found")]
    [InlineData("""{"Contacts":[]}""", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"Contacts","json_path":"$.data[0].Contacts"}""", "invalid data")]
    [InlineData("""{"overwrite":"yes"}""", "INVALID_DATA", """{"expected_data_type":"boolean","api_name":"overwrite","json_path":"$.data[0].overwrite"}""", "invalid data")]
    [InlineData("""{"add_to_existing_record":1}""", "INVALID_DATA", """{"expected_data_type":"boolean","api_name":"add_to_existing_record","json_path":"$.data[0].add_to_existing_record"}""", "invalid data")]
    [InlineData("""{"move_attachments_to":{"api_name":"Leads"}}""", "INVALID_DATA", """{"api_name":"api_name","json_path":"$.data[0].move_attachments_to.api_name","supported_values":["Contacts","Accounts","Deals"]}""", "invalid data")]
    [InlineData("""{"move_attachments_to":"Deals"}""", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"move_attachments_to","json_path":"$.data[0].move_attachments_to"}""", "invalid data")]
    [InlineData("""{"carry_over_tags":{"Contacts":"hot"}}""", "INVALID_DATA", """{"expected_data_type":"jsonarray","api_name":"Contacts","json_path":"$.data[0].carry_over_tags.Contacts"}""", "invalid data")]
    [InlineData("""{"carry_over_tags":[]}""", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"carry_over_tags","json_path":"$.data[0].carry_over_tags"}""", "invalid data")]
    [InlineData("\"x\"", "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"data","json_path":"$.data[0]"}""", "invalid data")]
    [InlineData("{},{}", "LIMIT_EXCEEDED", """{"maximum_length":1,"api_name":"data"}""", "count of records in your request exceeds the limit")]
    public async Task Wrong_wish_is_refused_and_nothing_is_made(string wish, string code, string details, string message)
    {
        CrmAnswer answer = await ConvertAsync(_lead, wish);

        answer.ShouldBeRefusedRow(400, code, details, message);
        await ShouldHaveMadeNothingAsync();
    }

    [CrmTheory]
    [InlineData("Leads/4999999999999999999")]
    [InlineData("Leads/abc")]
    public async Task Unknown_lead_is_refused(string path) => (await Admin.PostAsync($"{path}/actions/convert", """{"data":[{}]}""")).ShouldBeRefused(
        400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");

    [CrmTheory]
    [InlineData("Contacts")]
    [InlineData("Planets")]
    public async Task Other_modules_have_no_conversion(string module)
    {
        foreach (CrmAnswer answer in new[] { await Admin.PostAsync($"{module}/{_lead}/actions/convert", """{"data":[{}]}"""), await Admin.GetAsync($"{module}/{_lead}/__conversion_options") })
        {
            answer.ShouldBeRefused(400, "INVALID_MODULE", """{"resource_path_index":0}""", "the module name given seems to be invalid");
        }
    }

    [CrmFact]
    public async Task Body_is_needed()
    {
        (await Admin.PostAsync($"Leads/{_lead}/actions/convert", "{}")).ShouldBeRefusedRow(400, "MANDATORY_NOT_FOUND", """{"api_name":"data","json_path":"$.data"}""", "required field not found");
        (await Admin.PostAsync($"Leads/{_lead}/actions/convert", "x")).ShouldBeRefusedRow(400, "INVALID_DATA", """{"expected_data_type":"jsonobject"}""", "body");
        (await Admin.GetAsync($"Leads/{_lead}/actions/convert")).ShouldBeRefused(400, "INVALID_REQUEST_METHOD", "{}", "The http request method type is not a valid one");
    }

    [CrmTheory]
    [InlineData("ZohoCRM.modules.leads.CREATE", 200)]
    [InlineData("ZohoCRM.modules.ALL", 200)]
    [InlineData("ZohoCRM.modules.leads.READ", 401)]
    [InlineData("ZohoCRM.modules.contacts.ALL", 401)]
    public async Task Right_to_create_leads_is_needed(string scope, int status) =>
        (await (await Org.ClientOfAsync(Org.AdminId, scope)).PostAsync($"Leads/{_lead}/actions/convert", """{"data":[{}]}""")).ShouldHaveStatus(status);

    [CrmFact]
    public async Task Records_are_given_to_people_below_and_not_above()
    {
        (await User.PostAsync($"Leads/{_lead}/actions/convert", $$$"""{"data":[{"assign_to":{"id":"{{{Org.AdminId}}}"}}]}""")).ShouldBeRefusedRow(
            400, "INVALID_DATA", """{"api_name":"Owner","json_path":"$.data[0].Owner"}""", "Non Subordinate User Found");
        (await User.PostAsync($"Leads/{_lead}/actions/convert", $$$"""{"data":[{"assign_to":{"id":"{{{Org.UserId}}}"}}]}""")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Stopped_lead_is_not_converted_until_it_is_resumed()
    {
        (await Admin.PostAsync($"Leads/{_lead}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        (await ConvertAsync(_lead, "{}")).ShouldBeRefused(400, "CANNOT_PROCESS", """{"resource_path_index":1}""", "The record is in stop processing");
        await ShouldHaveMadeNothingAsync();
        (await Admin.PostAsync($"Leads/{_lead}/privacy/actions/resume_processing")).ShouldHaveStatus(200);
        (await ConvertAsync(_lead, "{}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Stopped_contact_takes_no_lead()
    {
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Abel","Email":"a@example.com"}""");
        (await Admin.PostAsync($"Contacts/{contact}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        foreach (string wish in new[] { "{}", $$$"""{"Contacts":{"id":"{{{contact}}}"}}""" })
        {
            (await ConvertAsync(_lead, wish)).ShouldBeRefusedRow(
                400, "CANNOT_PROCESS", $$"""{"api_name":"id","json_path":"$.data[0].Contacts.id","id":"{{contact}}"}""", "The record is in stop processing");
        }

        Assert.Equal([_lead], (await Admin.GetAsync("Leads?fields=id")).Ids);
    }

    [CrmFact]
    public async Task Contact_of_another_company_needs_overwrite()
    {
        List<string> accounts = await Admin.CreateManyAsync("Accounts", """{"Account_Name":"One"}""", """{"Account_Name":"Two"}""");
        string contact = await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"Abel","Email":"a@example.com","Account_Name":"{{accounts[0]}}"}""");

        (await ConvertAsync(_lead, $$"""{"Contacts":"{{contact}}","Accounts":"{{accounts[1]}}"}""")).ShouldBeRefusedRow(
            400, "DATA_MISMATCH", """{"api_name":"Contacts","json_path":"$.data[0].Contacts"}""", "give contact id is mismatched with the data");
        (await ConvertAsync(_lead, $$"""{"Accounts":"{{accounts[1]}}"}""")).ShouldBeRefusedRow(
            400, "DATA_MISMATCH", """{"api_name":"Accounts","json_path":"$.data[0].Accounts"}""", "give account id is mismatched with the data");
        (await ConvertAsync(_lead, $$"""{"Contacts":"{{contact}}","Accounts":"{{accounts[1]}}","overwrite":true}""")).ShouldHaveStatus(200);
        Assert.Equal("Two", (string?)(await Admin.GetAsync($"Contacts/{contact}")).First["Account_Name"]!["name"]);
    }

    [CrmFact]
    public async Task Clash_in_the_deal_leaves_neither_contact_nor_account()
    {
        await Org.AddFieldAsync("Deals", """{"field_label":"Contract No","data_type":"text","unique":{"case_sensitive":false}}""");
        string taken = await Admin.CreateAsync("Deals", """{"Deal_Name":"First","Stage":"Qualification","Contract_No":"C1"}""");
        const string Wish = """{"Deals":{"Deal_Name":"Second","Stage":"Qualification","Closing_Date":"2026-12-31","Contract_No":"c1"}}""";

        CrmAnswer answer = await ConvertAsync(_lead, Wish);

        Assert.Equal(["DUPLICATE_DATA"], answer.ShouldHaveStatus(400).Codes);
        Assert.Equal(
            ("Contract_No", "$.data[0].Deals.Contract_No", taken),
            ((string?)answer.First["details"]!["api_name"], (string?)answer.First["details"]!["json_path"], (string?)answer.First["details"]!["id"]));
        await ShouldHaveMadeNothingAsync(deals: 1);
        (await Admin.DeleteAsync($"Deals/{taken}")).ShouldHaveStatus(200);
        (await ConvertAsync(_lead, Wish)).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Value_that_does_not_fit_its_new_field_is_refused()
    {
        await Org.AddFieldAsync("Contacts", """{"field_label":"Short","data_type":"text","length":5}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Long","data_type":"text","convert_mapping":{"Contacts":"Short"}}""");
        (await Admin.PutAsync($"Leads/{_lead}", """{"data":[{"Long":"too long for it"}]}""")).ShouldHaveStatus(200);

        (await ConvertAsync(_lead, "{}")).ShouldBeRefusedRow(
            400, "INVALID_DATA", """{"maximum_length":5,"api_name":"Short","json_path":"$.data[0].Contacts.Short"}""", "invalid data");
        await ShouldHaveMadeNothingAsync();
    }

    [CrmFact]
    public async Task Lead_and_records_of_another_organization_are_unknown()
    {
        TestOrganization other = await server.NewOrganizationAsync();
        string lead = await other.Admin.CreateAsync("Leads", """{"Last_Name":"Theirs"}""");
        string account = await other.Admin.CreateAsync("Accounts", """{"Account_Name":"Theirs"}""");

        (await ConvertAsync(lead, "{}")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
        (await Admin.GetAsync($"Leads/{lead}/__conversion_options")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
        Assert.Equal((await ConvertAsync(_lead, $$"""{"Accounts":"{{Unknown}}"}""")).Text, (await ConvertAsync(_lead, $$"""{"Accounts":"{{account}}"}""")).Text);
        (await ConvertAsync(_lead, $$$"""{"assign_to":{"id":"{{{other.UserId}}}"}}""")).ShouldHaveStatus(400);
        await other.Admin.CreateAsync("Contacts", """{"Last_Name":"Abel","Email":"a@example.com"}""");
        (await ConvertAsync(_lead, "{}")).ShouldHaveStatus(200);
        (await Admin.GetAsync("Contacts/actions/count")).ShouldBe(200, """{"count":1}""");
    }

    private Task<CrmAnswer> ConvertAsync(string lead, string options) => Admin.PostAsync($"Leads/{lead}/actions/convert", $$"""{"data":[{{options}}]}""");

    private async Task ShouldHaveMadeNothingAsync(int deals = 0)
    {
        (await Admin.GetAsync("Contacts/actions/count")).ShouldBe(200, """{"count":0}""");
        (await Admin.GetAsync("Accounts/actions/count")).ShouldBe(200, """{"count":0}""");
        (await Admin.GetAsync("Deals/actions/count")).ShouldBe(200, $$"""{"count":{{deals}}}""");
        Assert.Equal([_lead], (await Admin.GetAsync("Leads?fields=id")).Ids);
    }
}

public sealed class ConvertErrorsOnSqlite(SqliteCrmServer server) : ConvertErrorTests<SqliteCrmServer>(server);

public sealed class ConvertErrorsOnPostgres(PostgresCrmServer server) : ConvertErrorTests<PostgresCrmServer>(server);
