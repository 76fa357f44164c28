using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Users;

public abstract class UserTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmTheory]
    [InlineData("")]
    [InlineData("?type=AllUsers")]
    [InlineData("?type=ActiveUsers")]
    [InlineData("?type=ConfirmedUsers")]
    public async Task Everybody_is_listed(string query)
    {
        JsonNode answer = (await User.GetAsync($"users{query}")).ShouldHaveStatus(200).Json!;

        Assert.Equal(2, answer["users"]!.AsArray().Count);
        Assert.Equal("""{"per_page":200,"count":2,"page":1,"more_records":false}""", answer["info"]!.ToJsonString());
    }

    [CrmFact]
    public async Task Current_user_is_told_to_any_token()
    {
        CrmClient poor = await Org.ClientOfAsync(Org.UserId, "ZohoCRM.modules.leads.READ");

        JsonNode found = (await poor.GetAsync("users?type=CurrentUser")).ShouldHaveStatus(200).Json!["users"]!.AsArray().Single()!;

        Assert.Equal(Org.UserId, (string?)found["id"]);
        Assert.Equal("Standard", (string?)found["profile"]!["name"]);
        (await poor.GetAsync("users")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        (await poor.GetAsync($"users/{Org.UserId}")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
    }

    [CrmFact]
    public async Task Administrators_are_a_kind_of_their_own()
    {
        JsonNode found = (await User.GetAsync("users?type=AdminUsers")).ShouldHaveStatus(200).Json!["users"]!.AsArray().Single()!;

        Assert.Equal((Org.AdminId, "Administrator"), ((string?)found["id"], (string?)found["profile"]!["name"]));
    }

    [CrmFact]
    public async Task Nobody_is_deleted_or_unconfirmed()
    {
        (await User.GetAsync("users?type=DeletedUsers")).ShouldBeEmpty(204);
        (await User.GetAsync("users?type=NotConfirmedUsers")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Pages_and_ids_choose_among_users()
    {
        JsonNode second = (await User.GetAsync("users?page=2&per_page=1")).ShouldHaveStatus(200).Json!;
        JsonNode named = (await User.GetAsync($"users?ids={Org.AdminId}")).ShouldHaveStatus(200).Json!;

        Assert.Equal("""{"per_page":1,"count":1,"page":2,"more_records":false}""", second["info"]!.ToJsonString());
        Assert.Equal(Org.AdminId, (string?)named["users"]!.AsArray().Single()!["id"]);
    }

    [CrmFact]
    public async Task User_of_another_organization_is_an_unknown_one()
    {
        string foreign = (string)server.Demo["organizations"]![0]!["users"]![0]!["id"]!;

        foreach (string id in new[] { foreign, "99", "x" })
        {
            (await User.GetAsync($"users/{id}")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":1}""", "the id given seems to be invalid");
        }
    }

    [CrmFact]
    public async Task Unknown_kind_is_refused() =>
        (await User.GetAsync("users?type=Nobody")).ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"type"}""", "invalid data");
}

public sealed class UsersOnSqlite(SqliteCrmServer server) : UserTests<SqliteCrmServer>(server);

public sealed class UsersOnPostgres(PostgresCrmServer server) : UserTests<PostgresCrmServer>(server);
