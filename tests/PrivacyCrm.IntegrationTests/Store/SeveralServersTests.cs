using System.Globalization;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>What holds when several servers work on one database.</summary>
public abstract class SeveralServersTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [CrmFact]
    public async Task What_is_closed_on_one_server_is_closed_on_the_other_within_a_second()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Two servers","Email":"kept@example.com"}""");
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = Admin with { Http = other.CreateClient() };
        Assert.Equal("kept@example.com", (string?)(await there.GetAsync($"Leads/{id}")).First["Email"]);
        (await (User with { Http = there.Http }).GetAsync("org")).ShouldHaveStatus(200);
        await Org.RestrictAsync("Leads", "Email");
        (await Admin.PutAsync($"users/{Org.UserId}", """{"users":[{"status":"inactive"}]}""")).ShouldHaveStatus(200);

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null((await there.GetAsync($"Leads/{id}")).First["Email"]);
        Assert.Null((await there.GetAsync("Leads?fields=Email")).First["Email"]);
        (await there.SearchAsync("Leads", "(Email:equals:kept@example.com)")).ShouldHaveStatus(400);
        (await there.PostAsync("coql", """{"select_query":"select id from Leads where Email = 'kept@example.com'"}""")).ShouldHaveStatus(400);
        (await (User with { Http = there.Http }).GetAsync("org")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
    }

    [CrmFact]
    public async Task Field_made_on_one_server_is_written_and_found_on_the_other_within_a_second()
    {
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = Admin with { Http = other.CreateClient() };
        (await there.GetAsync("org")).ShouldHaveStatus(200);
        await Org.AddFieldAsync("Leads", """{"field_label":"Badge","data_type":"text","length":50}""");

        Clock.Advance(TimeSpan.FromSeconds(1));

        string id = await there.CreateAsync("Leads", """{"Last_Name":"Badged","Badge":"B-17"}""");
        Assert.Equal([id], (await there.SearchAsync("Leads", "(Badge:equals:B-17)")).Ids);
        Assert.Equal([id], (await Admin.SearchAsync("Leads", "(Badge:equals:B-17)")).Ids);
    }

    [CrmFact]
    public async Task Revoked_refresh_token_takes_its_access_tokens_along_on_the_other_server_within_a_second()
    {
        System.Text.Json.Nodes.JsonNode tokens = (await Org.RedeemAsync(await Org.GrantAsync(Org.AdminId, TestOrganization.AllScopes))).Json!;
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = Admin with { Http = other.CreateClient(), Token = (string?)tokens["access_token"] };
        (await there.GetAsync("org")).ShouldHaveStatus(200);
        (await server.Anonymous.PostAsync($"/oauth/v2/token/revoke?token={tokens["refresh_token"]}")).ShouldHaveStatus(200);

        Clock.Advance(TimeSpan.FromSeconds(1));

        (await there.GetAsync("org")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
    }

    [CrmFact]
    public async Task Clock_that_is_set_back_does_not_make_a_revoked_token_last_longer()
    {
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = Admin with { Http = other.CreateClient() };
        (await there.GetAsync("org")).ShouldHaveStatus(200);
        (await server.Anonymous.PostAsync($"/oauth/v2/token/revoke?token={Admin.Token}")).ShouldHaveStatus(200);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(-1));

        (await there.GetAsync("org")).ShouldHaveStatus(401);
    }

    [CrmFact]
    public async Task Tokens_and_programs_are_made_for_users_as_they_are_now_whichever_server_changed_them()
    {
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = server.Anonymous with { Http = other.CreateClient() };
        (string, string)[] credentials = [("grant_type", "client_credentials"), ("client_id", Org.ClientId), ("client_secret", Org.ClientSecret), ("scope", "ZohoCRM.org.READ"), ("soid", $"ZohoCRM.{Org.Zgid}")];
        (await there.FormAsync("/oauth/v2/token", credentials)).ShouldHaveStatus(200);
        CrmClient door = server.Anonymous with { Scheme = "Bearer", Token = CrmServer.BootstrapSecret };
        string path = $"/_privacycrm/admin/organizations/{Org.Id}";
        string bea = (string)(await door.PostAsync($"{path}/users", """{"first_name":"Bea","last_name":"Second","email":"bea@company.example.com","administrator":true}""")).ShouldHaveStatus(201).Json!["user_id"]!;
        (await (await Org.ClientOfAsync(bea, TestOrganization.AllScopes)).PutAsync($"users/{Org.AdminId}", """{"users":[{"status":"inactive"}]}""")).ShouldHaveStatus(200);

        string token = (string)(await there.FormAsync("/oauth/v2/token", credentials)).ShouldHaveStatus(200).Json!["access_token"]!;
        (await (there with { Token = token }).GetAsync("org")).ShouldHaveStatus(200);
        (await (door with { Http = there.Http }).PostAsync($"{path}/grant_tokens", $$"""{"client_id":"{{Org.ClientId}}","user_id":"{{bea}}","scope":"ZohoCRM.org.READ"}""")).ShouldHaveStatus(201);
    }

    [CrmFact]
    public async Task Jobs_ordered_on_one_server_run_once_while_both_look_for_work()
    {
        CountedJob counted = new(servers: 2);
        await using WebApplicationFactory<Program> one = server.StartAnother(builder => builder.ConfigureTestServices(services => services.AddSingleton(counted.On(1))));
        await using WebApplicationFactory<Program> two = server.StartAnother(builder => builder.ConfigureTestServices(services => services.AddSingleton(counted.On(2))));
        (await (Admin with { Http = two.CreateClient() }).GetAsync("org")).ShouldHaveStatus(200);
        Organization organization = (await one.Services.GetRequiredService<IOrganizationStore>().FindLatestAsync(long.Parse(Org.Id, CultureInfo.InvariantCulture), CancellationToken.None))!;
        Caller caller = new(organization, organization.Users[0], new ScopeSet(TestOrganization.AllScopes));
        List<Job> ordered = [];

        for (int index = 0; index < 12; index++)
        {
            ordered.Add(await one.Services.GetRequiredService<JobOrders>().AddAsync(caller, one.Services.GetRequiredService<IdSource>().Next(), CountedJob.Name, "1", CancellationToken.None));
        }

        IJobStore jobs = server.Services.GetRequiredService<IJobStore>();
        using CancellationTokenSource patience = new(Patience);
        foreach (Job job in ordered)
        {
            while ((await jobs.FindAsync(job.OrganizationId, job.Id, patience.Token))!.State != JobState.Completed)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }

        Assert.Equal(ordered.Select(job => job.Id).Order(), counted.Ran.Order());
    }

    [CrmFact]
    public async Task Servers_make_different_ids_in_the_same_moment()
    {
        await using WebApplicationFactory<Program> other = server.StartAnother();
        (await (Admin with { Http = other.CreateClient() }).GetAsync("org")).ShouldHaveStatus(200);
        IdSource[] sources = [server.Services.GetRequiredService<IdSource>(), other.Services.GetRequiredService<IdSource>()];

        long[] ids = [.. sources.SelectMany(source => Enumerable.Range(0, 10_000).Select(_ => source.Next()))];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [CrmFact]
    public async Task Servers_that_start_at_once_are_counted_apart()
    {
        IStoreHealth store = server.Services.GetRequiredService<IStoreHealth>();

        long[] numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.CountStartAsync(CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 20).Select(index => numbers.Min() + index), numbers.Order());
    }
}

public sealed class SeveralServersOnPostgres(PostgresCrmServer server) : SeveralServersTests<PostgresCrmServer>(server);
