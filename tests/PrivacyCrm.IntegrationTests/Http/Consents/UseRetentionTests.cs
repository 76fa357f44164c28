using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>What is forgotten after its time, and what never is.</summary>
public abstract class UseRetentionTests<TServer>(TServer server) : PlatformTests<TServer>(server, isShared: false)
    where TServer : CrmServer, IConsentServer
{
    [CrmFact]
    public async Task Uses_are_forgotten_after_their_time_and_their_number_the_answer_and_the_end_are_not()
    {
        string command = await CommandAsync("""{"id":"object:location","purpose":"p"}""");
        string consent = (string)(await AgreeAsync(User, command))["id"]!;
        (await RunAsync(User, command)).ShouldHaveStatus(200);
        (await RunAsync(User, command)).ShouldHaveStatus(200);
        await AdvanceAsync(TimeSpan.FromDays(59));
        (await RunAsync(User, command)).ShouldHaveStatus(200);
        JsonNode before = await ConsentAsync(consent);

        await AdvanceAsync(Execution.KeptFor - TimeSpan.FromDays(59));
        await ForgetAsync();
        Assert.Equal(["consent.granted", "consent.used", "consent.used", "consent.used", "consent.expired"], await EventsAsync(consent));
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await ForgetAsync();

        Assert.Equal(["consent.granted", "consent.used", "consent.expired"], await EventsAsync(consent));
        JsonNode after = await ConsentAsync(consent);
        Assert.Equal(3, (int)after["use_count"]!);
        Assert.Equal((string?)before["last_used_at"], (string?)after["last_used_at"]);
        await AdvanceAsync(TimeSpan.FromDays(60));
        await ForgetAsync();
        Assert.Equal(["consent.granted", "consent.expired"], await EventsAsync(consent));
        Assert.Equal(after.ToJsonString(), (await ConsentAsync(consent)).ToJsonString());
        Assert.DoesNotContain(command, await DatabaseText.ReadAsync(Server.ConnectionString, table => table == "executions" || table == "scheduled_runs"), StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task What_was_refused_is_told_as_long_as_the_organization_is_there()
    {
        string command = await CommandAsync("""{"id":"object:location","purpose":"p"}""");
        (await RunAsync(User, command)).ShouldHaveStatus(403);

        await AdvanceAsync(Execution.KeptFor + TimeSpan.FromDays(1));
        await ForgetAsync();

        JsonArray audit = (await Admin.GetAsync($"/api/v3/consents/audit?component_id={command}")).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        Assert.Equal(["consent.requested", "consent.blocked"], audit.Select(entry => (string?)entry!["event"]));
    }

    private Task ForgetAsync() => Server.Services.GetRequiredService<IConsentStore>().ForgetUsesAsync(Clock.GetUtcNow() - Execution.KeptFor, CancellationToken.None);

    private async Task<JsonNode> ConsentAsync(string id) => (await User.GetAsync($"/api/v3/consents/{id}")).ShouldHaveStatus(200).Json!["data"]!;

    private async Task<IEnumerable<string?>> EventsAsync(string id) =>
        (await User.GetAsync($"/api/v3/consents/{id}/history")).ShouldHaveStatus(200).Json!["data"]!.AsArray().Select(entry => (string?)entry!["event"]);
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class UseRetentionTestsOnSqlite(SqliteConsentServer server) : UseRetentionTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class UseRetentionTestsOnPostgres(PostgresConsentServer server) : UseRetentionTests<PostgresConsentServer>(server);
