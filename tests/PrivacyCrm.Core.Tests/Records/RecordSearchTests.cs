using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class RecordSearchTests
{
    private static readonly Organization Organization = An.Organization
        .With(
            A.Module().WithSystemFields().With(
                A.Field.Text("Last_Name"), A.Field.Email(), A.Field.Phone(), A.Field.Email("Secret_Email").Restricted(), A.Field.MultiSelectPicklist(), A.Field.Boolean(),
                A.Field.Integer(), A.Field.DateTime(), A.Field.Lookup()),
            A.Module("Contacts").With(A.Field.Text("Last_Name")),
            A.Module("Secrets").WithSystemFields().With(A.Field.Email().Restricted(), A.Field.Text("Last_Name")),
            A.Module("Names").WithSystemFields().With(A.Field.Text("Last_Name")))
        .WithPrivacyOn();

    private static readonly InMemoryRecordStore Store = Filled();

    [Theory]
    [InlineData("(Last_Name:equals:UR)", "1 3")]
    [InlineData("(Last_Name:starts_with:bu)", "1")]
    [InlineData("(Last_Name:not_equal:burns)", "2 3 4")]
    [InlineData("(Last_Name:in:burns,miller)", "1 2")]
    [InlineData("(Last_Name:equals:${EMPTY})", "4")]
    [InlineData("(Last_Name:not_equal:${EMPTY})", "1 2 3")]
    [InlineData("(Phone:equals:5551)", "1")]
    [InlineData("(Phone:equals:555-1)", "1")]
    [InlineData("(Phone:starts_with:+1)", "1")]
    [InlineData("(Choices:equals:A)", "1 2")]
    [InlineData("(Choices:not_equal:A)", "3 4")]
    [InlineData("(Choices:in:B,C)", "2 3")]
    [InlineData("(Choices:equals:a)", "")]
    [InlineData("(Flag:equals:true)", "1")]
    [InlineData("(Flag:equals:false)", "2 3 4")]
    [InlineData("(Count:greater_than:-5)", "1 3")]
    [InlineData("(Count:less_equal:-5)", "2")]
    [InlineData("(Count:between:-10,9)", "1 2")]
    [InlineData("(Count:not_equal:9)", "2 3 4")]
    [InlineData("(Moment:equals:2026-03-14)", "1 2")]
    [InlineData("(Moment:greater_than:2026-03-14)", "3")]
    [InlineData("(Moment:in:2026-03-14T10:00:00Z)", "1")]
    [InlineData("(Contact:equals:ann)", "1")]
    [InlineData("(Contact:not_equal:ann)", "2 3 4")]
    [InlineData("(Contact:equals:9)", "2")]
    [InlineData("(Owner:equals:ada admin)", "1 2 3 4")]
    [InlineData("(id:greater_equal:3)", "3 4")]
    [InlineData("((Flag:equals:true)or(Count:equals:10))and(Last_Name:equals:u)", "1 3")]
    public async Task Criteria_find_records(string criteria, string ids) => Assert.Equal(ids, await FoundAsync(new ListQuery { Version = "v8", Criteria = criteria }));

    [Theory]
    [InlineData("ann", "1")]
    [InlineData("EXAMPLE.com", "1 2")]
    [InlineData("closed", "")]
    public async Task Email_finds_parts_of_open_addresses(string email, string ids) => Assert.Equal(ids, await FoundAsync(new ListQuery { Version = "v8", Email = email }));

    [Theory]
    [InlineData("555", "1 2")]
    [InlineData("(555) 12", "1")]
    [InlineData("1.555", "1")]
    public async Task Phone_compares_digits(string phone, string ids) => Assert.Equal(ids, await FoundAsync(new ListQuery { Version = "v8", Phone = phone }));

    [Theory]
    [InlineData("bur", "1")]
    [InlineData("com exa", "1 2")]
    [InlineData("burns ann", "1")]
    [InlineData("burns bob", "")]
    [InlineData("closed", "")]
    [InlineData("!!", "")]
    public async Task Word_finds_beginnings_of_open_words(string word, string ids) => Assert.Equal(ids, await FoundAsync(new ListQuery { Version = "v8", Word = word }));

    [Theory]
    [InlineData("Leads", "", """{"code":"EXPECTED_PARAM_MISSING","details":{"param_names":["criteria","email","phone","word"]},"message":"one of the expected parameter is missing","status":"error"}""")]
    [InlineData("Leads", "word=a", """{"code":"INVALID_DATA","details":{"param_name":"word"},"message":"provide atleast 2 letters for search","status":"error"}""")]
    [InlineData("Leads", "phone=12", """{"code":"INVALID_QUERY","details":{"param_name":"phone"},"message":"Invalid query formed","status":"error"}""")]
    [InlineData("Leads", "phone=abcd", """{"code":"INVALID_QUERY","details":{"param_name":"phone"},"message":"Invalid query formed","status":"error"}""")]
    [InlineData("Leads", "email=", """{"code":"INVALID_QUERY","details":{"param_name":"email"},"message":"Invalid query formed","status":"error"}""")]
    [InlineData("Names", "email=ann", """{"code":"FIELD_TYPE_UNAVAILABLE","details":{},"message":"this data type is not found in this module","status":"error"}""")]
    [InlineData("Leads", "email=ann&sort_by=Secret_Email", """{"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","api_name":"Secret_Email"},"message":"invalid query formed","status":"error"}""")]
    [InlineData("Leads", "email=ann&sort_by=Nobody", """{"code":"INVALID_QUERY","details":{"reason":"the field is not available for search","api_name":"Nobody"},"message":"the field is not available for search","status":"error"}""")]
    [InlineData("Leads", "email=ann&per_page=201", """{"code":"INVALID_DATA","details":{"param_name":"per_page"},"message":"invalid data","status":"error"}""")]
    [InlineData("Leads", "email=ann&page=11", """{"code":"LIMIT_REACHED","details":{"limit":"2000"},"message":"maximum response iteration limit reached","status":"error"}""")]
    public async Task Search_is_refused(string module, string parameters, string body) => Assert.Equal($"400 {body}", await AskAsync(module, QueryOf(parameters)));

    [Fact]
    public async Task Only_closed_addresses_are_nothing_to_find() => Assert.Equal("204", await AskAsync("Secrets", QueryOf("email=ann")));

    [Theory]
    [InlineData("criteria=(Flag:equals:false)", "200 3")]
    [InlineData("", "200 4")]
    [InlineData("email=closed", "200 0")]
    public async Task Count_counts_what_a_search_finds(string parameters, string answer) => Assert.Equal(
        answer,
        await Answers.OfAsync(Search().CountAsync(A.Caller(Organization), Organization.FindModule("Leads")!, QueryOf(parameters), CancellationToken.None)));

    [Theory]
    [InlineData("criteria=(Secret_Email:equals:x)")]
    [InlineData("criteria=(Secret_Email:equals:${EMPTY})")]
    public async Task Count_by_a_closed_field_is_refused(string parameters) => Assert.StartsWith(
        """400 {"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","api_name":"Secret_Email"}""",
        await Answers.OfAsync(Search().CountAsync(A.Caller(Organization), Organization.FindModule("Leads")!, QueryOf(parameters), CancellationToken.None)),
        StringComparison.Ordinal);

    private static ListQuery QueryOf(string parameters)
    {
        Dictionary<string, string> values = parameters.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new ListQuery
        {
            Version = "v8",
            Criteria = values.GetValueOrDefault("criteria"),
            Email = values.GetValueOrDefault("email"),
            Phone = values.GetValueOrDefault("phone"),
            Word = values.GetValueOrDefault("word"),
            SortBy = values.GetValueOrDefault("sort_by"),
            Page = values.GetValueOrDefault("page"),
            PerPage = values.GetValueOrDefault("per_page"),
        };
    }

    private static async Task<string> FoundAsync(ListQuery query)
    {
        string answer = await AskAsync("Leads", query with { SortOrder = "asc", Fields = "id" });
        if (answer == "204")
        {
            return string.Empty;
        }

        Assert.StartsWith("200 ", answer, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(answer[4..]);
        return string.Join(' ', document.RootElement.GetProperty("data").EnumerateArray().Select(record => record.GetProperty("id").GetString()));
    }

    private static Task<string> AskAsync(string module, ListQuery query) =>
        Answers.OfAsync(Search().SearchAsync(A.Caller(Organization), Organization.FindModule(module)!, query, CancellationToken.None));

    private static RecordSearch Search() => new(Store, new ReferencedNames(Store), new FrozenTime());

    private static InMemoryRecordStore Filled()
    {
        InMemoryRecordStore store = new();
        Module leads = Organization.FindModule("Leads")!;
        store.Put(Organization, leads, 1, """
            {"Last_Name":"Burns","Email":"Ann@example.com","Phone":"+1 555-12","Choices":["A"],"Flag":true,"Count":9,"Moment":"2026-03-14T10:00:00Z","Contact":"8","Secret_Email":"closed@example.org"}
            """);
        store.Put(Organization, leads, 2, """{"Last_Name":"Miller","Email":"bob@example.com","Phone":"555","Choices":["A","B"],"Count":-5,"Moment":"2026-03-14T23:59:59Z","Contact":"9"}""");
        store.Put(Organization, leads, 3, """{"Last_Name":"Durt","Choices":["C"],"Count":10,"Moment":"2026-03-15T00:00:00Z","Secret_Email":"ann@closed.org"}""");
        store.Put(Organization, leads, 4, "{}");
        store.Put(Organization, Organization.FindModule("Contacts")!, 8, """{"Last_Name":"Ann"}""");
        return store;
    }
}
