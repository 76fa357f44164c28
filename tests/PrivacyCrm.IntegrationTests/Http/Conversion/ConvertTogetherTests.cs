using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Conversion;

public abstract class ConvertTogetherTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Deal = """{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-12-31"}}""";

    [CrmFact]
    public async Task Of_many_conversions_of_one_lead_one_wins()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Abel","Company":"Northwind"}""");

        CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ConvertAsync(lead)));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.ShouldBeRefused(400, "ID_ALREADY_CONVERTED", """{"resource_path_index":1}""", "id already converted"));
        await ShouldCountAsync("Contacts", 1);
        await ShouldCountAsync("Accounts", 1);
        await ShouldCountAsync("Deals", 1);
    }

    [CrmFact]
    public async Task Many_leads_of_one_company_share_its_account()
    {
        List<string> leads = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 20).Select(number => $$"""{"Last_Name":"L{{number}}","Email":"{{(number % 2 == 0 ? "same" : $"n{number}")}}@example.com","Company":"Northwind"}"""));

        CrmAnswer[] answers = await Task.WhenAll(leads.Select(ConvertAsync));

        Assert.All(answers, answer => answer.ShouldHaveStatus(200));
        Assert.Single(answers.Select(answer => (string?)answer.First["details"]!["Accounts"]!["id"]).Distinct());
        await ShouldCountAsync("Accounts", 1);
        await ShouldCountAsync("Contacts", 11);
        await ShouldCountAsync("Deals", 20);
    }

    [CrmFact]
    public async Task Change_and_conversion_at_the_same_time_agree()
    {
        for (int round = 0; round < 5; round++)
        {
            string lead = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"R{{round}}"}""");

            CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => number == 4
                ? ConvertAsync(lead)
                : Admin.PutAsync($"Leads/{lead}", $$"""{"data":[{"City":"c{{number}}"}]}""")));

            answers[4].ShouldHaveStatus(200);
            Assert.All(answers.Where(answer => answer.Status == 400), answer => Assert.Equal(["CONVERTED_RECORD"], answer.Codes));
            string? city = (string?)(await Admin.GetAsync($"Leads/{lead}")).First["City"];
            Assert.Equal(city, (string?)(await Admin.GetAsync($"Contacts/{answers[4].First["details"]!["Contacts"]!["id"]}")).First["Mailing_City"]);
        }
    }

    private Task<CrmAnswer> ConvertAsync(string lead) => Admin.PostAsync($"Leads/{lead}/actions/convert", $$"""{"data":[{{Deal}}]}""");

    private async Task ShouldCountAsync(string module, int count) => (await Admin.GetAsync($"{module}/actions/count")).ShouldBe(200, $$"""{"count":{{count}}}""");
}

public sealed class ConvertTogetherOnSqlite(SqliteCrmServer server) : ConvertTogetherTests<SqliteCrmServer>(server);

public sealed class ConvertTogetherOnPostgres(PostgresCrmServer server) : ConvertTogetherTests<PostgresCrmServer>(server);
