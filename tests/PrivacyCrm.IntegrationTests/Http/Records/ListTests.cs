using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Records;

public abstract class ListTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmTheory]
    [InlineData("id", "desc", 7)]
    [InlineData("id", "asc", 7)]
    [InlineData("Created_Time", "desc", 4)]
    [InlineData("Created_Time", "asc", 5)]
    [InlineData("Modified_Time", "desc", 3)]
    [InlineData("Modified_Time", "asc", 6)]
    public async Task Pages_show_every_record_once_by_number_and_by_token_in_both_directions(string sortBy, string order, int size)
    {
        // Several records share each second, so that only the id tells their order.
        List<string> ids = [];
        for (int second = 0; second < 5; second++)
        {
            ids.AddRange(await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 5).Select(number => $$"""{"Last_Name":"L{{number}}"}""")));
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Admin.PutAsync("Leads", $$"""{"data":[{{string.Join(',', ids.Where((_, index) => index % 3 == 0).Select(id => $$"""{"id":"{{id}}","Company":"x"}"""))}}]}""");
        string query = $"Leads?fields=Created_Time,Modified_Time&sort_by={sortBy}&sort_order={order}&per_page={size}";
        string all = $"Leads?fields=Created_Time,Modified_Time&sort_by={sortBy}&sort_order={order}";
        JsonArray sorted = (await Admin.GetAsync(all)).ShouldHaveStatus(200).Json!["data"]!.AsArray();
        List<string> expected = [.. sorted.Select(row => (string)row!["id"]!)];
        Assert.Equal(ids.Order(), expected.Order());
        List<string> values = [.. sorted.Select(row => (string)row![sortBy]!)];
        Assert.Equal(order == "asc" ? values.Order(StringComparer.Ordinal) : values.OrderDescending(StringComparer.Ordinal), values);

        List<string> byNumber = [];
        for (int page = 1; (await Admin.GetAsync($"{query}&page={page}")) is { Status: 200 } answer; page++)
        {
            byNumber.AddRange(answer.Ids);
            Assert.Equal(page, (int)answer.Json!["info"]!["page"]!);
        }

        (List<string> forward, JsonNode lastInfo) = await FollowAsync(query, "next_page_token");
        (List<string> backward, _) = await FollowAsync(query, "previous_page_token", (string?)lastInfo["previous_page_token"]);

        Assert.Equal(expected, byNumber);
        Assert.Equal(expected, forward);
        int lastPage = expected.Count % size == 0 ? size : expected.Count % size;
        Assert.Equal(expected.SkipLast(lastPage), backward);
        Assert.False((bool)lastInfo["more_records"]!);
        Assert.Null(lastInfo["next_page_token"]);
    }

    [CrmFact]
    public async Task Page_token_is_bound_to_its_user_and_parameters_and_expires()
    {
        await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 3).Select(_ => """{"Last_Name":"x"}"""));
        JsonNode info = (await Admin.GetAsync("Leads?fields=Last_Name&per_page=1")).ShouldHaveStatus(200).Json!["info"]!;
        string token = (string)info["next_page_token"]!;
        string mismatch = "The page_token given seems to be invalid or input param is added or altered or deleted";

        (await Admin.GetAsync($"Leads?fields=Last_Name&per_page=1&page_token={token}")).ShouldHaveStatus(200);
        foreach (string altered in new[]
        {
            $"Leads?fields=Last_Name&per_page=2&page_token={token}", $"Leads?fields=Last_Name,Email&per_page=1&page_token={token}",
            $"Leads?fields=Last_Name&per_page=1&sort_order=asc&page_token={token}", $"Leads?fields=Last_Name&per_page=1&sort_by=Created_Time&page_token={token}",
            $"Leads?fields=Last_Name&per_page=1&converted=both&page_token={token}", $"Contacts?fields=Last_Name&per_page=1&page_token={token}",
            $"Leads?fields=Last_Name&per_page=1&page_token={token[1..]}", "Leads?fields=Last_Name&per_page=1&page_token=x",
            $"Leads?fields=Last_Name&per_page=1&page_token={(token[0] == 'A' ? 'B' : 'A')}{token[1..]}",
        })
        {
            (await Admin.GetAsync(altered)).ShouldBeRefused(400, "TOKEN_BOUND_DATA_MISMATCH", """{"param_name":"page_token"}""", mismatch);
        }

        (await User.GetAsync($"Leads?fields=Last_Name&per_page=1&page_token={token}")).ShouldBeRefused(400, "TOKEN_BOUND_DATA_MISMATCH", """{"param_name":"page_token"}""", mismatch);
        (await Admin.GetAsync($"Leads?fields=Last_Name&per_page=1&page=2&page_token={token}")).ShouldHaveStatus(400);
        DateTimeOffset expiry = DateTimeOffset.Parse((string)info["page_token_expiry"]!, CultureInfo.InvariantCulture);
        Assert.Equal(TimeSpan.FromHours(24), expiry - Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromHours(24));
        CrmClient later = await Org.ClientOfAsync(Org.AdminId, TestOrganization.AllScopes);
        (await later.GetAsync($"Leads?fields=Last_Name&per_page=1&page_token={token}")).ShouldBeRefused(
            400, "EXPIRED_VALUE", """{"api_name":"page_token","json_path":"$.query.page_token"}""", "Page token expired");
    }

    [CrmTheory]
    [InlineData("Leads?fields=id&per_page=0", "per_page")]
    [InlineData("Leads?fields=id&per_page=201", "per_page")]
    [InlineData("Leads?fields=id&per_page=-1", "per_page")]
    [InlineData("Leads?fields=id&per_page=ten", "per_page")]
    [InlineData("Leads?fields=id&page=0", "page")]
    [InlineData("Leads?fields=id&page=1.5", "page")]
    [InlineData("Leads?fields=id&page=99999999999999999999", "page")]
    [InlineData("Leads?fields=id&sort_by=Company", "sort_by")]
    [InlineData("Leads?fields=id&sort_by=Nothing", "sort_by")]
    [InlineData("Leads?fields=id&sort_order=up", "sort_order")]
    [InlineData("Leads?fields=id&cvid=1", "cvid")]
    [InlineData("Leads?fields=id&converted=maybe", "converted")]
    public async Task Wrong_parameters_are_refused(string path, string parameter)
    {
        (await Admin.GetAsync(path)).ShouldBeRefused(400, "INVALID_DATA", $$"""{"param_name":"{{parameter}}"}""", "invalid data");
    }

    [CrmFact]
    public async Task Limits_of_lists_are_told()
    {
        (await Admin.GetAsync("Leads")).ShouldBeRefused(400, "REQUIRED_PARAM_MISSING", """{"param_name":"fields"}""", "required param is missing");
        (await Admin.GetAsync($"Leads?fields={string.Join(',', Enumerable.Range(0, 51).Select(number => $"F{number}"))}")).ShouldBeRefused(
            400, "LIMIT_EXCEEDED", """{"limit":50,"param_name":"fields"}""", "limit exceeded");
        (await Admin.GetAsync("Leads?fields=id&page=11")).ShouldBeRefused(
            400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED", """{"limit":2000}""", "You can only get the first 2000 records without using page_token param");
        (await Admin.GetAsync("Leads?fields=id&page=10")).ShouldBeEmpty(204);
        (await Admin.GetAsync($"Leads?fields=id&ids={string.Join(',', Enumerable.Range(1, 101))}")).ShouldHaveStatus(400);
    }

    [CrmFact]
    public async Task Ids_choose_records_and_unknown_ones_are_left_out()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", Enumerable.Range(0, 4).Select(_ => """{"Last_Name":"x"}"""));

        CrmAnswer answer = await Admin.GetAsync($"Leads?fields=id&ids={ids[2]},123456789012345678,abc,{ids[0]},{ids[2]}");

        Assert.Equal([ids[2], ids[0]], answer.ShouldHaveStatus(200).Ids);
        (await Admin.GetAsync("Leads?fields=id&ids=123456789012345678")).ShouldBeEmpty(204);
    }

    [CrmFact]
    public async Task Lists_show_the_fields_asked_for_and_the_id()
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Company":"x"}""");

        JsonObject row = (await Admin.GetAsync("Leads?fields=Company,Nothing,$approval_state,$stop_processing")).First;

        Assert.Equal(["$approval_state", "$stop_processing", "Company", "id"], row.Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [CrmFact]
    public async Task Versions_differ_where_the_original_does()
    {
        await Admin.CreateManyAsync("Leads", """{"Last_Name":"Doe"}""", """{"Last_Name":"Doe"}""");

        JsonNode old = (await Admin.GetAsync("/crm/v2/Leads?per_page=1")).ShouldHaveStatus(200).Json!;
        JsonNode older = (await Admin.GetAsync("/crm/v2.1/Leads?fields=id")).ShouldHaveStatus(200).Json!;

        Assert.Equal("""{"per_page":1,"count":1,"page":1,"more_records":true}""", old["info"]!.ToJsonString());
        Assert.Equal("Doe", (string?)old["data"]![0]!["Last_Name"]);
        Assert.Equal(["per_page", "count", "page", "more_records"], older["info"]!.AsObject().Select(pair => pair.Key));
        foreach (string version in new[] { "v3", "v4", "v5", "v6", "v7", "v8" })
        {
            (await Admin.GetAsync($"/crm/{version}/Leads")).ShouldHaveStatus(400);
            Assert.Equal(11, (await Admin.GetAsync($"/crm/{version}/Leads?fields=id")).ShouldHaveStatus(200).Json!["info"]!.AsObject().Count);
        }

        foreach (string version in new[] { "v1", "v9", "v2.2", "8", "latest" })
        {
            (await Admin.GetAsync($"/crm/{version}/Leads?fields=id")).ShouldBeRefused(
                404, "INVALID_URL_PATTERN", "{}", "Please check if the URL trying to access is a correct one");
        }
    }

    [CrmFact]
    public async Task If_modified_since_shows_what_changed_after_it()
    {
        string old = await Admin.CreateAsync("Leads", """{"Last_Name":"Old"}""");
        Clock.Advance(TimeSpan.FromMinutes(10));
        DateTimeOffset between = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(10));
        string changed = await Admin.CreateAsync("Leads", """{"Last_Name":"New"}""");
        DateTimeOffset last = Clock.GetUtcNow();

        foreach (string time in new[] { Iso(between), between.ToString("r", CultureInfo.InvariantCulture), Iso(between.ToOffset(TimeSpan.FromHours(5.5))), between.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) })
        {
            Assert.Equal([changed], (await Admin.GetAsync("Leads?fields=id", ("If-Modified-Since", time))).ShouldHaveStatus(200).Ids);
            (await Admin.GetAsync($"Leads/{old}", ("If-Modified-Since", time))).ShouldBeEmpty(304);
            (await Admin.GetAsync($"Leads/{changed}", ("If-Modified-Since", time))).ShouldHaveStatus(200);
        }

        (await Admin.GetAsync("Leads?fields=id", ("If-Modified-Since", Iso(last)))).ShouldBeEmpty(304);
        (await Admin.GetAsync("Leads?fields=id", ("If-Modified-Since", "yesterday"))).ShouldBeRefused(
            400, "INVALID_DATA", """{"param_name":"If-Modified-Since"}""", "invalid data");
        await Admin.DeleteAsync($"Leads/{old}");
        Assert.Equal([old], (await Admin.GetAsync("Leads/deleted?type=all", ("If-Modified-Since", Iso(between)))).ShouldHaveStatus(200).Ids);
        (await Admin.GetAsync("Leads/deleted?type=all", ("If-Modified-Since", Iso(last.AddHours(1))))).ShouldBeEmpty(304);
    }

    [CrmFact]
    public async Task If_unmodified_since_protects_what_changed_after_it()
    {
        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"A"}""", """{"Last_Name":"B"}""");
        string seen = (string)(await Admin.GetAsync($"Leads/{ids[0]}")).First["Modified_Time"]!;
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await User.PutAsync($"Leads/{ids[0]}", """{"data":[{"Company":"theirs"}]}""", ("If-Unmodified-Since", seen))).ShouldHaveStatus(200);

        CrmAnswer one = await Admin.PutAsync($"Leads/{ids[0]}", """{"data":[{"Company":"mine"}]}""", ("If-Unmodified-Since", seen));
        CrmAnswer mixed = await Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{ids[0]}}","Company":"mine"},{"id":"{{ids[1]}}","Company":"mine"}]}""", ("If-Unmodified-Since", seen));
        CrmAnswer upsert = await Admin.PostAsync("Leads/upsert", $$"""{"data":[{"id":"{{ids[0]}}","Company":"mine"}]}""", ("If-Unmodified-Since", seen));

        one.ShouldMatch(412, "records/already_modified");
        Assert.Equal(["ALREADY_MODIFIED", "SUCCESS"], mixed.ShouldHaveStatus(207).Codes);
        upsert.ShouldMatch(412, "records/already_modified");
        Assert.Equal("theirs", (string?)(await Admin.GetAsync($"Leads/{ids[0]}")).First["Company"]);
        (await Admin.PutAsync($"Leads/{ids[0]}", """{"data":[{"Company":"mine"}]}""", ("If-Unmodified-Since", "soon"))).ShouldHaveStatus(400);
    }

    [CrmFact]
    public async Task Of_clients_with_the_same_time_one_wins_also_within_one_second()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Race"}""");
        string seen = (string)(await Admin.GetAsync($"Leads/{id}")).First["Modified_Time"]!;

        CrmAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            Admin.PutAsync($"Leads/{id}", $$$"""{"data":[{"Company":"{{{number}}}"}]}""", ("If-Unmodified-Since", seen))));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal(15, answers.Count(answer => answer.Status == 412));
    }

    [CrmFact]
    public async Task Modified_time_never_goes_back()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");
        DateTimeOffset before = await ModifiedAsync(id);
        Clock.Advance(TimeSpan.FromHours(-2));

        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"x"}]}""")).ShouldHaveStatus(200);

        Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(await ModifiedAsync(id) >= before);
    }

    [CrmFact]
    public async Task Times_are_told_in_the_time_zone_of_the_user()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");

        string time = (string)(await Admin.GetAsync($"Leads/{id}")).First["Created_Time"]!;

        Assert.EndsWith("-07:00", time, StringComparison.Ordinal);
        Assert.Equal(Clock.GetUtcNow(), DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
    }

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private async Task<DateTimeOffset> ModifiedAsync(string id) =>
        DateTimeOffset.Parse((string)(await Admin.GetAsync($"Leads/{id}")).First["Modified_Time"]!, CultureInfo.InvariantCulture);

    private async Task<(List<string> Ids, JsonNode Info)> FollowAsync(string query, string token, string? start = null)
    {
        bool isBackward = token == "previous_page_token";
        List<string> ids = [];
        string? next = start;
        while (true)
        {
            CrmAnswer answer = (await Admin.GetAsync(next is null ? query : $"{query}&page_token={next}")).ShouldHaveStatus(200);
            ids = isBackward ? [.. answer.Ids, .. ids] : [.. ids, .. answer.Ids];
            JsonNode info = answer.Json!["info"]!;
            next = (string?)info[token];
            if (next is null)
            {
                return (ids, info);
            }
        }
    }
}

public sealed class ListsOnSqlite(SqliteCrmServer server) : ListTests<SqliteCrmServer>(server);

public sealed class ListsOnPostgres(PostgresCrmServer server) : ListTests<PostgresCrmServer>(server);
