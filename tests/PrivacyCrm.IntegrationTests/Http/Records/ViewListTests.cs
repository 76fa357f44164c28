using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Records;

public abstract class ViewListTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private List<string> _ids = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _ids = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 12).Select(number => $$"""{"Last_Name":"L{{number:00}}","City":"{{(number % 2 == 0 ? "Even" : "Odd")}}","Company":"C{{number % 3}}"}"""));
    }

    [CrmFact]
    public async Task View_narrows_lists_counts_and_searches()
    {
        string even = await Org.AddViewAsync("Leads", Even);
        string[] expected = [.. _ids.Where((_, index) => index % 2 == 0).Reverse()];

        Assert.Equal(expected, (await User.GetAsync($"Leads?fields=Last_Name&cvid={even}")).ShouldHaveStatus(200).Ids);
        (await User.GetAsync($"Leads/actions/count?cvid={even}")).ShouldBe(200, """{"count":6}""");
        Assert.Equal(expected.Where(id => id == _ids[0] || id == _ids[6]), (await User.SearchAsync("Leads", "(Company:equals:C0)", $"&fields=id&cvid={even}")).ShouldHaveStatus(200).Ids);
        Assert.Equal([_ids[2]], (await User.GetAsync($"Leads?fields=id&ids={_ids[1]},{_ids[2]}&cvid={even}")).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task Own_records_are_those_of_whoever_asks()
    {
        string mine = await Org.ViewIdAsync("Leads", "My Leads");
        (await Admin.PutAsync("Leads", $$$"""{"data":[{"id":"{{{_ids[3]}}}","Owner":{"id":"{{{Org.UserId}}}"}}]}""")).ShouldHaveStatus(200);

        Assert.Equal([_ids[3]], (await User.GetAsync($"Leads?fields=id&cvid={mine}")).ShouldHaveStatus(200).Ids);
        Assert.Equal(11, (await Admin.GetAsync($"Leads?fields=id&cvid={mine}")).ShouldHaveStatus(200).Ids.Count);
    }

    [CrmFact]
    public async Task Recent_records_are_those_of_the_last_seven_days_the_latest_first()
    {
        string created = await Org.ViewIdAsync("Leads", "Recently Created Leads");
        string modified = await Org.ViewIdAsync("Leads", "Recently Modified Leads");
        CrmAnswer now = (await User.GetAsync($"Leads?fields=id&cvid={created}&per_page=5")).ShouldHaveStatus(200);
        Assert.Equal((5, "Created_Time", "desc"), (now.Ids.Count, (string)now.Json!["info"]!["sort_by"]!, (string)now.Json["info"]!["sort_order"]!));

        Clock.Advance(TimeSpan.FromDays(9));
        await Org.LogInAsync();
        (await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{_ids[4]}}","City":"Later"}]}""")).ShouldHaveStatus(200);

        (await User.GetAsync($"Leads?fields=id&cvid={created}")).ShouldBeEmpty(204);
        Assert.Equal([_ids[4]], (await User.GetAsync($"Leads?fields=id&cvid={modified}")).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task Converted_leads_are_in_the_views_that_ask_for_them()
    {
        (await Admin.PostAsync($"Leads/{_ids[5]}/actions/convert", """{"data":[{}]}""")).ShouldHaveStatus(200);
        string either = await Org.AddViewAsync("Leads", """
            {"name":"Either","access_type":"public","criteria":{"group_operator":"OR","group":[{"field":{"api_name":"Converted__s"},"comparator":"equal","value":true},
            {"field":{"api_name":"Last_Name"},"comparator":"equal","value":"L01"}]}}
            """);
        string even = await Org.AddViewAsync("Leads", Even.Replace("even", "odd", StringComparison.Ordinal));

        Assert.Equal([_ids[5]], (await User.GetAsync($"Leads?fields=id&cvid={await Org.ViewIdAsync("Leads", "Converted Leads")}")).ShouldHaveStatus(200).Ids);
        Assert.Equal(11, (await User.GetAsync($"Leads?fields=id&cvid={await Org.ViewIdAsync("Leads", "All Leads")}")).ShouldHaveStatus(200).Ids.Count);
        Assert.Equal([_ids[5], _ids[1]], (await User.GetAsync($"Leads?fields=id&cvid={either}")).ShouldHaveStatus(200).Ids);
        Assert.Equal(5, (await User.GetAsync($"Leads?fields=id&cvid={even}")).ShouldHaveStatus(200).Ids.Count);
        Assert.Equal(6, (await User.GetAsync($"Leads?fields=id&cvid={even}&converted=both")).ShouldHaveStatus(200).Ids.Count);
    }

    [CrmFact]
    public async Task Page_token_belongs_to_its_view()
    {
        string even = await Org.AddViewAsync("Leads", Even);
        string other = await Org.AddViewAsync("Leads", Even.Replace("\"Evens\"", "\"Others\"", StringComparison.Ordinal));
        CrmAnswer first = (await User.GetAsync($"Leads?fields=id&cvid={even}&per_page=4")).ShouldHaveStatus(200);
        string token = (string)first.Json!["info"]!["next_page_token"]!;

        Assert.Equal(2, (await User.GetAsync($"Leads?fields=id&cvid={even}&per_page=4&page_token={token}")).ShouldHaveStatus(200).Ids.Count);
        foreach (string query in new[] { $"cvid={other}&per_page=4", "per_page=4" })
        {
            Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", (string?)(await User.GetAsync($"Leads?fields=id&{query}&page_token={token}")).ShouldHaveStatus(400).Json!["code"]);
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        (await Admin.PutAsync($"settings/custom_views/{even}?module=Leads", """{"custom_views":[{"name":"Changed"}]}""")).ShouldHaveStatus(200);
        Assert.Equal("TOKEN_BOUND_DATA_MISMATCH", (string?)(await User.GetAsync($"Leads?fields=id&cvid={even}&per_page=4&page_token={token}")).ShouldHaveStatus(400).Json!["code"]);
    }

    [CrmFact]
    public async Task Pages_go_on_where_they_were_although_their_records_are_deleted()
    {
        string view = await Org.AddViewAsync("Leads", """{"name":"By company","access_type":"public","sort_by":{"api_name":"Company"},"sort_order":"asc"}""");
        List<string> all = (await User.GetAsync($"Leads?fields=id&cvid={view}")).ShouldHaveStatus(200).Ids;
        List<string> read = [];
        string token = string.Empty;
        while (read.Count < 12)
        {
            CrmAnswer page = (await Admin.GetAsync($"Leads?fields=id&cvid={view}&per_page=4{token}")).ShouldHaveStatus(200);
            read.AddRange(page.Ids);
            token = $"&page_token={page.Json!["info"]!["next_page_token"]}";
            (await Admin.DeleteAsync($"Leads?ids={string.Join(',', page.Ids)}")).ShouldHaveStatus(200);
        }

        Assert.Equal(all, read);
    }

    [CrmFact]
    public async Task Unchanged_records_of_a_view_are_left_out()
    {
        string even = await Org.AddViewAsync("Leads", Even);
        DateTimeOffset since = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{_ids[1]}}","Company":"x"},{"id":"{{_ids[2]}}","Company":"x"}]}""")).ShouldHaveStatus(200);

        CrmAnswer answer = await User.GetAsync($"Leads?fields=id&cvid={even}", ("If-Modified-Since", since.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal([_ids[2]], answer.ShouldHaveStatus(200).Ids);
    }

    [CrmTheory]
    [InlineData("Leads?fields=id&cvid=1", """{"param_name":"cvid"}""", "INVALID_DATA", "invalid data")]
    [InlineData("Leads?fields=id&cvid=abc", """{"param_name":"cvid"}""", "INVALID_DATA", "invalid data")]
    [InlineData("Leads?fields=id&cvid=", """{"param_name":"cvid"}""", "INVALID_DATA", "invalid data")]
    [InlineData("Leads/actions/count?cvid=1", """{"param_name":"cvid"}""", "INVALID_DATA", "invalid data")]
    [InlineData("Leads?fields=id&cvid=1&sort_by=id", """{"ambiguity_due_to":[{"param_name":"cvid"},{"param_name":"sort_by"}]}""", "AMBIGUITY_DURING_PROCESSING", "Please use either Cvid or sort_by. Combination of both the params is not allowed")]
    [InlineData("Leads/actions/count?cvid=1&word=xx", """{"ambiguity_due_to":[{"param_name":"cvid"},{"param_name":"word"}]}""", "AMBIGUITY_DURING_PROCESSING", "Please use either Cvid or Search Params. Combination of both the params is not allowed")]
    public async Task Bad_view_is_refused(string path, string details, string code, string message) => (await User.GetAsync(path)).ShouldBeRefused(400, code, details, message);

    [CrmFact]
    public async Task View_of_another_module_is_refused()
    {
        string deals = await Org.ViewIdAsync("Deals", "All Deals");

        (await User.GetAsync($"Leads?fields=id&cvid={deals}")).ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"cvid"}""", "invalid data");
    }

    private const string Even = """{"name":"Evens","access_type":"public","criteria":{"field":{"api_name":"City"},"comparator":"equal","value":"even"}}""";
}

public sealed class ViewListsOnSqlite(SqliteCrmServer server) : ViewListTests<SqliteCrmServer>(server);

public sealed class ViewListsOnPostgres(PostgresCrmServer server) : ViewListTests<PostgresCrmServer>(server);
