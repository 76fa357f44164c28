using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Records.Bin;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.RecycleBin;

public abstract class RecycleBinTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Vanishing7Q";

    [CrmFact]
    public async Task Bin_shows_deleted_records_of_all_modules()
    {
        string lead = await DeletedAsync("Leads", $$"""{"Last_Name":"Doe","First_Name":"Jo","Owner":"{{Org.UserId}}"}""");
        Clock.Advance(TimeSpan.FromSeconds(5));
        string deal = await DeletedAsync("Deals", """{"Deal_Name":"Big deal","Stage":"Qualification"}""", User);

        CrmAnswer answer = await Admin.GetAsync("settings/recycle_bin");

        answer.ShouldMatch(200, "recycle_bin/list");
        Assert.Equal([deal, lead], IdsOf(answer));
        Assert.Equal([lead], IdsOf(await Admin.GetAsync($"settings/recycle_bin/{lead}")));
        Assert.Equal([deal], IdsOf(await Admin.GetAsync($"settings/recycle_bin?ids={deal},1")));
        (await Admin.GetAsync("settings/recycle_bin/1")).ShouldBeEmpty(204);
        (await Admin.GetAsync("settings/recycle_bin/abc")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":2}""", "the id given seems to be invalid");
    }

    [CrmFact]
    public async Task Bin_can_be_sorted_and_paged()
    {
        string b = await DeletedAsync("Leads", """{"Last_Name":"bravo"}""", User);
        Clock.Advance(TimeSpan.FromSeconds(5));
        string a = await DeletedAsync("Leads", """{"Last_Name":"Alpha"}""");
        Clock.Advance(TimeSpan.FromSeconds(5));
        string c = await DeletedAsync("Accounts", """{"Account_Name":"Charlie"}""");

        Assert.Equal([a, b, c], IdsOf(await Admin.GetAsync("settings/recycle_bin?sort_by=display_name&sort_order=asc")));
        Assert.Equal([c, b, a], IdsOf(await Admin.GetAsync("settings/recycle_bin?sort_by=display_name")));
        Assert.Equal([b, a, c], IdsOf(await Admin.GetAsync("settings/recycle_bin?sort_by=deleted_time&sort_order=asc")));
        Assert.Equal(b, IdsOf(await Admin.GetAsync($"settings/recycle_bin?sort_by=deleted_by&sort_order={(string.CompareOrdinal(Org.UserId, Org.AdminId) < 0 ? "asc" : "desc")}"))[0]);
        Assert.Equal([a], IdsOf(await Admin.GetAsync("settings/recycle_bin?per_page=1&page=2")));
        Assert.True((bool)(await Admin.GetAsync("settings/recycle_bin?per_page=1&page=2")).Json!["info"]!["more_records"]!);
    }

    [CrmFact]
    public async Task Filters_choose_records()
    {
        string zane = await DeletedAsync("Contacts", """{"Last_Name":"Zane"}""", User);
        Clock.Advance(TimeSpan.FromDays(1));
        await Org.LogInAsync();
        string other = await DeletedAsync("Contacts", """{"Last_Name":"Other"}""");
        await DeletedAsync("Leads", """{"Last_Name":"Zane"}""");
        string filters = $$"""
            {"group_operator":"AND","group":[
              {"field":{"api_name":"display_name"},"comparator":"contains","value":"ZAN"},
              {"field":{"api_name":"module"},"comparator":"equal","value":"Contacts"},
              {"field":{"api_name":"deleted_by"},"comparator":"equal","value":[{"id":"{{Org.UserId}}","name":"Uma Userson"}]},
              {"field":{"api_name":"deleted_time"},"comparator":"greater_than","value":"2022-12-01T01:00:00+05:30"}]}
            """;

        Assert.Equal([zane], IdsOf(await Admin.GetAsync($"settings/recycle_bin?filters={Uri.EscapeDataString(filters)}")));
        Assert.Equal([other, zane], IdsOf(await Admin.GetAsync($"settings/recycle_bin?filters={Uri.EscapeDataString("""{"field":{"api_name":"module"},"comparator":"equal","value":"Contacts"}""")}")));
        Assert.Equal([other], IdsOf(await Admin.GetAsync($"settings/recycle_bin?filters={Uri.EscapeDataString("""{"group_operator":"AND","group":[{"field":{"api_name":"module"},"comparator":"equal","value":"Contacts"},{"field":{"api_name":"display_name"},"comparator":"not_equal","value":"zane"}]}""")}")));
    }

    [CrmTheory]
    [InlineData("sort_by=owner", "sort_by")]
    [InlineData("sort_order=up", "sort_order")]
    [InlineData("per_page=0", "per_page")]
    [InlineData("page=x", "page")]
    [InlineData("filters=all", "filters")]
    [InlineData("""filters={"field":{"api_name":"Email"},"comparator":"equal","value":"x"}""", "filters")]
    [InlineData("""filters={"field":{"api_name":"module"},"comparator":"equal","value":"Planets"}""", "filters")]
    public async Task Wrong_parameters_are_refused(string query, string parameter) =>
        (await Admin.GetAsync($"settings/recycle_bin?{query}")).ShouldBeRefused(400, "INVALID_DATA", $$"""{"param_name":"{{parameter}}"}""", "invalid data");

    [CrmFact]
    public async Task Erased_records_leave_nothing_but_the_fact()
    {
        string id = await DeletedAsync("Leads", $$"""{"Last_Name":"{{Marker}}","Description":"about {{Marker}}"}""", change: $$"""{"Last_Name":"{{Marker}}2","City":"{{Marker}}"}""");
        Assert.Contains(Marker, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.OrdinalIgnoreCase);

        (await Admin.DeleteAsync($"settings/recycle_bin/{id}")).ShouldBe(
            200, $$"""{"recycle_bin":[{"code":"SUCCESS","details":{"id":"{{id}}"},"message":"record deleted","status":"success"}]}""");

        (await Admin.GetAsync("settings/recycle_bin")).ShouldBeEmpty(204);
        JsonObject told = (await Admin.GetAsync("Leads/deleted?type=permanent")).ShouldHaveStatus(200).First;
        Assert.Equal((id, null, null), ((string?)told["id"], (string?)told["display_name"], told["created_by"]));
        (await Admin.GetAsync("Leads/deleted?type=recycle")).ShouldBeEmpty(204);
        Assert.DoesNotContain(Marker, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.OrdinalIgnoreCase);
        (await Admin.DeleteAsync($"settings/recycle_bin/{id}")).ShouldBeRefused(400, "INVALID_DATA", """{"resource_path_index":2}""", "the id given seems to be invalid");
    }

    [CrmFact]
    public async Task Several_records_are_erased_by_ids()
    {
        string one = await DeletedAsync("Leads", """{"Last_Name":"One"}""");
        string two = await DeletedAsync("Deals", """{"Deal_Name":"Two","Stage":"Qualification"}""");
        string kept = await DeletedAsync("Leads", """{"Last_Name":"Kept"}""");
        string alive = await Admin.CreateAsync("Leads", """{"Last_Name":"Alive"}""");

        CrmAnswer answer = await Admin.DeleteAsync($"settings/recycle_bin?ids={one},{two},{alive},x");

        answer.ShouldHaveStatus(207);
        Assert.Equal(["SUCCESS", "SUCCESS", "INVALID_DATA", "INVALID_DATA"], answer.Json!["recycle_bin"]!.AsArray().Select(row => (string?)row!["code"]));
        Assert.Equal([kept], IdsOf(await Admin.GetAsync("settings/recycle_bin")));
        (await Admin.GetAsync($"Leads/{alive}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Records_are_erased_by_filters()
    {
        string kept = await DeletedAsync("Deals", """{"Deal_Name":"Kept","Stage":"Qualification"}""");
        List<string> ids = await Admin.CreateManyAsync("Leads", Enumerable.Repeat("""{"Last_Name":"Many"}""", 250));
        (await Admin.PostAsync("Leads/actions/mass_delete", $$"""{"ids":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""")).ShouldHaveStatus(200);
        string filters = Uri.EscapeDataString("""{"field":{"api_name":"module"},"comparator":"equal","value":"Leads"}""");

        (await Admin.DeleteAsync($"settings/recycle_bin?filters={filters}")).ShouldBe(
            200, """{"recycle_bin":[{"code":"SCHEDULED","details":{},"message":"Bulk deletion of records based on filters has been scheduled","status":"success"}]}""");

        for (int wait = 0; wait < 200 && IdsOf(await Admin.GetAsync("settings/recycle_bin")).Count > 1; wait++)
        {
            await Task.Delay(50);
        }

        Assert.Equal([kept], IdsOf(await Admin.GetAsync("settings/recycle_bin")));
    }

    [CrmFact]
    public async Task Erasing_needs_to_be_told_what_and_an_administrator()
    {
        (await Admin.DeleteAsync("settings/recycle_bin")).ShouldBeRefused(
            400, "EXPECTED_PARAM_MISSING", """{"param_names":["ids","filters"]}""", "one of the expected parameter is missing");
        (await Admin.DeleteAsync("settings/recycle_bin?ids=1&filters={}")).ShouldBeRefused(
            400, "AMBIGUITY_DURING_PROCESSING", """{"ambiguity_due_to":[{"param_name":"ids"},{"param_name":"filters"}]}""", "Please use either ids or filters. Combination of both the params is not allowed");
        (await Admin.DeleteAsync("settings/recycle_bin?filters={}")).ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"filters"}""", "invalid data");
        string id = await DeletedAsync("Leads", """{"Last_Name":"Kept"}""");
        (await User.DeleteAsync($"settings/recycle_bin/{id}")).ShouldHaveStatus(403);
        (await ReadOnly.DeleteAsync($"settings/recycle_bin/{id}")).ShouldHaveStatus(401);
        Assert.Equal([id], IdsOf(await User.GetAsync("settings/recycle_bin")));
    }

    [CrmFact]
    public async Task Bins_of_other_organizations_are_neither_seen_nor_emptied()
    {
        TestOrganization others = await server.NewOrganizationAsync();
        string theirs = await others.Admin.CreateAsync("Leads", """{"Last_Name":"Theirs"}""");
        (await others.Admin.DeleteAsync($"Leads/{theirs}")).ShouldHaveStatus(200);

        (await Admin.GetAsync("settings/recycle_bin")).ShouldBeEmpty(204);
        (await Admin.GetAsync($"settings/recycle_bin/{theirs}")).ShouldBeEmpty(204);
        (await Admin.DeleteAsync($"settings/recycle_bin/{theirs}")).ShouldHaveStatus(400);
        (await Admin.DeleteAsync($"settings/recycle_bin?ids={theirs}")).ShouldHaveStatus(400);
        (await Admin.DeleteAsync($"settings/recycle_bin?filters={Uri.EscapeDataString("""{"field":{"api_name":"module"},"comparator":"equal","value":"Leads"}""")}")).ShouldHaveStatus(200);
        await Task.Delay(500);
        Assert.Equal([theirs], IdsOf(await others.Admin.GetAsync("settings/recycle_bin")));
    }

    [CrmFact]
    public async Task After_60_days_a_record_is_erased_and_after_120_forgotten()
    {
        IRecycleBin bin = server.Services.GetRequiredService<IRecycleBin>();
        string id = await DeletedAsync("Leads", $$"""{"Last_Name":"{{Marker}}"}""", change: $$"""{"City":"{{Marker}}"}""");

        Clock.Advance(TimeSpan.FromDays(60) - TimeSpan.FromSeconds(1));
        await bin.SweepAsync(Clock.GetUtcNow(), CancellationToken.None);
        await Org.LogInAsync();
        Assert.Equal([id], IdsOf(await Admin.GetAsync("settings/recycle_bin")));
        Assert.Contains(Marker, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Admin.GetAsync("settings/recycle_bin")).ShouldBeEmpty(204);
        (await Admin.DeleteAsync($"settings/recycle_bin/{id}")).ShouldHaveStatus(400);
        Assert.True(await bin.SweepAsync(Clock.GetUtcNow(), CancellationToken.None) > 0);
        Assert.DoesNotContain(Marker, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.OrdinalIgnoreCase);
        Assert.Equal([id], (await Admin.GetAsync("Leads/deleted?type=permanent")).Ids);

        Clock.Advance(TimeSpan.FromDays(60) - TimeSpan.FromSeconds(1));
        await Org.LogInAsync();
        Assert.Equal([id], (await Admin.GetAsync("Leads/deleted?type=all")).Ids);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Admin.GetAsync("Leads/deleted?type=all")).ShouldBeEmpty(204);
        await bin.SweepAsync(Clock.GetUtcNow(), CancellationToken.None);
        Assert.DoesNotContain(id, await DatabaseText.ReadAsync(server.ConnectionString), StringComparison.Ordinal);
    }

    private static List<string> IdsOf(CrmAnswer answer) => [.. answer.ShouldHaveStatus(200).Json!["recycle_bin"]!.AsArray().Select(row => (string)row!["id"]!)];

    private async Task<string> DeletedAsync(string module, string row, CrmClient? by = null, string? change = null)
    {
        string id = await Admin.CreateAsync(module, row);
        if (change is not null)
        {
            (await Admin.PutAsync($"{module}/{id}", $$"""{"data":[{{change}}]}""")).ShouldHaveStatus(200);
        }

        (await (by ?? Admin).DeleteAsync($"{module}/{id}")).ShouldHaveStatus(200);
        return id;
    }
}

public sealed class RecycleBinOnSqlite(SqliteCrmServer server) : RecycleBinTests<SqliteCrmServer>(server);

public sealed class RecycleBinOnPostgres(PostgresCrmServer server) : RecycleBinTests<PostgresCrmServer>(server);
