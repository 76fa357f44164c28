using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Store;

/// <summary>No request goes over a whole module, whatever makes its statements.</summary>
public abstract class QueryPlanTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer, IPlannedServer
{
    private PlannedRecords _records = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _records = await (server.Records ??= PlannedRecords.CreateAsync(server, Org));
    }

    [CrmTheory]
    [InlineData("Leads/{id}")]
    [InlineData("Leads?fields=Last_Name")]
    [InlineData("Leads?fields=Last_Name&per_page=50&page=10")]
    [InlineData("Leads?fields=Last_Name&sort_by=id&sort_order=asc")]
    [InlineData("Leads?fields=Last_Name&sort_by=Created_Time&sort_order=asc")]
    [InlineData("Leads?fields=Last_Name&sort_by=Created_Time&sort_order=desc")]
    [InlineData("Leads?fields=Last_Name&sort_by=Modified_Time&sort_order=asc")]
    [InlineData("Leads?fields=Last_Name&sort_by=Modified_Time&sort_order=desc&per_page=50&page=10")]
    [InlineData("Leads?fields=Last_Name&cvid={view}")]
    [InlineData("Leads/deleted?type=all")]
    [InlineData("Leads/search?word=Name01077")]
    [InlineData("Leads/search?email=lead017@example.com-50")]
    [InlineData("Leads/search?email=second017@example.com")]
    [InlineData("Leads/search?phone=142542306")]
    [InlineData("Leads/search?criteria=(Badge:equals:017-50)")]
    [InlineData("Leads/actions/count?criteria=(Badge:starts_with:B-017)")]
    public Task Request_does_not_go_over_the_module(string path) =>
        ShouldNotGoOverTheModuleAsync(() => Admin.GetAsync(path.Replace("{id}", _records.LeadId, StringComparison.Ordinal).Replace("{view}", _records.ViewId, StringComparison.Ordinal)));

    [CrmTheory]
    [InlineData("(Last_Name:starts_with:Name017)")]
    [InlineData("(Badge:starts_with:B-017-5)")]
    [InlineData("(Visits:equals:50)")]
    [InlineData("(Visits:greater_than:97)")]
    [InlineData("(Visits:less_equal:1)")]
    [InlineData("(Annual_Revenue:between:500,510)")]
    [InlineData("(Badge:in:B-017-50,B-018-50,B-019-50)")]
    [InlineData("(Created_Time:equals:2026-03-14T02:27:00-07:00)")]
    [InlineData("((Badge:starts_with:B-017-5)or(Email:starts_with:lead018@example.com-5))")]
    [InlineData("((Badge:starts_with:B-017-5)or(Email:equals:lead018@example.com-5))")]
    [InlineData("((Badge:starts_with:B-017)and(Lead_Status:equals:Lost Lead))")]
    [InlineData("((Lead_Status:equals:Contacted)and(Visits:between:51,52))")]
    [InlineData("(((Visits:equals:50)or(Last_Name:starts_with:Name018))and(Lead_Status:equals:Not Contacted))")]
    public Task Search_does_not_go_over_the_module(string criteria) => ShouldNotGoOverTheModuleAsync(() => SearchAsync(criteria));

    [CrmTheory]
    [InlineData("select Last_Name from Leads where Badge = 'B-017-50'")]
    [InlineData("select Last_Name from Leads where Badge like 'B-017%' order by Last_Name")]
    [InlineData("select Last_Name from Leads where Visits between 51 and 52 order by Visits desc")]
    [InlineData("select Last_Name from Leads where id is not null order by id limit 100")]
    [InlineData("select Last_Name from Leads where id is not null order by Last_Name")]
    [InlineData("select Last_Name from Leads where id is not null order by Badge, Visits desc limit 100, 50")]
    [InlineData("select Last_Name from Leads where Visits is not null order by Visits desc")]
    [InlineData("select Last_Name from Leads where Badge like '%017-50%'")]
    [InlineData("select Last_Name from Leads where Email in ('lead017@example.com-50', 'lead018@example.com-50')")]
    [InlineData("select Last_Name from Leads where Badge = 'B-017-50' or Email = 'lead018@example.com-50'")]
    [InlineData("select Last_Name from Leads where Visits between 51 and 52 and Lead_Status = 'Contacted' order by Visits desc")]
    [InlineData("select Lead_Status, COUNT(id) from Leads where Badge like 'B-017%' group by Lead_Status")]
    public Task Query_does_not_go_over_the_module(string query) => ShouldNotGoOverTheModuleAsync(() => QueryAsync(query));

    [CrmTheory]
    [InlineData("id", "desc")]
    [InlineData("id", "asc")]
    [InlineData("Created_Time", "desc")]
    [InlineData("Modified_Time", "asc")]
    public async Task Page_far_behind_the_first_does_not_go_over_the_module(string sortBy, string order)
    {
        string path = $"Leads?fields=Last_Name&sort_by={sortBy}&sort_order={order}";
        string token = string.Empty;
        for (int page = 0; page < 30; page++)
        {
            JsonNode info = (await Admin.GetAsync($"{path}{token}")).ShouldHaveStatus(200).Json!["info"]!;
            token = $"&page_token={info["next_page_token"]}";
        }

        await ShouldNotGoOverTheModuleAsync(() => Admin.GetAsync($"{path}{token}"));
    }

    [CrmTheory]
    [InlineData("Last_Name", "asc")]
    [InlineData("Annual_Revenue", "desc")]
    public async Task View_in_the_order_of_a_field_does_not_sort_the_module(string field, string order)
    {
        string view = await Org.AddViewAsync("Leads", $$"""{"name":"By {{field}}","sort_by":{"api_name":"{{field}}"},"sort_order":"{{order}}"}""");

        await ShouldNotGoOverTheModuleAsync(() => Admin.GetAsync($"Leads?fields=Last_Name&cvid={view}&page=3"));
    }

    [CrmFact]
    public Task Looking_for_duplicates_does_not_go_over_the_module() => ShouldNotGoOverTheModuleAsync(() => Admin.PostAsync(
        "Leads/upsert", """{"data":[{"Last_Name":"Name077","Email":"lead077@example.com"}],"duplicate_check_fields":["Email"]}"""));

    // docs/scale.md tells what these cost.
    [CrmTheory]
    [InlineData("select id from Leads where Badge like '%7-50%'")]
    [InlineData("select id from Leads where id is not null order by Visits desc")]
    [InlineData("select id from Leads where Lead_Status != 'Contacted' order by Badge")]
    public Task Query_goes_over_the_module(string query) => ShouldGoOverTheModuleAsync(() => QueryAsync(query));

    [CrmFact]
    public Task Part_of_four_characters_is_searched_by_going_over_the_module() => ShouldGoOverTheModuleAsync(() => SearchAsync("(Badge:equals:7-50)"));

    protected Task<CrmAnswer> SearchAsync(string criteria) => Admin.SearchAsync("Leads", criteria);

    protected Task<CrmAnswer> QueryAsync(string query) => Admin.PostAsync("coql", $$"""{"select_query":"{{query}}"}""");

    protected async Task ShouldGoOverTheModuleAsync(Func<Task<CrmAnswer>> ask)
    {
        server.Plans.Clear();

        (await ask()).ShouldHaveStatus(200);

        (IReadOnlyList<string> whole, _) = await server.Plans.JudgeAsync();
        Assert.NotEmpty(whole);
    }

    protected async Task ShouldNotGoOverTheModuleAsync(Func<Task<CrmAnswer>> ask)
    {
        // Some times, so that a prepared statement gets the plan it keeps.
        for (int time = 0; time < 7; time++)
        {
            server.Plans.Clear();
            CrmAnswer answer = await ask();
            Assert.True(answer.Status is 200 or 201, answer.ToString());
        }

        (IReadOnlyList<string> whole, int looked) = await server.Plans.JudgeAsync();
        Assert.True(looked > 0, "No plan was seen.");
        Assert.True(whole.Count == 0, string.Join("\n\n", whole));
    }
}

public sealed class QueryPlansOnSqlite(PlannedSqliteServer server) : QueryPlanTests<PlannedSqliteServer>(server)
{
    // For PostgreSQL a thousand of ten thousand records are so many that it reads them all.
    [CrmFact]
    public Task Times_or_parts_do_not_go_over_the_module() =>
        ShouldNotGoOverTheModuleAsync(() => SearchAsync("((Created_Time:equals:2026-03-14T02:27:00-07:00)or(Badge:equals:017-50))"));
}

public sealed class QueryPlansOnPostgres(PlannedPostgresServer server) : QueryPlanTests<PlannedPostgresServer>(server)
{
    [CrmFact]
    public Task Word_that_all_records_have_is_searched_in_the_order_of_the_page_once_that_is_known() =>
        ShouldNotGoOverTheModuleAsync(() => Admin.GetAsync("/crm/v8/Leads/search?word=Company&fields=Last_Name"));
}
