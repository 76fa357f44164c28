using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>What consents promise whatever happens: random rounds of callers at the same time, a component that changes, and a clock that moves.</summary>
public abstract class ConsentInvariantTests<TServer>(TServer server) : PlatformTests<TServer>(server, isShared: false)
    where TServer : CrmServer, IConsentServer
{
    private const int Rounds = 6;
    private const int Callers = 8;

    private static readonly string[] Objects = ["location", "chat", "user"];

    private readonly ConcurrentBag<JsonNode> _payloads = [];
    private readonly Dictionary<string, string> _ended = [];
    private readonly List<(DateTimeOffset Until, HashSet<string> Required)> _manifests = [];

    [CrmTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_callers_do_at_once_what_consents_promise_holds(int seed)
    {
        Random random = new(seed);
        Handlers.While = payload =>
        {
            _payloads.Add(payload.DeepClone());
            return Task.CompletedTask;
        };
        HashSet<string> required = ["object:location"];
        string command = await CommandAsync(AccessesOf(required), string.Join(',', Objects.Select(name => $"\"{name}\"")));
        for (int round = 0; round < Rounds; round++)
        {
            CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => ActAsync(random.Next(9), random.Next(2) == 0 ? User : Admin, command)));
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 or 204 or 403 or 409, answer.ToString()));
            _manifests.Add((Clock.GetUtcNow(), required));
            await ShouldHoldAsync(command);

            // Half of the time to where what was just given has run out, and often nobody ended it before.
            await AdvanceAsync(TimeSpan.FromDays(random.Next(2) == 0 ? 60 : random.Next(1, 40)));
            await ShouldHoldAsync(command);
            required = [.. Objects.Where(_ => random.Next(2) == 0).Append("location").Select(name => $"object:{name}")];
            (await Admin.PutAsync($"/api/v3/commands/{command}/accesses", $$"""{"accesses":[{{AccessesOf(required)}}]}""")).ShouldHaveStatus(200);
            await ShouldHoldAsync(command);
        }

        Assert.NotEmpty(_ended);
        Assert.NotEmpty(_payloads);
    }

    [CrmTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task More_makes_every_consent_too_little_and_less_makes_none(int seed)
    {
        Random random = new(seed);
        List<int> wanted = [0];
        string command = await CommandAsync(CallsTo(wanted), "\"location\"");
        foreach (int step in Enumerable.Range(1, 10))
        {
            foreach (CrmClient client in (CrmClient[])[User, Admin])
            {
                CrmAnswer ran = await RunAsync(client, command);
                _ = ran.Status == 403 ? (await GrantAsync(client, ran)).ShouldHaveStatus(201) : ran.ShouldHaveStatus(200);
            }

            List<int> agreed = [.. wanted];
            bool isMore = random.Next(2) == 0;
            wanted = isMore ? [.. wanted, step] : [.. wanted.Where(_ => random.Next(2) == 0)];
            await DeclareAsync(command, wanted);
            await EverybodyShouldAsync(isMore ? "consent_required" : "allow", command);
            if (isMore)
            {
                Assert.Equal("accesses_added", ReasonOf(await RunAsync(User, command)));
                await DeclareAsync(command, agreed);
                await EverybodyShouldAsync("allow", command);
                await DeclareAsync(command, wanted);
            }
        }
    }

    private static string CallsTo(List<int> servers) => string.Join(',', servers.Select(number => $$"""{"id":"api:GET https://s{{number}}.example.com/*","purpose":"p"}"""));

    private static string AccessesOf(HashSet<string> required) =>
        string.Join(',', Objects.Select(name => $$"""{"id":"object:{{name}}","purpose":"p","required":{{(required.Contains($"object:{name}") ? "true" : "false")}}}"""));

    private static async Task<CrmAnswer> ActAsync(int what, CrmClient client, string command)
    {
        switch (what)
        {
            case 0: return await RunAsync(client, command);
            case 1: return await client.DeleteAsync($"/api/v3/consents?component_id={command}");
            default:
                CrmAnswer ran = await RunAsync(client, command);
                return ran.Status != 403 ? ran : await GrantAsync(client, ran, what == 2 ? RequiredOf(ran) : null);
        }
    }

    private static string RequiredOf(CrmAnswer asked) => string.Join(',', asked.Json!["data"]!["consent_request"]!["accesses"]!["objects"]!.AsArray()
        .Where(access => (bool)access!["required"]!).Select(access => access!["id"]!.ToJsonString()));

    private async Task DeclareAsync(string command, List<int> servers) =>
        (await Admin.PutAsync($"/api/v3/commands/{command}/accesses", $$"""{"accesses":[{{CallsTo(servers)}}]}""")).ShouldHaveStatus(200);

    private async Task EverybodyShouldAsync(string decision, string command)
    {
        foreach (CrmClient client in (CrmClient[])[User, Admin])
        {
            Assert.Equal(decision, (string?)(await client.GetAsync($"/api/v3/commands/{command}/consentprompt")).ShouldHaveStatus(200).Json!["data"]!["decision"]);
        }
    }

    private static DateTimeOffset Time(JsonNode? value) => DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture);

    private async Task ShouldHoldAsync(string command)
    {
        Dictionary<string, JsonNode> grants = (await DataAsync(Admin, $"consents?component_id={command}")).ToDictionary(grant => (string)grant["id"]!);
        List<JsonNode> audit = await DataAsync(Admin, $"consents/audit?component_id={command}");
        Assert.All(grants.Values, grant => Assert.Equal(TimeSpan.FromDays(60), Time(grant["expires_at"]) - Time(grant["granted_at"])));
        OneShouldCountAtMost(grants.Values);
        NoneShouldBeginAgain(grants.Values);
        RunsShouldHaveHadConsent(grants, audit);
        PayloadsShouldHoldWhatWasGranted(grants);
        Assert.All(await DataAsync(User, "consents"), grant => Assert.Equal(Org.UserId, (string?)grant["subject_id"]));
        foreach ((CrmClient client, string subject) in new[] { (User, Org.UserId), (Admin, Org.AdminId) })
        {
            Assert.True((await DataAsync(client, "consentrequests?state=pending")).Count(one => (string?)one["component"]!["id"] == command) <= 1);
            JsonNode? active = grants.Values.SingleOrDefault(grant => (string?)grant["state"] == "active" && (string?)grant["subject_id"] == subject);
            HashSet<string> required = await RequiredNowAsync(client, command);
            string decision = active is not null && required.IsSubsetOf(TextsOf(active["access_ids"])) ? "allow" : "consent_required";
            Assert.Equal(decision, (string?)(await client.GetAsync($"/api/v3/commands/{command}/consentprompt")).ShouldHaveStatus(200).Json!["data"]!["decision"]);
        }
    }

    // Of one subject each ends before the next begins.
    private static void OneShouldCountAtMost(IEnumerable<JsonNode> grants) => Assert.All(grants.GroupBy(grant => (string?)grant["subject_id"]), own =>
    {
        List<JsonNode> ordered = [.. own.OrderBy(grant => long.Parse((string)grant["id"]!, CultureInfo.InvariantCulture))];
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First["ended_at"] is { } ended && Time(ended) <= Time(pair.Second["granted_at"])));
    });

    // What ended stays as it is told, also when a later consent has noted that it ran out.
    private void NoneShouldBeginAgain(IEnumerable<JsonNode> grants)
    {
        foreach (JsonNode grant in grants.Where(grant => (string?)grant["state"] != "active"))
        {
            string told = grant.ToJsonString();
            Assert.Equal(_ended.GetValueOrDefault((string)grant["id"]!, told), told);
            _ended[(string)grant["id"]!] = told;
        }
    }

    private void RunsShouldHaveHadConsent(Dictionary<string, JsonNode> grants, List<JsonNode> audit) =>
        Assert.All(audit.Where(entry => (string?)entry["event"] == "consent.used"), used =>
        {
            JsonNode grant = grants[(string)used["consent_id"]!];
            DateTimeOffset start = Time(used["time"]);
            Assert.True(Time(grant["granted_at"]) <= start && start < Time(grant["expires_at"]) && (grant["ended_at"] is not { } ended || start <= Time(ended)), $"{grant}\n{used}");
            HashSet<string> required = _manifests.First(manifest => start <= manifest.Until).Required;
            Assert.True(required.IsSubsetOf(TextsOf(used["access_ids"])), used.ToString());
        });

    private void PayloadsShouldHoldWhatWasGranted(Dictionary<string, JsonNode> grants) => Assert.All(_payloads, payload =>
    {
        IEnumerable<string> handed = payload["params"]!.AsObject().Select(member => member.Key).Where(key => key != "access").Select(key => $"object:{key}");
        Assert.Empty(handed.Except(TextsOf(grants[(string)payload["consent"]!["grant_id"]!]["access_ids"])));
    });

    private static IEnumerable<string> TextsOf(JsonNode? keys) => keys!.AsArray().Select(key => (string)key!);

    private static async Task<HashSet<string>> RequiredNowAsync(CrmClient client, string command) =>
        [.. (await client.GetAsync($"/api/v3/commands/{command}/accesses")).ShouldHaveStatus(200).Json!["data"]!["accesses"]!["objects"]!.AsArray()
            .Where(access => (bool)access!["required"]!).Select(access => (string)access!["id"]!)];
}

[Collection(ConsentsOnSqlite.Name)]
public sealed class ConsentInvariantTestsOnSqlite(SqliteConsentServer server) : ConsentInvariantTests<SqliteConsentServer>(server);

[Collection(ConsentsOnPostgres.Name)]
public sealed class ConsentInvariantTestsOnPostgres(PostgresConsentServer server) : ConsentInvariantTests<PostgresConsentServer>(server);
