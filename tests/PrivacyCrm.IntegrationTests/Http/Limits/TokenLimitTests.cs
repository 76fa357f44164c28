using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Limits;

public abstract class TokenLimitTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Scope = "ZohoCRM.org.READ";

    [CrmFact]
    public async Task Fourth_access_token_in_ten_minutes_is_refused_until_they_are_over()
    {
        (string refresh, string first) = await RedeemAsync();
        await RefreshAsync(refresh);
        Clock.Advance(TimeSpan.FromMinutes(4));
        await RefreshAsync(refresh);

        CrmAnswer refused = await AskAsync(refresh);
        (string other, _) = await RedeemAsync();
        Clock.Advance(TimeSpan.FromMinutes(6));
        CrmAnswer later = await AskAsync(refresh);

        refused.ShouldBe(
            400,
            """{"error_description":"You have made too many requests continuously. Please try again after some time.","error":"Access Denied","status":"failure"}""");
        Assert.NotNull(later.ShouldHaveStatus(200).Json!["access_token"]);
        await RefreshAsync(other);
        (await server.Client(first).GetAsync("org")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Fifth_access_token_of_a_refresh_token_ends_the_oldest()
    {
        (string refresh, string first) = await RedeemAsync();
        List<string> tokens = [first];
        for (int count = 0; count < 4; count++)
        {
            Clock.Advance(TimeSpan.FromMinutes(6));
            tokens.Add(await RefreshAsync(refresh));
        }

        List<int> statuses = [];
        foreach (string token in tokens)
        {
            statuses.Add((await server.Client(token).GetAsync("org")).Status);
        }

        Assert.Equal([401, 200, 200, 200, 200], statuses);
    }

    [CrmFact]
    public async Task Ninth_refresh_token_of_a_user_and_program_ends_the_oldest_and_its_access_tokens()
    {
        // The organization has a refresh token for the user already.
        string foreign = (string)(await Org.RedeemAsync(await Org.GrantAsync(Org.AdminId, Scope))).Json!["refresh_token"]!;
        Clock.Advance(TimeSpan.FromSeconds(1));
        (string oldest, string access) = await RedeemAsync();
        List<string> younger = [];
        for (int count = 0; count < 8; count++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            younger.Add((await RedeemAsync()).Refresh);
        }

        (await AskAsync(oldest)).ShouldBe(200, """{"error":"invalid_code"}""");
        (await server.Client(access).GetAsync("org")).ShouldHaveStatus(401);
        foreach (string refresh in younger.Append(foreign))
        {
            Assert.NotNull((await AskAsync(refresh)).ShouldHaveStatus(200).Json!["access_token"]);
        }
    }

    [CrmFact]
    public async Task Of_many_refreshes_at_once_no_more_succeed_than_may()
    {
        (string refresh, _) = await RedeemAsync();

        CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AskAsync(refresh)));

        Assert.Equal(2, answers.Count(answer => answer.Status == 200));
        Assert.Equal(10, answers.Count(answer => answer.Status == 400));
    }

    private async Task<(string Refresh, string Access)> RedeemAsync()
    {
        JsonNode answer = (await Org.RedeemAsync(await Org.GrantAsync(Org.UserId, Scope))).ShouldHaveStatus(200).Json!;
        return ((string)answer["refresh_token"]!, (string)answer["access_token"]!);
    }

    private async Task<string> RefreshAsync(string refresh) => (string)(await AskAsync(refresh)).ShouldHaveStatus(200).Json!["access_token"]!;

    private Task<CrmAnswer> AskAsync(string refresh) => server.Anonymous.FormAsync(
        "/oauth/v2/token", ("grant_type", "refresh_token"), ("client_id", Org.ClientId), ("client_secret", Org.ClientSecret), ("refresh_token", refresh));
}

public sealed class TokenLimitsOnSqlite(LimitedSqliteServer server) : TokenLimitTests<LimitedSqliteServer>(server);

public sealed class TokenLimitsOnPostgres(LimitedPostgresServer server) : TokenLimitTests<LimitedPostgresServer>(server);
