using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Consents.Webhooks;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

/// <summary>What the server of a component hears of consents to it.</summary>
public abstract class NoticeTests<TServer>(TServer server) : RuntimeTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Event = "X-PrivacyCrm-Event";

    [CrmFact]
    public async Task Server_hears_of_each_yes_and_of_its_end_in_order_signed_and_by_ids_and_keys_alone()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeListenerAsync(webhook);
        string secret = (string)(await Author.PostAsync($"/api/v3/commands/{id}/secret")).ShouldHaveStatus(201).Json!["data"]!["secret"]!;

        await AgreeAsync(id, "\"object:location\"");
        await DeclareMoreAsync(id);
        await AgreeAsync(id);
        (await Asked.DeleteAsync($"/api/v3/consents?component_id={id}")).ShouldBeEmpty(204);
        List<ReceivedCall> calls = await HeardAsync(webhook, 4);

        Assert.Equal(["granted", "superseded", "granted", "revoked"], calls.Select(KindOf));
        List<JsonNode> audit = [.. (await Author.GetAsync($"/api/v3/consents/audit?component_id={id}")).ShouldHaveStatus(200).Json!["data"]!.AsArray().Select(entry => entry!)];
        Assert.All(calls, call =>
        {
            JsonNode entry = JsonNode.Parse(call.Body)!;
            Assert.Equal("consent_event", (string?)entry["type"]);
            Assert.Equal(call.Headers[Event], (string?)entry["data"]!["id"]);
            Assert.Contains(audit, one => JsonNode.DeepEquals(one, entry["data"]));
            byte[] signed = Encoding.UTF8.GetBytes($"{call.Headers["X-PrivacyCrm-Timestamp"]}.{call.Body}");
            Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}", call.Headers["X-PrivacyCrm-Signature"]);
            Assert.All((string[])["uma", "ada", "company.example.com", "nearby", "places around"], named => Assert.DoesNotContain(named, call.Body, StringComparison.OrdinalIgnoreCase));
        });
        Assert.Equal("revoked_by_user", (string?)DataOf(calls[^1])["reason"]);
    }

    [CrmFact]
    public async Task That_a_consent_ran_out_is_told_at_its_second_and_not_before()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeListenerAsync(webhook);
        await AgreeAsync(id);
        await HeardAsync(webhook, 1);

        Clock.Advance(TimeSpan.FromDays(60) - TimeSpan.FromSeconds(1));
        await TellAsync(server.Services);
        Assert.Single(webhook.Calls);
        Clock.Advance(TimeSpan.FromSeconds(1));

        List<ReceivedCall> calls = await HeardAsync(webhook, 2);
        Assert.Equal(["granted", "expired"], calls.Select(KindOf));
        Assert.Equal((string?)DataOf(calls[0])["consent_id"], (string?)DataOf(calls[1])["consent_id"]);
        Assert.Null(DataOf(calls[1])["actor_id"]);
    }

    [CrmFact]
    public async Task Nobody_hears_of_a_no_and_only_who_asks_for_it_hears_anything()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        string deaf = await MakeCommandAsync(webhook.Address);
        await AgreeAsync(deaf);
        string id = await MakeListenerAsync(webhook);
        string request = (string)(await RunAsync(id)).ShouldHaveStatus(403).Json!["data"]!["consent_request"]!["id"]!;
        (await Asked.PostAsync($"/api/v3/consentrequests/{request}/deny")).ShouldHaveStatus(200);
        await TellAsync(server.Services);
        Assert.Empty(webhook.Calls);

        // Whoever asks later hears of the end of what was agreed to before.
        (await Author.PatchAsync($"/api/v3/commands/{deaf}", """{"consent_events":true}""")).ShouldHaveStatus(200);
        (await Author.PatchAsync($"/api/v3/commands/{deaf}", """{"consent_events":false}""")).ShouldHaveStatus(200);
        (await Author.PatchAsync($"/api/v3/commands/{deaf}", """{"consent_events":true}""")).ShouldHaveStatus(200);
        (await Asked.DeleteAsync($"/api/v3/consents?component_id={deaf}")).ShouldBeEmpty(204);
        Assert.Equal("revoked", KindOf(Assert.Single(await HeardAsync(webhook, 1))));

        // And whoever asks no more hears nothing more.
        await AgreeAsync(id);
        await HeardAsync(webhook, 2);
        (await Author.PatchAsync($"/api/v3/commands/{id}", """{"consent_events":false}""")).ShouldHaveStatus(200);
        (await Asked.DeleteAsync($"/api/v3/consents?component_id={id}")).ShouldBeEmpty(204);
        await TellAsync(server.Services);
        Assert.Equal(2, webhook.Calls.Count);
    }

    [CrmFact]
    public async Task What_was_not_heard_is_told_again_in_order_and_given_up_after_eight_times()
    {
        bool isDeaf = true;
        await using Receiver webhook = await Receiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = isDeaf ? 503 : 200;
            return Task.CompletedTask;
        });
        string id = await MakeListenerAsync(webhook);
        await AgreeAsync(id);
        (await Asked.DeleteAsync($"/api/v3/consents?component_id={id}")).ShouldBeEmpty(204);
        int tries = 1;
        foreach (TimeSpan wait in (TimeSpan[])[TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)])
        {
            await HeardAsync(webhook, tries++);
            Clock.Advance(wait);
        }

        // The eighth time is the last one, and then what comes after it has its turn.
        Assert.Single((await HeardAsync(webhook, 9)).Take(8).Select(call => call.Headers[Event]).Distinct());
        isDeaf = false;
        Clock.Advance(TimeSpan.FromSeconds(30));

        List<ReceivedCall> calls = await HeardAsync(webhook, 10);
        Assert.Equal(["granted", "revoked", "revoked"], calls.Skip(7).Select(KindOf));
        Assert.Equal(calls[8].Headers[Event], calls[9].Headers[Event]);
    }

    [CrmFact]
    public async Task Two_servers_tell_each_event_once_and_one_goes_on_where_another_stopped()
    {
        await using Receiver webhook = await Receiver.StartAsync();
        await using WebApplicationFactory<Program> other = server.StartAnother(builder => builder.AllowThisMachine());
        string[] ids = [await MakeListenerAsync(webhook), await MakeListenerAsync(webhook), await MakeListenerAsync(webhook)];
        foreach (string id in ids)
        {
            await AgreeAsync(id);
            await Asked.DeleteAsync($"/api/v3/consents?component_id={id}");
            await AgreeAsync(id);
        }

        Clock.Advance(TimeSpan.FromDays(60));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(index => TellAsync(index % 2 == 0 ? server.Services : other.Services)));

        List<ReceivedCall> calls = await HeardAsync(webhook, 12);
        Assert.Equal(12, calls.Select(call => call.Headers[Event]).Distinct().Count());
        Assert.All(calls.GroupBy(call => (string?)DataOf(call)["component_id"]), own => Assert.Equal(["granted", "revoked", "granted", "expired"], own.Select(KindOf)));
    }

    [CrmFact]
    public async Task Consent_ends_where_it_was_given_to_and_also_with_its_component()
    {
        await using Receiver old = await Receiver.StartAsync();
        await using Receiver webhook = await Receiver.StartAsync();
        string id = await MakeListenerAsync(old);
        await AgreeAsync(id);
        await HeardAsync(old, 1);
        (await Author.PatchAsync($"/api/v3/commands/{id}", $$"""{"execution_url":"{{webhook.Address}}/moved"}""")).ShouldHaveStatus(200);
        await AgreeAsync(id);
        Assert.Equal(["granted", "superseded"], (await HeardAsync(old, 2)).Select(KindOf));

        // The same server by another path is the same server.
        (await Author.PatchAsync($"/api/v3/commands/{id}", $$"""{"execution_url":"{{webhook.Address}}/again"}""")).ShouldHaveStatus(200);
        (await Author.DeleteAsync($"/api/v3/commands/{id}")).ShouldBeEmpty(204);

        List<ReceivedCall> calls = await HeardAsync(webhook, 2);
        Assert.Equal(["granted", "revoked"], calls.Select(KindOf));
        Assert.Equal("component_deleted", (string?)DataOf(calls[1])["reason"]);
        Assert.Equal(2, old.Calls.Count);
    }

    [CrmTheory]
    [InlineData("""{"name":"x","consent_events":true}""")]
    [InlineData("""{"name":"x","consent_events":"yes","execution_type":"webhook","execution_url":"https://a.example.com"}""")]
    public async Task Only_what_has_a_server_can_ask_for_it(string json)
    {
        CrmAnswer refused = (await Author.PostAsync("/api/v3/commands", json)).ShouldHaveStatus(400);

        Assert.Equal("consent_events", (string?)refused.Json!["data"]!["param"]);
    }

    private static Task TellAsync(IServiceProvider services) => services.GetRequiredService<NoticeTeller>().RunDueAsync(CancellationToken.None);

    private static JsonNode DataOf(ReceivedCall call) => JsonNode.Parse(call.Body)!["data"]!;

    private static string KindOf(ReceivedCall call) => ((string)DataOf(call)["event"]!)["consent.".Length..];

    private Task DeclareMoreAsync(string id) => Author.PutAsync(
        $"/api/v3/commands/{id}/accesses", """{"accesses":[{"id":"object:location","purpose":"p"},{"id":"api:GET https://maps.example.com/*","purpose":"p"}]}""");

    private async Task<string> MakeListenerAsync(Receiver webhook)
    {
        string id = await MakeCommandAsync(webhook.Address);
        JsonNode component = (await Author.PatchAsync($"/api/v3/commands/{id}", """{"consent_events":true}""")).ShouldHaveStatus(200).Json!["data"]!;
        Assert.True((bool)component["consent_events"]!);
        return id;
    }

    // The servers look for themselves as well: what one of them has begun arrives a moment later.
    private async Task<List<ReceivedCall>> HeardAsync(Receiver webhook, int count)
    {
        for (int look = 0; look < 100; look++)
        {
            await TellAsync(server.Services);
            if (webhook.Calls.Count >= count)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(count, webhook.Calls.Count);
        return [.. webhook.Calls];
    }
}

public sealed class NoticesOnSqlite(RuntimeOnSqliteServer server) : NoticeTests<RuntimeOnSqliteServer>(server);

public sealed class NoticesOnPostgres(RuntimeOnPostgresServer server) : NoticeTests<RuntimeOnPostgresServer>(server);
