using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Search;

/// <summary>Custom views find what the oracle of searches finds, whose comparators they have, apart from the names.</summary>
public abstract class ViewOracleTests<TServer>(TServer server) : IClassFixture<TServer>, IAsyncLifetime
    where TServer : CrmServer
{
    private const int ViewsAtOnce = 95;

    private SearchData _data = null!;

    public async Task InitializeAsync() => _data = await SearchData.OfAsync(server);

    public Task DisposeAsync() => Task.CompletedTask;

    [CrmFact]
    public async Task Every_comparator_of_every_type_finds_what_the_oracle_finds()
    {
        List<(string Criteria, Func<SearchRow, bool> Matches)> views = [];
        foreach (SearchField field in _data.Fields)
        {
            object[] values = [.. field.Pool.Where(value => !SearchData.TextOf(value).StartsWith("${", StringComparison.Ordinal))];
            foreach ((string comparator, string searched, bool isNegated, int count) in ComparatorsOf(field.Kind))
            {
                for (int index = 0; index < Math.Min(values.Length, 3); index++)
                {
                    object[] chosen = [.. Enumerable.Range(0, count).Select(next => values[(index + next) % values.Length])];
                    SearchCondition condition = new SearchCondition.One(field, searched, [.. chosen.Select(value => TextOf(field, value))]);
                    views.Add((Criteria(field, comparator, chosen), row => condition.Matches(row) != isNegated));
                }
            }
        }

        await CompareAsync(views);
    }

    [CrmFact]
    public async Task Groups_find_what_the_oracle_finds()
    {
        Random random = new(20260315);
        await CompareAsync([.. Enumerable.Range(0, 60).Select(_ => Group(random, depth: 2))]);
    }

    [CrmFact]
    public async Task Order_of_a_view_is_that_of_a_search_and_pages_by_token_go_both_ways()
    {
        foreach (SearchField field in _data.Fields.Where(field => field.Kind is not (SearchKind.LongText or SearchKind.Choices)))
        {
            foreach (string order in new[] { "asc", "desc" })
            {
                string view = await _data.Org.AddViewAsync("Leads", $$"""{"name":"{{field.Name}} {{order}}","criteria":{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Row"},"sort_by":{"api_name":"{{field.Name}}"},"sort_order":"{{order}}"}""");
                List<string> expected = (await _data.Org.Admin.SearchAsync("Leads", "(Last_Name:equals:Row)", $"&fields=id&sort_by={field.Name}&sort_order={order}")).ShouldHaveStatus(200).Ids;

                (List<string> forward, string? last) = await WalkAsync(view, "next_page_token", null);
                (List<string> backward, _) = await WalkAsync(view, "previous_page_token", last);

                Assert.Equal(expected, forward);
                Assert.Equal(expected.Take(backward.Count).Reverse(), backward);
                Assert.True(backward.Count >= 50, field.Name);
            }
        }

        await DeleteAllAsync();
    }

    // Backward pages are turned round, so that the walk goes from the last record to the first.
    private async Task<(List<string> Ids, string? Last)> WalkAsync(string view, string direction, string? token)
    {
        List<string> ids = [];
        string? last = token;
        do
        {
            string more = last is null ? string.Empty : $"&page_token={Uri.EscapeDataString(last)}";
            CrmAnswer page = (await _data.Org.Admin.GetAsync($"Leads?fields=id&cvid={view}&per_page=25{more}")).ShouldHaveStatus(200);
            ids.AddRange(direction[0] == 'n' ? page.Ids : page.Ids.AsEnumerable().Reverse());
            string? following = (string?)page.Json!["info"]![direction];
            token = following is null && direction[0] == 'n' ? (string?)page.Json["info"]!["previous_page_token"] : token;
            last = following;
        }
        while (last is not null);

        return (ids, token);
    }

    private (string Criteria, Func<SearchRow, bool> Matches) Group(Random random, int depth)
    {
        if (depth == 0 || random.Next(3) == 0)
        {
            SearchField field = _data.Fields[random.Next(_data.Fields.Count)];
            (string comparator, string searched, bool isNegated, int count)[] known = [.. ComparatorsOf(field.Kind)];
            (string comparator, string searched, bool isNegated, int count) = known[random.Next(known.Length)];
            object[] values = [.. field.Pool.Where(value => !SearchData.TextOf(value).StartsWith("${", StringComparison.Ordinal))];
            object[] chosen = [.. Enumerable.Range(0, count).Select(_ => values[random.Next(values.Length)])];
            SearchCondition condition = new SearchCondition.One(field, searched, [.. chosen.Select(value => TextOf(field, value))]);
            return (Criteria(field, comparator, chosen), row => condition.Matches(row) != isNegated);
        }

        bool isAnd = random.Next(2) == 0;
        (string Criteria, Func<SearchRow, bool> Matches)[] members = [.. Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Group(random, depth - 1))];
        return (
            $$"""{"group_operator":"{{(isAnd ? "AND" : "or")}}","group":[{{string.Join(',', members.Select(member => member.Criteria))}}]}""",
            row => isAnd ? Array.TrueForAll(members, member => member.Matches(row)) : Array.Exists(members, member => member.Matches(row)));
    }

    private static IEnumerable<(string Comparator, string Searched, bool IsNegated, int Count)> ComparatorsOf(SearchKind kind)
    {
        bool isText = kind is SearchKind.Text or SearchKind.Phone or SearchKind.LongText;
        yield return ("equal", isText ? "in" : "equals", false, 1);
        yield return ("not_equal", isText ? "in" : "equals", true, 1);
        if (kind == SearchKind.Flag)
        {
            yield break;
        }

        yield return ("in", "in", false, 2);
        yield return ("not_in", "in", true, 2);
        yield return ("equal", "in", false, 3);
        if (isText)
        {
            yield return ("contains", "equals", false, 1);
            yield return ("not_contains", "equals", true, 1);
        }

        if (isText || kind == SearchKind.Choices)
        {
            yield return ("starts_with", "starts_with", false, 1);
        }

        if (kind is SearchKind.Number or SearchKind.Day or SearchKind.Moment)
        {
            foreach (string comparator in new[] { "less_than", "less_equal", "greater_than", "greater_equal" })
            {
                yield return (comparator, comparator, false, 1);
            }

            yield return ("between", "between", false, 2);
            yield return ("not_between", "between", true, 2);
        }
    }

    // References are given by their ids.
    private static string TextOf(SearchField field, object value) => field.Kind == SearchKind.Reference ? ((string[])value)[1] : SearchData.TextOf(value);

    private static string Criteria(SearchField field, string comparator, object[] values)
    {
        JsonNode[] sent = [.. values.Select(value => Json(field, value))];
        JsonObject criteria = new()
        {
            ["field"] = new JsonObject { ["api_name"] = field.Name },
            ["comparator"] = comparator,
            ["value"] = sent.Length == 1 && comparator is not ("in" or "not_in") ? sent[0] : new JsonArray(sent),
            ["type"] = "value",
        };
        return criteria.ToJsonString();
    }

    private static JsonNode Json(SearchField field, object value) => (field.Kind, value) switch
    {
        (SearchKind.Reference, string[] reference) => new JsonObject { ["id"] = reference[1], ["name"] = reference[0] },
        (SearchKind.Flag, bool flag) => JsonValue.Create(flag),
        (SearchKind.Number, decimal number) when field.Name != "Big" => JsonNode.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture))!,
        _ => JsonValue.Create(SearchData.TextOf(value)),
    };

    private async Task CompareAsync(List<(string Criteria, Func<SearchRow, bool> Matches)> views)
    {
        foreach ((string Criteria, Func<SearchRow, bool> Matches)[] batch in views.Chunk(ViewsAtOnce))
        {
            string drafts = string.Join(',', batch.Select((view, index) => $$"""{"name":"View {{index}}","access_type":"public","criteria":{{view.Criteria}}}"""));
            CrmAnswer made = await _data.Org.Admin.PostAsync("settings/custom_views?module=Leads", $$"""{"custom_views":[{{drafts}}]}""");
            JsonArray outcomes = made.ShouldHaveStatus(201).Json!["custom_views"]!.AsArray();
            for (int index = 0; index < batch.Length; index++)
            {
                CrmAnswer found = await _data.Org.User.GetAsync($"Leads?fields=id&cvid={outcomes[index]!["details"]!["id"]}");
                Assert.True(found.Status is 200 or 204, $"{batch[index].Criteria}\n{found}");
                string[] expected = [.. _data.Rows.Where(batch[index].Matches).Select(row => row.Id).Order(StringComparer.Ordinal)];
                Assert.True(expected.SequenceEqual(found.Ids.Order(StringComparer.Ordinal)), $"{batch[index].Criteria}\nexpected {expected.Length}, found {found.Ids.Count}");
            }

            await DeleteAllAsync();
        }
    }

    private async Task DeleteAllAsync()
    {
        JsonArray views = (await _data.Org.Admin.GetAsync("settings/custom_views?module=Leads")).Json!["custom_views"]!.AsArray();
        string ids = string.Join(',', views.Where(view => !(bool)view!["system_defined"]!).Select(view => (string)view!["id"]!));
        (await _data.Org.Admin.DeleteAsync($"settings/custom_views?module=Leads&ids={ids}")).ShouldHaveStatus(200);
    }
}

public sealed class ViewOracleOnSqlite(SqliteCrmServer server) : ViewOracleTests<SqliteCrmServer>(server);

public sealed class ViewOracleOnPostgres(PostgresCrmServer server) : ViewOracleTests<PostgresCrmServer>(server);
