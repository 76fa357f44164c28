using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Consents.Schedulers;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

public abstract class SchedulerTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Two_servers_fire_every_run_once()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        await using WebApplicationFactory<Program> other = Start();
        string id = await MakeSchedulerAsync(webhook, """{"every_minutes":5}""");
        await RunDueAsync(server.Services);
        await AgreeToAsync(id);

        for (int run = 0; run < 6; run++)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            await Task.WhenAll(Enumerable.Range(0, 6).Select(index => RunDueAsync(index % 2 == 0 ? server.Services : other.Services)));
        }

        JsonArray runs = await RunsAsync(id, atLeast: 6);
        Assert.Equal(6, runs.Count);
        Assert.All(runs, run => Assert.Equal("completed", (string?)run!["outcome"]));
        Assert.Equal(6, runs.Select(run => (string?)run!["planned_at"]).Distinct().Count());
        Assert.Equal(6, webhook.Calls.Count);
        JsonNode page = (await Asked.GetAsync($"/api/v3/schedulers/{id}/runs?limit=4")).ShouldHaveStatus(200).Json!;
        JsonNode rest = (await Asked.GetAsync($"/api/v3/schedulers/{id}/runs?limit=4&next_token={page["next_token"]}")).ShouldHaveStatus(200).Json!;
        Assert.Equal(runs.Select(run => (string?)run!["planned_at"]), page["data"]!.AsArray().Concat(rest["data"]!.AsArray()).Select(run => (string?)run!["planned_at"]));
        Assert.Null(rest["next_token"]);
    }

    [CrmFact]
    public async Task Without_the_owners_yes_nothing_runs_and_the_question_waits()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeSchedulerAsync(webhook, """{"cron":"30 6 * * *","time_zone":"Asia/Kolkata"}""");
        JsonNode schedule = (await Asked.GetAsync($"/api/v3/schedulers/{id}/schedule")).ShouldHaveStatus(200).Json!["data"]!;
        Assert.EndsWith("01:00:00Z", ((string)schedule["next_run_at"]!).Replace("+00:00", "Z", StringComparison.Ordinal), StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromDays(1));
        await RunDueAsync(server.Services);
        await LogInAsync();

        Assert.Equal("consent_required", (string?)Assert.Single(await RunsAsync(id, atLeast: 1))!["outcome"]);
        Assert.Empty(webhook.Calls);
        JsonNode waiting = Assert.Single((await Asked.GetAsync("/api/v3/consentrequests?state=pending")).ShouldHaveStatus(200).Json!["data"]!.AsArray())!;
        Assert.Equal(id, (string?)waiting["component"]!["id"]);
    }

    [CrmFact]
    public async Task Consent_that_ran_out_stops_a_scheduler_and_runs_that_were_missed_are_not_made_up_for()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeSchedulerAsync(webhook, """{"every_minutes":60}""");
        await AgreeToAsync(id);
        Clock.Advance(TimeSpan.FromMinutes(60));
        await RunDueAsync(server.Services);
        await LogInAsync();
        await RunsAsync(id, atLeast: 1);
        Assert.Single(webhook.Calls);

        Clock.Advance(TimeSpan.FromDays(61));
        await RunDueAsync(server.Services);
        await RunDueAsync(server.Services);
        await LogInAsync();

        JsonArray runs = await RunsAsync(id, atLeast: 2);
        Assert.Equal(["consent_required", "completed"], runs.Select(run => (string?)run!["outcome"]));
        Assert.Single(webhook.Calls);
    }

    [CrmTheory]
    [InlineData("{}", "cron")]
    [InlineData("""{"cron":"* * * * *","every_minutes":5}""", "cron")]
    [InlineData("""{"cron":"every day"}""", "cron")]
    [InlineData("""{"cron":"0 0 30 2 *"}""", "cron")]
    [InlineData("""{"every_minutes":0}""", "every_minutes")]
    [InlineData("""{"every_minutes":"5"}""", "every_minutes")]
    [InlineData("""{"cron":"* * * * *","time_zone":"Mars/Base"}""", "time_zone")]
    public async Task Schedule_that_is_none_is_refused(string body, string param)
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeSchedulerAsync(webhook, """{"every_minutes":5}""");

        CrmAnswer refused = (await Asked.PutAsync($"/api/v3/schedulers/{id}/schedule", body)).ShouldHaveStatus(400);

        Assert.Equal(("invalid_input", param), ((string?)refused.Json!["code"], (string?)refused.Json["data"]!["param"]));
    }

    [CrmFact]
    public async Task Schedule_is_for_the_owner_and_ends_when_it_is_removed()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeSchedulerAsync(webhook, """{"every_minutes":5}""");
        (await Author.PutAsync($"/api/v3/schedulers/{id}/schedule", """{"every_minutes":1}""")).ShouldHaveStatus(404);

        (await Asked.DeleteAsync($"/api/v3/schedulers/{id}/schedule")).ShouldBeEmpty(204);

        Clock.Advance(TimeSpan.FromMinutes(10));
        await RunDueAsync(server.Services);
        Assert.Empty(await RunsAsync(id, atLeast: 0));
        (await Asked.GetAsync($"/api/v3/schedulers/{id}/schedule")).ShouldHaveStatus(404);
    }

    private static Task RunDueAsync(IServiceProvider services) => services.GetRequiredService<SchedulerRunner>().RunDueAsync(CancellationToken.None);

    // The user owns it, since it runs for its owner.
    private async Task<string> MakeSchedulerAsync(Receiver webhook, string schedule)
    {
        CrmAnswer made = await Asked.PostAsync(
            "/api/v3/schedulers",
            $$"""{"name":"digest","execution_type":"webhook","execution_url":"{{webhook.Address}}/digest","handlers":[{"type":"execution_handler","permissions":["user"]}]}""");
        string id = (string)made.ShouldHaveStatus(201).Json!["data"]!["id"]!;
        (await Asked.PutAsync($"/api/v3/schedulers/{id}/schedule", schedule)).ShouldHaveStatus(200);
        return id;
    }

    private async Task AgreeToAsync(string id)
    {
        JsonNode asked = (await Asked.PostAsync($"/api/v3/schedulers/{id}/executions", """{"handler":"execution_handler"}""")).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!;
        Assert.InRange((await Asked.PostAsync($"/api/v3/consentrequests/{asked["id"]}/grant", $$"""{"digest":"{{asked["manifest"]!["digest"]}}"}""")).Status, 200, 201);
    }

    // The servers look for themselves as well: a run that one of them has begun ends a moment later.
    private async Task<JsonArray> RunsAsync(string id, int atLeast)
    {
        for (int look = 0; ; look++)
        {
            JsonArray runs = (await Asked.GetAsync($"/api/v3/schedulers/{id}/runs")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
            if (look == 100 || (runs.Count >= atLeast && runs.All(run => run!["outcome"] is not null)))
            {
                return runs;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private WebApplicationFactory<Program> Start() => new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Crm", server.ConnectionString);
        builder.AllowThisMachine();
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(server.Clock));
    });
}

public sealed class SchedulersOnSqlite(RuntimeOnSqliteServer server) : SchedulerTests<RuntimeOnSqliteServer>(server);

public sealed class SchedulersOnPostgres(RuntimeOnPostgresServer server) : SchedulerTests<RuntimeOnPostgresServer>(server);
