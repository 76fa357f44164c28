using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Conversion;

public abstract class ConversionOptionTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Lead_that_nothing_matches_has_no_candidates()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Alone","Company":"Nowhere"}""");

        (await OptionsAsync(lead)).ShouldBe(200, """
            {"__conversion_options":{"module_preference":null,"Contacts":null,"Accounts":null,"Deals":null,
            "preference_field_matched_value":{"Contacts":null,"Accounts":null,"Deals":null},"modules_with_multiple_layouts":[]}}
            """);
    }

    [CrmFact]
    public async Task Candidates_are_those_the_conversion_compares()
    {
        List<string> accounts = await Admin.CreateManyAsync("Accounts", Enumerable.Repeat("""{"Account_Name":"Northwind","Phone":"555","Account_Type":"Analyst"}""", 2));
        string contact = await Admin.CreateAsync("Contacts", $$"""{"First_Name":"Bo","Last_Name":"Berg","Email":"a@example.com","Account_Name":"{{accounts[0]}}"}""");
        await Admin.CreateAsync("Contacts", """{"Last_Name":"Abel"}""");
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Abel","Email":"A@example.com","Company":"northwind"}""");

        JsonNode options = (await OptionsAsync(lead)).ShouldHaveStatus(200).Json!["__conversion_options"]!;

        Assert.Equal(accounts, options["Accounts"]!.AsArray().Select(one => (string)one!["id"]!));
        JsonObject person = Assert.Single(options["Contacts"]!.AsArray())!.AsObject();
        Assert.Equal(
            (contact, "Bo Berg", "a@example.com", "Northwind", true, false, "approved", "Standard"),
            ((string?)person["id"], (string?)person["Full_Name"], (string?)person["Email"], (string?)person["Account_Name"]!["name"], (bool)person["$editable"]!, (bool)person["Locked__s"]!, (string?)person["$approval_state"], (string?)person["Layout"]!["name"]));
        JsonNode match = options["preference_field_matched_value"]!;
        Assert.Equal(("Email", "A@example.com"), ((string?)match["Contacts"]![0]!["field"]!["api_name"], (string?)match["Contacts"]![0]!["matched_lead_value"]));
        Assert.Equal(("Account_Name", await Org.FieldIdAsync("Accounts", "Account_Name")), ((string?)match["Accounts"]![0]!["field"]!["api_name"], (string?)match["Accounts"]![0]!["field"]!["id"]));
        Assert.Equal(contact, (string?)(await Admin.PostAsync($"Leads/{lead}/actions/convert", """{"data":[{}]}""")).First["details"]!["Contacts"]!["id"]);
        (await OptionsAsync(lead)).ShouldBeRefused(400, "ID_ALREADY_CONVERTED", """{"resource_path_index":1}""", "id already converted");
    }

    [CrmTheory]
    [InlineData("Contacts")]
    [InlineData("Accounts")]
    public async Task Module_with_a_unique_field_is_preferred(string module)
    {
        await Org.AddFieldAsync(module, """{"field_label":"Number","data_type":"text","unique":{"case_sensitive":false}}""");
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Any"}""");

        Assert.Equal(module, (string?)(await OptionsAsync(lead)).Json!["__conversion_options"]!["module_preference"]!["api_name"]);
    }

    private Task<CrmAnswer> OptionsAsync(string lead) => ReadOnly.GetAsync($"Leads/{lead}/__conversion_options");
}

public sealed class ConversionOptionsOnSqlite(SqliteCrmServer server) : ConversionOptionTests<SqliteCrmServer>(server);

public sealed class ConversionOptionsOnPostgres(PostgresCrmServer server) : ConversionOptionTests<PostgresCrmServer>(server);
