using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class RecordReaderTests
{
    private static readonly Organization Organization = An.Organization
        .With(A.Module().WithSystemFields().With(A.Field.Text("Last_Name"), A.Field.Email().Restricted()))
        .WithPrivacyOn();

    private static readonly Module Leads = Organization.FindModule("Leads")!;
    private static readonly ListQuery Query = new() { Version = "v8", Fields = "Last_Name", PerPage = "2" };

    [Fact]
    public async Task Tokens_lead_through_all_pages_and_back()
    {
        JsonElement first = await PageAsync(Query);
        JsonElement second = await PageAsync(Query with { PageToken = TokenOf(first, "next_page_token") });
        JsonElement third = await PageAsync(Query with { PageToken = TokenOf(second, "next_page_token") });
        JsonElement back = await PageAsync(Query with { PageToken = TokenOf(third, "previous_page_token") });

        Assert.Equal(["5 4 (1, more)", "3 2 (2, more)", "1 (3)", "3 2 (2, more)"], new[] { first, second, third, back }.Select(Told));
        Assert.Null(TokenOf(first, "previous_page_token"));
        Assert.Null(TokenOf(third, "next_page_token"));
    }

    [Theory]
    [InlineData("id", "asc", "1 2 (1, more)")]
    [InlineData("Created_Time", "desc", "5 4 (1, more)")]
    [InlineData("Modified_Time", "asc", "1 2 (1, more)")]
    public async Task List_is_sorted(string sortBy, string sortOrder, string told) =>
        Assert.Equal(told, Told(await PageAsync(Query with { SortBy = sortBy, SortOrder = sortOrder })));

    [Theory]
    [InlineData("Email", """400 {"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","api_name":"Email"},"message":"invalid query formed","status":"error"}""")]
    [InlineData("Last_Name", """400 {"code":"INVALID_DATA","details":{"param_name":"sort_by"},"message":"invalid data","status":"error"}""")]
    [InlineData("Nobody", """400 {"code":"INVALID_DATA","details":{"param_name":"sort_by"},"message":"invalid data","status":"error"}""")]
    public async Task List_is_not_sorted_by_other_fields(string sortBy, string answer) => Assert.Equal(answer, await AskAsync(Query with { SortBy = sortBy }));

    [Theory]
    [InlineData("v2", 200)]
    [InlineData("v2.1", 200)]
    [InlineData("v3", 400)]
    [InlineData("v8", 400)]
    public async Task Fields_are_mandatory_in_lists_since_the_third_version(string version, int status) =>
        Assert.StartsWith($"{status} ", await AskAsync(Query with { Version = version, Fields = null }), StringComparison.Ordinal);

    [Fact]
    public async Task Page_and_token_exclude_each_other() =>
        Assert.StartsWith("""400 {"code":"AMBIGUITY_DURING_PROCESSING",""", await AskAsync(Query with { Page = "1", PageToken = "x" }), StringComparison.Ordinal);

    [Theory]
    [InlineData("10", "200", "204")]
    [InlineData("11", "200", "400 {\"code\":\"DISCRETE_PAGINATION_LIMIT_EXCEEDED\"")]
    [InlineData("2147483647", "200", "400 {\"code\":\"DISCRETE_PAGINATION_LIMIT_EXCEEDED\"")]
    [InlineData("0", "200", "400 {\"code\":\"INVALID_DATA\"")]
    [InlineData("-1", "200", "400 {\"code\":\"INVALID_DATA\"")]
    [InlineData("1", "0", "400 {\"code\":\"INVALID_DATA\"")]
    [InlineData("1", "201", "400 {\"code\":\"INVALID_DATA\"")]
    [InlineData("99999999999", "1", "400 {\"code\":\"INVALID_DATA\"")]
    public async Task Pages_by_number_end_at_two_thousand_records(string page, string perPage, string answer) =>
        Assert.StartsWith(answer, await AskAsync(Query with { Page = page, PerPage = perPage }), StringComparison.Ordinal);

    [Theory]
    [InlineData("1", """200 {"data":[{"id":"1","Last_Name":"Name 1","Email":null}],"private_fields":""")]
    [InlineData("0", "204")]
    [InlineData("99", "204")]
    [InlineData("9999999999999999999", "204")]
    [InlineData("abc", """400 {"code":"INVALID_DATA","details":{"resource_path_index":1}""")]
    [InlineData("-1", """400 {"code":"INVALID_DATA","details":{"resource_path_index":1}""")]
    public async Task Record_is_found_by_its_id(string id, string answer) => Assert.StartsWith(
        answer, await Answers.OfAsync(Reader().FindAsync(A.Caller(Organization), Leads, id, "Last_Name,Email", null, CancellationToken.None)), StringComparison.Ordinal);

    [Fact]
    public async Task Personal_fields_are_listed_beside_the_records() => Assert.EndsWith(
        $$$""","private_fields":[{"api_name":"Email","id":"{{{Leads.Find("Email")!.Id}}}","private":{"restricted":true,"type":"High","export":false}}]}""",
        await Answers.OfAsync(Reader().FindAsync(A.Caller(Organization), Leads, "1", null, null, CancellationToken.None)),
        StringComparison.Ordinal);

    private static async Task<JsonElement> PageAsync(ListQuery query)
    {
        using JsonDocument document = JsonDocument.Parse((await AskAsync(query))[4..]);
        return document.RootElement.Clone();
    }

    private static Task<string> AskAsync(ListQuery query) => Answers.OfAsync(Reader().ListAsync(A.Caller(Organization), Leads, query, CancellationToken.None));

    private static RecordReader Reader()
    {
        InMemoryRecordStore store = new();
        for (int id = 1; id <= 5; id++)
        {
            store.Put(Organization, Leads, id, $$"""{"Last_Name":"Name {{id}}","Email":"ann@example.com"}""");
        }

        return new RecordReader(store, new ReferencedNames(store), new FrozenTime());
    }

    private static string? TokenOf(JsonElement page, string name) => page.GetProperty("info").GetProperty(name).GetString();

    private static string Told(JsonElement page)
    {
        JsonElement info = page.GetProperty("info");
        string ids = string.Join(' ', page.GetProperty("data").EnumerateArray().Select(record => record.GetProperty("id").GetString()));
        return $"{ids} ({info.GetProperty("page").GetInt32()}{(info.GetProperty("more_records").GetBoolean() ? ", more" : string.Empty)})";
    }
}
