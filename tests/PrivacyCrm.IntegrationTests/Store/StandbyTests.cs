using Microsoft.AspNetCore.Mvc.Testing;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>What holds when reads go to a standby.</summary>
public abstract class StandbyTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : StandbyCrmServer
{
    [CrmTheory]
    [InlineData("GET", "Leads?fields=Last_Name")]
    [InlineData("GET", "Leads/search?criteria=(Last_Name:equals:Streamed)")]
    [InlineData("GET", "Leads/search?word=Streamed")]
    [InlineData("GET", "Leads/actions/count")]
    [InlineData("POST", "coql")]
    public async Task Pages_and_counts_are_read_from_a_standby_that_has_everything(string method, string path)
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Streamed"}""");
        await server.CatchUpAsync();
        using SentStatements sent = new(server.StandbyPort);

        CrmAnswer answer = await Admin.SendAsync(new HttpMethod(method), path, method == "POST" ? """{"select_query":"select Last_Name from Leads where Last_Name = 'Streamed'"}""" : null);

        answer.ShouldHaveStatus(200);
        Assert.True(sent.OfRecords > 0, "Nothing was read from the standby.");
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

    [CrmFact]
    public async Task Reads_go_on_at_the_primary_when_the_standby_is_gone()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Remaining"}""");
        (PostgresServer standby, string connectionString) = await server.AddStandbyAsync();
        await using WebApplicationFactory<Program> other = server.StartAnother(builder => builder.UseSetting("ConnectionStrings:Crm", connectionString));
        CrmClient there = Admin with { Http = other.CreateClient() };
        Assert.Equal([id], (await there.GetAsync("Leads?fields=id")).Ids);

        await standby.StopAsync();

        for (int round = 0; round < 3; round++)
        {
            Assert.Equal([id], (await there.GetAsync("Leads?fields=id")).Ids);
            Assert.Equal([id], (await there.SearchAsync("Leads", "(Last_Name:equals:Remaining)")).Ids);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

public sealed class StandbyOnPostgres(StandbyCrmServer server) : StandbyTests<StandbyCrmServer>(server);
