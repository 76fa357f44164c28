using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Records;

public abstract class ConcurrencyTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const int Clients = 32;

    [CrmFact]
    public async Task Of_many_creates_of_one_unique_value_one_succeeds()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");

        CrmAnswer[] answers = await TogetherAsync(number => Admin.PostAsync("Leads", $$"""{"data":[{"Last_Name":"L{{number}}","Member_No":"{{(number % 2 == 0 ? "one" : "ONE")}}"}]}"""));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(["DUPLICATE_DATA"], answer.ShouldHaveStatus(400).Codes));
        (await Admin.GetAsync("Leads/actions/count")).ShouldBe(200, """{"count":1}""");
    }

    [CrmFact]
    public async Task Of_many_upserts_of_one_address_one_inserts_and_all_succeed()
    {
        CrmAnswer[] answers = await TogetherAsync(number => Admin.PostAsync("Leads/upsert", $$"""{"data":[{"Last_Name":"L{{number}}","Email":"same@example.com"}]}"""));

        Assert.All(answers, answer => answer.ShouldHaveStatus(200));
        Assert.Equal(1, answers.Count(answer => (string?)answer.First["action"] == "insert"));
        Assert.Single(answers.Select(answer => (string?)answer.First["details"]!["id"]).Distinct());
        (await Admin.GetAsync("Leads/actions/count")).ShouldBe(200, """{"count":1}""");
    }

    [CrmFact]
    public async Task Changes_of_different_fields_all_stay()
    {
        string[] fields = ["First_Name", "Company", "Designation", "City", "State", "Street", "Country", "Description"];
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");

        CrmAnswer[] answers = await TogetherAsync(number => Admin.PutAsync($"Leads/{id}", $$"""{"data":[{"{{fields[number % fields.Length]}}":"done"}]}"""));

        Assert.All(answers, answer => answer.ShouldHaveStatus(200));
        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.All(fields, field => Assert.Equal((field, "done"), (field, (string?)lead[field])));
        Assert.Equal([id], (await Admin.SearchAsync("Leads", "((Company:equals:done)and(City:equals:done)and(State:equals:done)and(Full_Name:equals:done Doe))")).Ids);
    }

    [CrmFact]
    public async Task Updates_racing_a_delete_leave_nothing_behind()
    {
        for (int round = 0; round < 4; round++)
        {
            string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Race","Email":"race@example.com"}""");

            CrmAnswer[] answers = await TogetherAsync(number => number == 7 ? Admin.DeleteAsync($"Leads/{id}") : Admin.PutAsync($"Leads/{id}", $$"""{"data":[{"Company":"c{{number}}"}]}"""), 16);

            Assert.Equal(200, answers[7].Status);
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 400, answer.ToString()));
            (await Admin.GetAsync($"Leads/{id}")).ShouldBeEmpty(204);
            (await Admin.GetAsync("Leads/search?word=Race")).ShouldBeEmpty(204);
            (await Admin.SearchAsync("Leads", "(Last_Name:equals:Race)")).ShouldBeEmpty(204);
            Assert.Equal(id, (await Admin.GetAsync("Leads/deleted?type=all")).Ids[0]);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [CrmFact]
    public async Task Batches_in_opposite_orders_do_not_lock_each_other_out()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 20).Select(number => $$"""{"Last_Name":"L{{number}}"}"""));

        CrmAnswer[] answers = await TogetherAsync(number =>
        {
            IEnumerable<string> order = number % 2 == 0 ? ids : Enumerable.Reverse(ids);
            return Admin.PutAsync("Leads", $$"""{"data":[{{string.Join(',', order.Select(id => $$"""{"id":"{{id}}","Company":"{{number}}"}"""))}}]}""");
        });

        Assert.All(answers, answer => answer.ShouldHaveStatus(200));
    }

    [CrmFact]
    public async Task Autonumbers_made_together_are_all_different()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Ticket","data_type":"autonumber","auto_number":{"start_number":1}}""");

        await TogetherAsync(number => Admin.PostAsync("Leads", $$"""{"data":[{"Last_Name":"A{{number}}"},{"Last_Name":"B{{number}}"}]}"""));

        JsonArray rows = (await Admin.GetAsync("Leads?fields=Ticket")).Json!["data"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 2 * Clients), rows.Select(row => int.Parse((string)row!["Ticket"]!, System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    [CrmFact]
    public async Task Fields_and_modules_made_together_all_exist()
    {
        CrmAnswer[] answers = await TogetherAsync(
            number => number % 2 == 0
                ? Admin.PostAsync("settings/fields?module=Leads", $$"""{"fields":[{"field_label":"F{{number}}","data_type":"text"}]}""")
                : Admin.PutAsync("privacy/preferences", """{"exclude_api_tpt":true}"""),
            12);

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201, answer.ToString()));
        string fields = (await Admin.GetAsync("settings/fields?module=Leads")).Text;
        Assert.All(Enumerable.Range(0, 6), number => Assert.Contains($"\"F{number * 2}\"", fields, StringComparison.Ordinal));
    }

    private static async Task<CrmAnswer[]> TogetherAsync(Func<int, Task<CrmAnswer>> send, int count = Clients)
    {
        TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<CrmAnswer>[] tasks = [.. Enumerable.Range(0, count).Select(async number =>
        {
            await start.Task;
            return await send(number);
        })];
        start.SetResult();
        return await Task.WhenAll(tasks);
    }
}

public sealed class ConcurrencyOnSqlite(SqliteCrmServer server) : ConcurrencyTests<SqliteCrmServer>(server);

public sealed class ConcurrencyOnPostgres(PostgresCrmServer server) : ConcurrencyTests<PostgresCrmServer>(server);

public sealed class ConcurrencyOnPartitions(PartitionedCrmServer server) : ConcurrencyTests<PartitionedCrmServer>(server);
