using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Search;

public abstract class SearchErrorTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string NotAvailable = "the field is not available for search";

    [CrmTheory]
    [InlineData("(Nothing:equals:x)", "Nothing")]
    [InlineData("(last_name:equals:x)", "last_name")]
    [InlineData("(Tag:equals:x)", "Tag")]
    [InlineData("(Record_Image:equals:x)", "Record_Image")]
    [InlineData("(Territories:equals:x)", "Territories")]
    [InlineData("(Account_Name.Phone:equals:x)", "Account_Name.Phone")]
    public async Task Fields_that_cannot_be_searched_are_named(string criteria, string field)
    {
        await ShouldBeRefused(criteria, "INVALID_QUERY", $$"""{"reason":"{{NotAvailable}}","api_name":"{{field}}"}""", NotAvailable);
    }

    [CrmTheory]
    [InlineData("(Last_Name:greater_than:x)", "Last_Name", "greater_than")]
    [InlineData("(Last_Name:like:x)", "Last_Name", "like")]
    [InlineData("(Last_Name:EQUALS:x)", "Last_Name", "EQUALS")]
    [InlineData("(Description:in:x)", "Description", "in")]
    [InlineData("(Lead_Source:starts_with:x)", "Lead_Source", "starts_with")]
    [InlineData("(Lead_Source:between:a,b)", "Lead_Source", "between")]
    [InlineData("(Owner:starts_with:x)", "Owner", "starts_with")]
    [InlineData("(Email_Opt_Out:in:true)", "Email_Opt_Out", "in")]
    [InlineData("(No_of_Employees:starts_with:1)", "No_of_Employees", "starts_with")]
    [InlineData("(Created_Time:starts_with:2026)", "Created_Time", "starts_with")]
    public async Task Operators_that_a_type_does_not_have_are_refused(string criteria, string field, string sent)
    {
        await ShouldBeRefused(
            criteria, "INVALID_QUERY", $$"""{"operator":"{{sent}}","reason":"The operator is not valid for the field type","api_name":"{{field}}"}""", "invalid operator found");
    }

    [CrmTheory]
    [InlineData("(No_of_Employees:equals:many)", "No_of_Employees", "integer", "many")]
    [InlineData("(No_of_Employees:equals:1.5)", "No_of_Employees", "integer", "1.5")]
    [InlineData("(No_of_Employees:in:1,x)", "No_of_Employees", "integer", "x")]
    [InlineData("(Created_Time:equals:yesterday)", "Created_Time", "datetime", "yesterday")]
    [InlineData("(Email_Opt_Out:equals:yes)", "Email_Opt_Out", "boolean", "yes")]
    public async Task Values_of_another_type_are_refused(string criteria, string field, string type, string value)
    {
        await ShouldBeRefused(
            criteria, "INVALID_QUERY", $$"""{"expected_data_type":"{{type}}","reason":"invalid value for search","api_name":"{{field}}","value":"{{value}}"}""", "Invalid query formed");
    }

    [CrmTheory]
    [InlineData("(No_of_Employees:between:1)", "1")]
    [InlineData("(No_of_Employees:between:1,2,3)", "1,2,3")]
    [InlineData("(No_of_Employees:equals:)", "")]
    [InlineData("(No_of_Employees:in:1,,2)", "1,,2")]
    public async Task Wrong_numbers_of_values_are_refused(string criteria, string value)
    {
        await ShouldBeRefused(
            criteria, "INVALID_QUERY", $$"""{"reason":"Please check the value of the field","api_name":"No_of_Employees","value":"{{value}}"}""", "invalid value for search");
    }

    [CrmTheory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("()")]
    [InlineData("(Last_Name)")]
    [InlineData("(Last_Name:equals)")]
    [InlineData("(Last_Name:equals:x")]
    [InlineData("(Last_Name:equals:x))")]
    [InlineData("((Last_Name:equals:x)")]
    [InlineData("(Last_Name:equals:x)and")]
    [InlineData("(Last_Name:equals:x)AND(Company:equals:y)")]
    [InlineData("(Last_Name:equals:x)(Company:equals:y)")]
    [InlineData("(Last_Name:equals:x)xor(Company:equals:y)")]
    [InlineData("(Last_Name:equals:(x))")]
    [InlineData("(:equals:x)")]
    [InlineData("and")]
    public async Task Criteria_that_cannot_be_read_are_refused_without_telling_values(string criteria)
    {
        CrmAnswer answer = await Admin.SearchAsync("Leads", criteria);

        answer.ShouldHaveStatus(400);
        if (criteria.Length > 0)
        {
            Assert.Equal(("INVALID_QUERY", "Invalid query formed", "invalid criteria"), ((string?)answer.Json!["code"], (string?)answer.Json["message"], (string?)answer.Json["details"]!["reason"]));
        }
    }

    [CrmTheory]
    [InlineData("Last_Name:equals:Doe")]
    [InlineData("(Last_Name:equals:Doe)")]
    [InlineData("((((Last_Name:equals:Doe))))")]
    [InlineData(" ( Last_Name:equals:Doe ) ")]
    [InlineData("(Last_Name:equals:Doe)and(Company:equals:North)")]
    [InlineData("(Last_Name:equals:Doe) and (Company:equals:North)")]
    [InlineData("((Last_Name:equals:none)and(Company:equals:none)or(Last_Name:equals:Doe))")]
    [InlineData("(Last_Name:in:None,Doe)")]
    [InlineData("(Created_Time:greater_than:2020-01-01T00:00:00+05:30)and(Last_Name:equals:Doe)")]
    public async Task Accepted_forms_of_criteria_find_the_record(string criteria)
    {
        TestOrganization org = Org;
        if ((await org.Admin.GetAsync("Leads/search?word=Northwind")).Status == 204)
        {
            await org.Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Company":"Northwind"}""");
        }

        Assert.Single((await org.Admin.SearchAsync("Leads", criteria)).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task Limits_of_criteria_are_told()
    {
        string Many(int count) => string.Join("and", Enumerable.Repeat("(Last_Name:equals:none)", count));
        string Deep(int depth) => $"{new string('(', depth)}Last_Name:equals:none{new string(')', depth)}";
        string Values(int count) => $"(No_of_Employees:in:{string.Join(',', Enumerable.Range(1, count))})";

        (await Admin.SearchAsync("Leads", Many(15))).ShouldBeEmpty(204);
        await ShouldBeRefused(Many(16), "CRITERIA_LIMIT_EXCEEDED", "{}", "no of criterium that can be given exceed the limit 15");
        (await Admin.SearchAsync("Leads", Values(100))).ShouldBeEmpty(204);
        await ShouldBeRefused(Values(101), "INVALID_QUERY", """{"api_name":"No_of_Employees"}""", "Only 100 values are allowed in \"IN\" criteria");
        (await Admin.SearchAsync("Leads", Deep(20))).ShouldBeEmpty(204);
        (await Admin.SearchAsync("Leads", Deep(500))).ShouldHaveStatus(400);
        (await Admin.SearchAsync("Leads", $"(Last_Name:equals:{new string('x', 3_000)})")).ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"criteria"}""", "invalid data");
    }

    [CrmTheory]
    [InlineData("Leads/search", "EXPECTED_PARAM_MISSING", """{"param_names":["criteria","email","phone","word"]}""", "one of the expected parameter is missing")]
    [InlineData("Leads/search?word=a", "INVALID_DATA", """{"param_name":"word"}""", "provide atleast 2 letters for search")]
    [InlineData("Leads/search?phone=55", "INVALID_QUERY", """{"param_name":"phone"}""", "Invalid query formed")]
    [InlineData("Leads/search?phone=call-me", "INVALID_QUERY", """{"param_name":"phone"}""", "Invalid query formed")]
    [InlineData("Tasks/search?email=ab", "FIELD_TYPE_UNAVAILABLE", "{}", "this data type is not found in this module")]
    [InlineData("Tasks/search?phone=555", "FIELD_TYPE_UNAVAILABLE", "{}", "this data type is not found in this module")]
    [InlineData("Notes/search?word=ab", "NOT_SUPPORTED", """{"module":"Notes"}""", "module not suppoted for search")]
    [InlineData("Leads/search?word=ab&per_page=200&page=11", "LIMIT_REACHED", """{"limit":"2000"}""", "maximum response iteration limit reached")]
    [InlineData("Leads/search?word=ab&per_page=201", "INVALID_DATA", """{"param_name":"per_page"}""", "invalid data")]
    [InlineData("Leads/search?word=ab&sort_order=up", "INVALID_DATA", """{"param_name":"sort_order"}""", "invalid data")]
    [InlineData("Leads/search?word=ab&sort_by=Nothing", "INVALID_QUERY", """{"reason":"the field is not available for search","api_name":"Nothing"}""", NotAvailable)]
    [InlineData("Leads/actions/count?cvid=1&criteria=(Last_Name:equals:x)", "AMBIGUITY_DURING_PROCESSING", """{"ambiguity_due_to":[{"param_name":"cvid"},{"param_name":"criteria"}]}""", "Please use either Cvid or Search Params. Combination of both the params is not allowed")]
    public async Task Wrong_searches_are_refused_as_documented(string path, string code, string details, string message)
    {
        (await Admin.GetAsync(path)).ShouldBeRefused(400, code, details, message);
    }

    [CrmFact]
    public async Task Of_several_kinds_of_search_the_first_counts()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        string a = await org.Admin.CreateAsync("Leads", """{"Last_Name":"Aaa","Email":"one@example.com","Phone":"555-0101"}""");
        string b = await org.Admin.CreateAsync("Leads", """{"Last_Name":"Bbb","Email":"two@example.com","Phone":"555-0102"}""");

        Assert.Equal([a], (await org.Admin.GetAsync("Leads/search?word=Bbb&phone=0102&email=two&criteria=(Last_Name:equals:Aaa)")).Ids);
        Assert.Equal([a], (await org.Admin.GetAsync("Leads/search?word=Bbb&phone=0102&email=ONE")).Ids);
        Assert.Equal([a], (await org.Admin.GetAsync("Leads/search?word=Bbb&phone=%28555%29%200101")).Ids);
        Assert.Equal([b], (await org.Admin.GetAsync("Leads/search?word=bb")).Ids);
        Assert.Equal([b, a], (await org.Admin.GetAsync("Leads/search?email=example")).Ids);
    }

    [CrmTheory]
    [InlineData("Miller", true)]
    [InlineData("mil", true)]
    [InlineData("MILLER gmbh", true)]
    [InlineData("gmbh mill", true)]
    [InlineData("iller", false)]
    [InlineData("Miller nothing", false)]
    [InlineData("o'neil", true)]
    [InlineData("\"Miller\"", true)]
    [InlineData("Müller", true)]
    [InlineData("muller", false)]
    [InlineData("Mil*", true)]
    [InlineData("Miller AND OR NOT", false)]
    [InlineData("NEAR(", false)]
    [InlineData("-Miller", true)]
    [InlineData("Miller:*", true)]
    [InlineData("東京", true)]
    public async Task Words_begin_words_of_the_record(string word, bool isFound)
    {
        if ((await Admin.GetAsync("Leads/search?criteria=(Company:equals:gmbh)")).Status == 204)
        {
            await Admin.CreateAsync("Leads", """{"Last_Name":"Miller","Company":"Müller-O'Neil GmbH","Description":"東京 office\nsecond line"}""");
        }

        CrmAnswer answer = await Admin.GetAsync($"Leads/search?word={Uri.EscapeDataString(word)}&fields=id");

        answer.ShouldHaveStatus(isFound ? 200 : 204);
    }

    private async Task ShouldBeRefused(string criteria, string code, string details, string message)
    {
        (await Admin.SearchAsync("Leads", criteria)).ShouldBeRefused(400, code, details, message);
        (await Admin.GetAsync($"Leads/actions/count?criteria={Uri.EscapeDataString(criteria)}")).ShouldBeRefused(400, code, details, message);
    }
}

public sealed class SearchErrorsOnSqlite(SqliteCrmServer server) : SearchErrorTests<SqliteCrmServer>(server);

public sealed class SearchErrorsOnPostgres(PostgresCrmServer server) : SearchErrorTests<PostgresCrmServer>(server);
