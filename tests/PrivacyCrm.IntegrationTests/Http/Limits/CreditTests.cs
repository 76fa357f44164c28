using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Limits;

public abstract class CreditTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Header = "X-API-CREDITS-REMAINING";

    // Making the organization costs one: its preferences.
    private const int Left = SmallLimits.Credits - 1;

    [CrmFact]
    public async Task Credits_end_for_the_organization_alone_and_come_back_after_a_day()
    {
        TestOrganization other = await server.NewOrganizationAsync();
        for (int call = 0; call < Left; call++)
        {
            (await (call % 2 == 0 ? Admin : User).GetAsync("org")).ShouldHaveStatus(200);
        }

        CrmAnswer refused = await Admin.GetAsync("org");
        (await User.PostAsync("Leads", """{"data":[{"Last_Name":"x"}]}""")).ShouldHaveStatus(429);
        (await other.Admin.GetAsync("org")).ShouldHaveStatus(200);
        Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        CrmClient later = await Org.ClientOfAsync(Org.AdminId, TestOrganization.AllScopes);

        refused.ShouldBeRefused(429, "TOO_MANY_REQUESTS", "{}", "You have made too many requests. Please try again after some time.");
        Assert.Contains($"{Header}: 0", refused.Headers, StringComparison.Ordinal);
        (await later.GetAsync("Leads?fields=id")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Remaining_credits_are_told_once_half_are_used()
    {
        for (int call = 2; call < SmallLimits.Credits / 2; call++)
        {
            Assert.DoesNotContain(Header, (await Admin.GetAsync("org")).Headers, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains($"{Header}: 20", (await Admin.GetAsync("org")).Headers, StringComparison.Ordinal);
        Assert.Contains($"{Header}: 19", (await Admin.GetAsync("Leads?fields=id")).ShouldHaveStatus(204).Headers, StringComparison.Ordinal);
    }

    [CrmTheory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(100, 10)]
    public async Task Write_costs_one_credit_for_each_ten_records(int records, int credits)
    {
        await SpendAsync(Left - credits - 10);
        string rows = string.Join(',', Enumerable.Repeat("""{"Last_Name":"x"}""", records));

        CrmAnswer answer = await Admin.PostAsync("Leads", $$"""{"data":[{{rows}}]}""");

        Assert.Contains($"{Header}: 10", answer.ShouldHaveStatus(201).Headers, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Converting_a_lead_costs_five_credits()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"x"}""");
        await SpendAsync(Left - 1 - 15);

        CrmAnswer answer = await Admin.PostAsync($"Leads/{lead}/actions/convert", """{"data":[{}]}""");

        Assert.Contains($"{Header}: 10", answer.ShouldHaveStatus(200).Headers, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Last_credit_pays_for_a_whole_call()
    {
        await SpendAsync(Left - 1);
        string rows = string.Join(',', Enumerable.Repeat("""{"Last_Name":"x"}""", 30));

        (await Admin.PostAsync("Leads", $$"""{"data":[{{rows}}]}""")).ShouldHaveStatus(201);

        (await Admin.GetAsync("org")).ShouldHaveStatus(429);
    }

    [CrmFact]
    public async Task Calls_at_once_are_limited_for_the_organization()
    {
        using HeldBody first = new();
        using HeldBody second = new();
        using HeldBody third = new();
        List<Task<CrmAnswer>> running = [];
        foreach (HeldBody body in new[] { first, second, third })
        {
            (await Admin.SearchAsync("Leads", "(Last_Name:equals:x)")).ShouldBeEmpty(204);
            running.Add(Admin.SendAsync(HttpMethod.Post, "Leads", body));
            await body.IsBeingRead;
        }

        (await User.GetAsync("org")).ShouldBeRefused(429, "TOO_MANY_REQUESTS", "{}", "You have made too many requests. Please try again after some time.");
        Array.ForEach([first, second, third], body => body.Release());
        Assert.All(await Task.WhenAll(running), answer => answer.ShouldHaveStatus(201));
        (await User.GetAsync("org")).ShouldHaveStatus(200);
    }

    private async Task SpendAsync(int credits)
    {
        for (int call = 0; call < credits; call++)
        {
            (await Admin.GetAsync("org")).ShouldHaveStatus(200);
        }
    }
}

public sealed class CreditsOnSqlite(LimitedSqliteServer server) : CreditTests<LimitedSqliteServer>(server);

public sealed class CreditsOnPostgres(LimitedPostgresServer server) : CreditTests<LimitedPostgresServer>(server);
