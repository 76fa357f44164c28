using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Privacy;

public abstract class ClosedFieldQueryTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Refusal = """{"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","api_name":"Email"},"message":"invalid query formed","status":"error"}""";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Org.RestrictAsync("Leads", "Email", "Phone", "City", "Annual_Revenue", "Lead_Source");
        if ((await Admin.GetAsync("Leads?fields=id")).Status == 204)
        {
            await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Company":"Northwind","Email":"john@hidden.example.com","Secondary_Email":"open@example.com","Phone":"555-0100","Mobile":"555-0199","City":"Hiddenville","Lead_Source":"Partner"}""");
        }
    }

    [CrmTheory]
    [InlineData("(Email:equals:john@hidden.example.com)")]
    [InlineData("(Email:equals:wrong@example.com)")]
    [InlineData("(Email:starts_with:jo)")]
    [InlineData("(Email:in:a@example.com,b@example.com)")]
    [InlineData("(Email:not_equal:a)")]
    [InlineData("(Email:equals:${EMPTY})")]
    [InlineData("(Email:nonsense:x)")]
    [InlineData("(Email:between:x)")]
    [InlineData("Email:equals:x")]
    [InlineData("( Email :equals:x)")]
    [InlineData("((Last_Name:equals:Doe)and(Email:equals:x))")]
    [InlineData("((Last_Name:equals:Doe)or((Company:equals:a)and(Email:equals:x)))")]
    [InlineData("((Unknown:equals:Doe)or(Email:equals:x))")]
    [InlineData("((No_of_Employees:equals:word)or(Email:equals:x)or(City:equals:y))")]
    public async Task Restricted_field_anywhere_in_criteria_refuses_search_and_count(string criteria)
    {
        string query = $"criteria={Uri.EscapeDataString(criteria)}";

        CrmAnswer search = await Admin.GetAsync($"Leads/search?{query}");
        CrmAnswer count = await User.GetAsync($"Leads/actions/count?{query}");

        search.ShouldMatch(400, "privacy/restricted_field");
        Assert.Equal(Refusal, search.Text);
        Assert.Equal((400, Refusal), (count.Status, count.Text));
    }

    [CrmTheory]
    [InlineData("Email")]
    [InlineData("Phone")]
    [InlineData("City")]
    [InlineData("Annual_Revenue")]
    [InlineData("Lead_Source")]
    public async Task Restricted_field_of_any_type_cannot_be_filtered_or_sorted_by(string field)
    {
        string details = $$"""{"reason":"Cannot use the restricted field.","api_name":"{{field}}"}""";

        (await Admin.SearchAsync("Leads", $"({field}:equals:1)")).ShouldBeRefused(400, "INVALID_QUERY", details, "invalid query formed");
        (await Admin.SearchAsync("Leads", "(Last_Name:equals:Doe)", $"&sort_by={field}")).ShouldBeRefused(400, "INVALID_QUERY", details, "invalid query formed");
        (await Admin.GetAsync($"Leads?fields=id&sort_by={field}")).ShouldBeRefused(400, "INVALID_QUERY", details, "invalid query formed");
    }

    [CrmFact]
    public async Task Refusal_is_the_same_for_right_and_wrong_guesses_and_empty_modules()
    {
        CrmAnswer right = await Admin.SearchAsync("Leads", "(Email:equals:john@hidden.example.com)");
        CrmAnswer wrong = await Admin.SearchAsync("Leads", "(Email:equals:jack@hidden.example.com)");

        Assert.Equal((right.Status, right.Text, right.Headers), (wrong.Status, wrong.Text, wrong.Headers));
    }

    [CrmTheory]
    [InlineData("email=john", "email=open")]
    [InlineData("email=hidden.example", "email=example.com")]
    [InlineData("phone=5550100", "phone=5550199")]
    [InlineData("word=Hiddenville", "word=Northwind")]
    [InlineData("word=Hidden", "word=North")]
    [InlineData("word=john", "word=Doe")]
    [InlineData("word=Partner", "word=open")]
    public async Task Shortcuts_search_open_fields_only(string hidden, string open)
    {
        (await Admin.GetAsync($"Leads/search?{hidden}")).ShouldBeEmpty(204);
        (await Admin.GetAsync($"Leads/actions/count?{hidden}")).ShouldBe(200, """{"count":0}""");
        Assert.Single((await Admin.GetAsync($"Leads/search?{open}")).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task Words_of_a_field_closed_later_are_no_longer_found_and_come_back_with_it()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        string id = await org.Admin.CreateAsync("Leads", """{"Last_Name":"Doe","City":"Laterville","Email":"later@example.com"}""");
        Assert.Equal([id], (await org.Admin.GetAsync("Leads/search?word=Laterville")).Ids);
        Assert.Equal([id], (await org.Admin.GetAsync("Leads/search?email=later")).Ids);

        await org.RestrictAsync("Leads", "City", "Email");

        (await org.Admin.GetAsync("Leads/search?word=Laterville")).ShouldBeEmpty(204);
        (await org.Admin.GetAsync("Leads/search?email=later")).ShouldBeEmpty(204);
        await org.PreferAsync("""{"exclude_api_tpt":false}""");
        Assert.Equal([id], (await org.Admin.GetAsync("Leads/search?word=Laterville")).Ids);
        Assert.Equal([id], (await org.Admin.SearchAsync("Leads", "(Email:equals:later)")).Ids);
    }
}

public sealed class ClosedFieldQueriesOnSqlite(SqliteCrmServer server) : ClosedFieldQueryTests<SqliteCrmServer>(server);

public sealed class ClosedFieldQueriesOnPostgres(PostgresCrmServer server) : ClosedFieldQueryTests<PostgresCrmServer>(server);
