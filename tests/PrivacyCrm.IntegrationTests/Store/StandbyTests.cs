using Microsoft.AspNetCore.Mvc.Testing;
using PrivacyCrm.IntegrationTests.Http.Coql;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>What holds when reads go to a standby.</summary>
public abstract class StandbyTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : StandbyCrmServer
{
    [CrmTheory]
    [MemberData(nameof(StandbyOnPostgres.Reads), MemberType = typeof(StandbyOnPostgres))]
    public async Task Pages_and_counts_are_read_from_a_standby_that_has_everything(string read)
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Streamed"}""");
        using SentStatements sent = new(server.StandbyPort);

        CrmAnswer answer = await ReadUntilAsync(() => sent.OfRecords > 0, Admin, read);

        answer.ShouldHaveStatus(200);
        Assert.True(sent.OfRecords > 0, "Nothing was read from the standby.");
    }

    [CrmTheory]
    [MemberData(nameof(StandbyOnPostgres.Reads), MemberType = typeof(StandbyOnPostgres))]
    public async Task Read_that_the_standby_loses_on_the_way_is_done_at_the_primary(string read)
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Streamed"}""");
        CrmAnswer expected = await ReadAsync(Admin, read);
        await using Relay relay = new(server.StandbyPort);
        await using WebApplicationFactory<Program> other = server.StartBehind(relay);
        relay.CutAt("organization_id"u8);

        CrmAnswer answer = await ReadUntilAsync(() => relay.Losses > 0, Admin with { Http = other.CreateClient() }, read);

        Assert.Equal((200, expected.Text, 1), (answer.Status, answer.Text, relay.Losses));
    }

    [CrmTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Standby_that_does_not_answer_is_read_again_when_it_does(bool isClosed)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Returning"}""");
        await using Relay relay = new(server.StandbyPort);
        await using WebApplicationFactory<Program> other = server.StartBehind(relay);
        CrmClient there = Admin with { Http = other.CreateClient() };
        (await there.GetAsync("Leads?fields=id")).ShouldHaveStatus(200);
        await server.CatchUpAsync();
        (isClosed ? relay.Close : (Action)relay.Silence)();

        Assert.Equal([id], (await there.GetAsync("Leads?fields=id")).Ids);

        Assert.True(relay.Losses > 0, "The standby was not asked.");
        relay.Restore();
        using SentStatements sent = new(relay.Port);
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (sent.OfRecords == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, end.Token);
            await server.CatchUpAsync();
            Assert.Equal([id], (await there.GetAsync("Leads?fields=id")).Ids);
        }
    }

    [CrmFact]
    public async Task No_reader_notices_that_the_standby_stops()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Remaining"}""");
        (PostgresServer standby, string connectionString) = await server.AddStandbyAsync();
        await using WebApplicationFactory<Program> other = server.StartAnother(builder => builder.UseSetting("ConnectionStrings:Crm", connectionString));
        CrmClient there = Admin with { Http = other.CreateClient() };
        using SentStatements sent = new(standby.Port);
        bool isStopped = false;
        Task[] readers = [.. Enumerable.Range(0, 6).Select(_ => ReadUntilAsync(() => isStopped))];
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (sent.OfRecords < 100)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, end.Token);
        }

        await standby.StopAsync();
        isStopped = true;

        await Task.WhenAll(readers);

        async Task ReadUntilAsync(Func<bool> isEnough)
        {
            for (int more = 0; more < 3; more += isEnough() ? 1 : 0)
            {
                Assert.Equal([id], (await there.GetAsync("Leads?fields=id")).Ids);
                Assert.Equal([id], (await there.SearchAsync("Leads", "(Last_Name:equals:Remaining)")).Ids);
                Assert.Equal([id], (await ReadAsync(there, "select id from Leads where Last_Name = 'Remaining'")).Ids);
                Clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    [CrmFact]
    public async Task Server_that_ends_leaves_no_connection_to_the_standby()
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Streamed"}""");
        await server.CatchUpAsync();
        const string Connections = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'ending'";
        await using (WebApplicationFactory<Program> other = server.StartAnother(builder => builder.UseSetting("ConnectionStrings:Crm", $"{server.ConnectionString};Application Name=ending")))
        {
            (await (Admin with { Http = other.CreateClient() }).GetAsync("Leads?fields=id")).ShouldHaveStatus(200);
            Assert.NotEqual(0L, await server.AskStandbyAsync(Connections));
        }

        // The other side notices a moment later.
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!0L.Equals(await server.AskStandbyAsync(Connections)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, end.Token);
        }
    }

    [CrmFact]
    public async Task Single_records_and_what_writes_need_is_read_from_the_primary()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Alone","Email":"alone@example.com"}""");
        await server.CatchUpAsync();
        using SentStatements sent = new(server.StandbyPort);

        (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200);
        (await Admin.GetAsync($"Leads?fields=Last_Name&ids={id}")).ShouldHaveStatus(200);
        (await Admin.PostAsync("Leads/upsert", """{"data":[{"Last_Name":"Alone","Email":"alone@example.com"}],"duplicate_check_fields":["Email"]}""")).ShouldHaveStatus(200);

        Assert.Equal(0, sent.OfRecords);
    }

    [CrmFact]
    public async Task What_was_written_is_read_on_every_server_at_once_though_the_standby_is_behind()
    {
        string gone = await Admin.CreateAsync("Leads", """{"Last_Name":"Gone"}""");
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = Admin with { Http = other.CreateClient() };
        await server.CatchUpAsync();
        Assert.Equal([gone], (await there.GetAsync("Leads?fields=id")).Ids);
        await server.AskStandbyAsync("SELECT pg_wal_replay_pause()");
        try
        {
            string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Fresh"}""");
            (await Admin.DeleteAsync($"Leads/{gone}")).ShouldHaveStatus(200);

            foreach (CrmClient client in new[] { there, Admin })
            {
                Assert.Equal([id], (await client.GetAsync("Leads?fields=id")).Ids);
                Assert.Equal([id], (await client.SearchAsync("Leads", "(Last_Name:equals:Fresh)")).Ids);
                Assert.Equal([id], (await client.GetAsync("Leads/search?word=Fresh")).Ids);
                Assert.Equal(1, (int)(await client.GetAsync("Leads/actions/count")).Json!["count"]!);
                Assert.Equal([id], (await client.PostAsync("coql", """{"select_query":"select id from Leads where Last_Name = 'Fresh'"}""")).Ids);
                (await client.SearchAsync("Leads", "(Last_Name:equals:Gone)")).ShouldHaveStatus(204);
            }
        }
        finally
        {
            await server.AskStandbyAsync("SELECT pg_wal_replay_resume()");
        }
    }

    [CrmFact]
    public async Task Closed_field_is_closed_though_the_standby_does_not_know_it_yet()
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Closed","Email":"closed@example.com"}""");
        await using WebApplicationFactory<Program> other = server.StartAnother();
        CrmClient there = Admin with { Http = other.CreateClient() };
        await server.CatchUpAsync();
        Assert.Equal("closed@example.com", (string?)(await there.GetAsync("Leads?fields=Email")).First["Email"]);
        await server.AskStandbyAsync("SELECT pg_wal_replay_pause()");
        try
        {
            await Org.RestrictAsync("Leads", "Email");
            Clock.Advance(TimeSpan.FromSeconds(1));

            Assert.Null((await there.GetAsync("Leads?fields=Email")).First["Email"]);
            Assert.Null((await there.SearchAsync("Leads", "(Last_Name:equals:Closed)")).First["Email"]);
            (await there.SearchAsync("Leads", "(Email:equals:closed@example.com)")).ShouldHaveStatus(400);
            (await there.GetAsync("Leads/search?email=closed@example.com")).ShouldHaveStatus(204);
        }
        finally
        {
            await server.AskStandbyAsync("SELECT pg_wal_replay_resume()");
        }
    }

    // The primary tidies up behind its readers, so that the standby may be a moment behind again.
    private async Task<CrmAnswer> ReadUntilAsync(Func<bool> isSeen, CrmClient client, string read)
    {
        CrmAnswer answer;
        int attempts = 0;
        do
        {
            await server.CatchUpAsync();
            answer = await ReadAsync(client, read);
        }
        while (!isSeen() && answer.Status == 200 && attempts++ < 20);

        return answer;
    }

    private static Task<CrmAnswer> ReadAsync(CrmClient client, string read) =>
        read.StartsWith("select", StringComparison.Ordinal) ? client.AskAsync(read) : client.GetAsync(read);
}

public sealed class StandbyOnPostgres(StandbyCrmServer server) : StandbyTests<StandbyCrmServer>(server)
{
    public static TheoryData<string> Reads =>
    [
        "Leads?fields=Last_Name",
        "Leads/search?criteria=(Last_Name:equals:Streamed)",
        "Leads/search?word=Streamed",
        "Leads/actions/count",
        "select Last_Name from Leads where Last_Name = 'Streamed'",
        "select Last_Name, COUNT(id) from Leads where Last_Name = 'Streamed' group by Last_Name",
    ];
}
