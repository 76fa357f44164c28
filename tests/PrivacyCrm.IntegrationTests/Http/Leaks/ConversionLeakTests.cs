using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract class ConversionLeakTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Zq7Kx9Wv3Tj5";
    private const string Deal = """{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-12-31"}}""";

    [CrmFact]
    public async Task Value_restricted_in_leads_stays_there_unless_its_new_field_is_restricted_as_well()
    {
        await Org.AddFieldAsync("Contacts", """{"field_label":"Card","data_type":"text"}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Badge","data_type":"text","convert_mapping":{"Contacts":"Card"}}""");
        await Org.RestrictAsync("Leads", "First_Name", "Email", "Mobile", "Company", "Website", "City", "Description", "Lead_Source", "Badge");
        await Org.RestrictAsync("Contacts", "Mobile");
        string lead = await Admin.CreateAsync("Leads", Row("Open"));

        CrmAnswer answer = (await ConvertAsync(lead, Deal)).ShouldHaveStatus(200);

        Assert.Equal("Open", (string?)answer.First["details"]!["Contacts"]!["name"]);
        Assert.Null(answer.First["details"]!["Accounts"]);
        await ShouldTellNothingAsync(answer, lead);
        await Org.PreferAsync("""{"exclude_api_tpt":false}""");
        JsonObject contact = (await Admin.GetAsync($"Contacts/{answer.First["details"]!["Contacts"]!["id"]}")).First;
        Assert.Equal((Marker, null, null, null), ((string?)contact["Mobile"], (string?)contact["Email"], (string?)contact["First_Name"], (string?)contact["Card"]));
        Assert.Equal($"{Marker}@example.com", (string?)(await Admin.GetAsync($"Leads/{lead}")).First["Email"]);
    }

    [CrmFact]
    public async Task Names_in_the_answer_are_null_when_they_are_restricted()
    {
        await Org.RestrictAsync("Leads", "Last_Name", "First_Name", "Email");
        await Org.RestrictAsync("Contacts", "Last_Name", "First_Name", "Email");
        string lead = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"{{Marker}}","First_Name":"{{Marker}}","Email":"{{Marker}}@example.com"}""");

        CrmAnswer answer = await ConvertAsync(lead, Deal);

        answer.ShouldBe(200, """{"data":[{"code":"SUCCESS","details":{"Contacts":{"name":null,"id":"{{id}}"},"Deals":{"name":"d","id":"{{id}}"},"Accounts":null},"message":"The record has been converted successfully","status":"success"}]}""");
        await ShouldTellNothingAsync(answer, lead);
    }

    [CrmFact]
    public async Task Mandatory_value_that_would_become_open_refuses_the_conversion()
    {
        await Org.RestrictAsync("Leads", "Last_Name");
        string lead = await Admin.CreateAsync("Leads", Row(Marker));
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Chosen"}""");

        (await ConvertAsync(lead, "{}")).ShouldBeRefusedRow(
            400, "NOT_ALLOWED", """{"api_name":"Last_Name","json_path":"$.data[0].Contacts.Last_Name"}""", "a restricted value cannot be converted to a field that is not restricted");
        (await ConvertAsync(lead, $$$"""{"Contacts":{"id":"{{{contact}}}"}}""")).ShouldHaveStatus(200);
        Assert.Equal("Chosen", (string?)(await Admin.GetAsync($"Contacts/{contact}")).First["Full_Name"]);
    }

    [CrmFact]
    public async Task Restricted_value_finds_no_record()
    {
        await Org.RestrictAsync("Leads", "Email", "Company");
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Other","Email":"same@example.com"}""");
        await Admin.CreateAsync("Accounts", """{"Account_Name":"Same Company"}""");
        List<string> leads = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 2).Select(number => $$"""{"Last_Name":"Person{{number}}","Email":"same@example.com","Company":"Same Company"}"""));

        JsonNode first = (await ConvertAsync(leads[0], "{}")).ShouldHaveStatus(200).First["details"]!;
        await Org.RestrictAsync("Contacts", "Email");
        JsonNode second = (await ConvertAsync(leads[1], "{}")).ShouldHaveStatus(200).First["details"]!;

        Assert.NotEqual(contact, (string?)first["Contacts"]!["id"]);
        Assert.NotEqual(contact, (string?)second["Contacts"]!["id"]);
        Assert.Null(first["Accounts"]);
        Assert.Null(second["Accounts"]);
    }

    // Neither a refusal, which could be repeated without a trace, nor an answer tells whose address was guessed.
    [CrmFact]
    public async Task Guessed_address_of_a_stopped_contact_is_answered_like_any_other()
    {
        await Org.RestrictAsync("Leads", "Email");
        await Org.RestrictAsync("Contacts", "Email");
        string contact = await Admin.CreateAsync("Contacts", """{"Last_Name":"Known","Email":"known@example.com"}""");
        (await Admin.PostAsync($"Contacts/{contact}/privacy/actions/stop_processing")).ShouldHaveStatus(200);
        List<string> leads = await Admin.CreateManyAsync("Leads", """{"Last_Name":"A","Email":"known@example.com"}""", """{"Last_Name":"B","Email":"unknown@example.com"}""");

        List<CrmAnswer> answers = [await ConvertAsync(leads[0], "{}"), await ConvertAsync(leads[1], "{}")];

        Assert.All(answers, answer => Assert.NotEqual(contact, (string?)answer.ShouldHaveStatus(200).First["details"]!["Contacts"]!["id"]));
    }

    [CrmTheory]
    [InlineData("Leads")]
    [InlineData("Contacts")]
    public async Task Options_do_not_depend_on_restricted_values(string closed)
    {
        string one = await Admin.CreateAsync("Leads", """{"Last_Name":"Same","Email":"known@example.com"}""");
        string other = await Admin.CreateAsync("Leads", """{"Last_Name":"Same","Email":"unknown@example.com"}""");
        await Admin.CreateAsync("Contacts", """{"Last_Name":"Known","Email":"known@example.com"}""");
        string Options(CrmAnswer answer) => answer.ShouldHaveStatus(200).Text;
        Assert.NotEqual(Options(await Admin.GetAsync($"Leads/{one}/__conversion_options")), Options(await Admin.GetAsync($"Leads/{other}/__conversion_options")));

        await Org.RestrictAsync(closed, "Email");

        Assert.Equal(Options(await Admin.GetAsync($"Leads/{one}/__conversion_options")), Options(await Admin.GetAsync($"Leads/{other}/__conversion_options")));
    }

    [CrmFact]
    public async Task Refusals_and_options_tell_no_restricted_value()
    {
        await Org.AddFieldAsync("Contacts", """{"field_label":"Short","data_type":"text","length":5}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Long","data_type":"text","convert_mapping":{"Contacts":"Short"}}""");
        await Org.RestrictAsync("Leads", "Email", "Last_Name", "Long");
        await Org.RestrictAsync("Contacts", "Email", "Last_Name", "Short");
        string lead = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com","Long":"{{Marker}}"}""");
        await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com"}""");

        CrmAnswer refusal = await ConvertAsync(lead, """{"Contacts":{"id":"1"}}""");
        CrmAnswer options = (await Admin.GetAsync($"Leads/{lead}/__conversion_options")).ShouldHaveStatus(200);

        Assert.DoesNotContain(Marker, refusal.ShouldHaveStatus(400).Text + options.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Marker, server.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Row(string lastName) =>
        $$"""{"Last_Name":"{{lastName}}","First_Name":"{{Marker}}","Email":"{{Marker}}@example.com","Mobile":"{{Marker}}","Company":"{{Marker}}","Website":"www.{{Marker}}.com","City":"{{Marker}}","Description":"{{Marker}}","Lead_Source":"{{Marker}}"{{(lastName == "Open" ? $",\"Badge\":\"{Marker}\"" : string.Empty)}}}""";

    private Task<CrmAnswer> ConvertAsync(string lead, string options) => Admin.PostAsync($"Leads/{lead}/actions/convert", $$"""{"data":[{{options}}]}""");

    private async Task ShouldTellNothingAsync(CrmAnswer answer, string lead)
    {
        List<CrmAnswer> answers = [answer, await Admin.GetAsync($"Leads/{lead}"), await Admin.GetAsync("Leads?fields=Converted_Contact,Full_Name,Email&converted=both")];
        foreach (string module in new[] { "Contacts", "Accounts", "Deals" })
        {
            if ((string?)answer.First["details"]![module]?["id"] is { } id)
            {
                answers.Add((await User.GetAsync($"{module}/{id}")).ShouldHaveStatus(200));
            }

            answers.Add(await User.GetAsync($"{module}/search?word={Marker[..4]}"));
        }

        answers.Add(await User.SearchAsync("Contacts", $"(Full_Name:starts_with:{Marker[..4]})"));
        Assert.All(answers, one => Assert.DoesNotContain(Marker, one.Text, StringComparison.OrdinalIgnoreCase));
    }
}

public sealed class ConversionLeaksOnSqlite(SqliteCrmServer server) : ConversionLeakTests<SqliteCrmServer>(server);

public sealed class ConversionLeaksOnPostgres(PostgresCrmServer server) : ConversionLeakTests<PostgresCrmServer>(server);
