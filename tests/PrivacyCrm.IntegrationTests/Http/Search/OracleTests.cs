using System.Globalization;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Search;

public abstract class OracleTests<TServer>(TServer server) : IClassFixture<TServer>, IAsyncLifetime
    where TServer : CrmServer
{
    private const int RandomCriteria = 250;

    private SearchData _data = null!;

    public async Task InitializeAsync() => _data = await SearchData.OfAsync(server);

    public Task DisposeAsync() => Task.CompletedTask;

    [CrmFact]
    public async Task Every_operator_of_every_type_finds_what_the_oracle_finds()
    {
        foreach (SearchField field in _data.Fields)
        {
            string[] values = [.. field.Pool.Select(SearchData.TextOf).Distinct(StringComparer.Ordinal)];
            foreach (string one in SearchData.OperatorsOf(field.Kind))
            {
                foreach (string value in values.Take(one is "equals" or "not_equal" ? 40 : 8))
                {
                    string other = values[(Array.IndexOf(values, value) + 1) % values.Length];
                    await CompareAsync(new SearchCondition.One(field, one, one is "between" or "in" ? [value, other] : [value]));
                }
            }

            await CompareAsync(new SearchCondition.One(field, "equals", ["${EMPTY}"]), field.Kind == SearchKind.Flag);
            await CompareAsync(new SearchCondition.One(field, "not_equal", ["${EMPTY}"]), field.Kind == SearchKind.Flag);
        }
    }

    [CrmFact]
    public async Task Random_criteria_find_what_the_oracle_finds()
    {
        int seed = Environment.GetEnvironmentVariable("PRIVACYCRM_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 8_061_969;
        Random random = new(seed);
        for (int index = 0; index < RandomCriteria; index++)
        {
            int left = 10;
            SearchCondition condition = Make(random, 3, ref left);
            if (condition.ToString()!.Length < 3_000)
            {
                await CompareAsync(condition, note: $"seed {seed}, criteria {index}");
            }
        }
    }

    [CrmFact]
    public async Task Sorting_by_any_field_puts_records_without_a_value_last_and_pages_agree()
    {
        foreach (SearchField field in _data.Fields.Where(field => field.Kind is not (SearchKind.LongText or SearchKind.Reference)))
        {
            foreach (string order in new[] { "asc", "desc" })
            {
                string more = $"&fields=id,{field.Name}&sort_by={field.Name}&sort_order={order}";
                CrmAnswer all = await _data.Org.Admin.SearchAsync("Leads", "(Last_Name:equals:Row)", more);
                if (field.Kind == SearchKind.Choices && all.Status == 400)
                {
                    continue;
                }

                List<string> ids = all.ShouldHaveStatus(200).Ids;
                List<string> paged = [];
                for (int page = 1; page <= 3; page++)
                {
                    paged.AddRange((await _data.Org.Admin.SearchAsync("Leads", "(Last_Name:equals:Row)", $"{more}&per_page=50&page={page}")).Ids);
                }

                Assert.Equal(_data.Rows.Select(row => row.Id).Order(), ids.Order());
                Assert.Equal(ids, paged);
                Assert.Equal((field.Name, order), ((string?)all.Json!["info"]!["sort_by"], (string?)all.Json["info"]!["sort_order"]));
                ShouldBeSorted(field, order, ids);
            }
        }
    }

    [CrmFact]
    public async Task Count_agrees_with_search()
    {
        foreach (string criteria in new[] { "(Company:equals:a)", "((Annual_Revenue:greater_than:0)or(Email_Opt_Out:equals:true))", "(Last_Name:equals:none)" })
        {
            int found = (await _data.Org.Admin.SearchAsync("Leads", criteria)).Ids.Count;

            (await _data.Org.User.GetAsync($"Leads/actions/count?criteria={Uri.EscapeDataString(criteria)}")).ShouldBe(200, $$"""{"count":{{found}}}""");
        }
    }

    private SearchCondition Make(Random random, int depth, ref int left)
    {
        left--;
        if (depth > 0 && left > 1 && random.Next(3) > 0)
        {
            SearchCondition first = Make(random, depth - 1, ref left);
            return new SearchCondition.Pair(random.Next(2) == 0, first, Make(random, depth - 1, ref left));
        }

        SearchField field = _data.Fields[random.Next(_data.Fields.Count)];
        string[] operators = SearchData.OperatorsOf(field.Kind);
        string one = operators[random.Next(operators.Length)];
        int count = one switch { "between" => 2, "in" => 1 + random.Next(4), _ => 1 };
        return new SearchCondition.One(field, one, [.. Enumerable.Range(0, count).Select(_ => ValueOf(random, field, one))]);
    }

    private static string ValueOf(Random random, SearchField field, string one)
    {
        object value = field.Pool[random.Next(field.Pool.Length)];
        string text = SearchData.TextOf(value);
        return field.Kind switch
        {
            SearchKind.Text or SearchKind.LongText when one is "equals" or "starts_with" && random.Next(2) == 0 => PartOf(random, text),
            SearchKind.Flag => random.Next(2) == 0 ? "true" : "FALSE",
            SearchKind.Choices => ((string[])value)[^1],
            SearchKind.Moment when random.Next(3) == 0 => "2026-03-08",
            SearchKind.Reference when random.Next(3) == 0 => ((string[])value)[1],
            SearchKind.Number when random.Next(4) == 0 => $"{text}{(text.Contains('.', StringComparison.Ordinal) ? "0" : ".0")}",
            _ => text,
        };
    }

    private static string PartOf(Random random, string text)
    {
        int start = random.Next(2) == 0 ? 0 : random.Next(text.Length);
        string part = text.Substring(start, 1 + random.Next(text.Length - start)).Trim();
        bool isWhole = part.Length > 0 && !char.IsLowSurrogate(part[0]) && !char.IsHighSurrogate(part[^1]);
        return isWhole ? part : text;
    }

    private async Task CompareAsync(SearchCondition condition, bool isSkipped = false, string note = "")
    {
        if (isSkipped)
        {
            return;
        }

        CrmAnswer answer = await _data.Org.Admin.SearchAsync("Leads", condition.ToString()!, "&fields=id");

        Assert.True(answer.Status is 200 or 204, $"{note} {condition}\n{answer.Status} {answer.Text}");
        HashSet<string> expected = [.. _data.Rows.Where(condition.Matches).Select(row => row.Id)];
        List<string> surplus = [.. answer.Ids.Except(expected)];
        List<string> missing = [.. expected.Except(answer.Ids)];
        Assert.True(surplus.Count + missing.Count == 0, $"{note} {condition}\nsurplus: {Describe(surplus)}\nmissing: {Describe(missing)}");
    }

    private string Describe(List<string> ids) => string.Join(" | ", ids.Take(5).Select(id => string.Join(", ", _data.Rows.Single(row => row.Id == id).Values.Select(pair => $"{pair.Key}={Show(pair.Value)}"))));

    private static string Show(object value) => value is string[] texts ? string.Join('+', texts) : SearchData.TextOf(value);

    private void ShouldBeSorted(SearchField field, string order, List<string> ids)
    {
        object?[] values = [.. ids.Select(id => _data.Rows.Single(row => row.Id == id)[field.Name])];
        if (field.Kind != SearchKind.Flag)
        {
            Assert.True(values.SkipWhile(value => value is not null).All(value => value is null), $"{field.Name} {order}: a record without value is not last");
        }

        IComparable[] keys = [.. values.OfType<object>().Select(value => Key(field, value))];
        for (int index = 1; index < keys.Length; index++)
        {
            int comparison = keys[index - 1] is string left ? string.CompareOrdinal(left, (string)keys[index]) : keys[index - 1].CompareTo(keys[index]);
            Assert.True(order == "asc" ? comparison <= 0 : comparison >= 0, $"{field.Name} {order}: {keys[index - 1]} before {keys[index]}");
        }
    }

    private static IComparable Key(SearchField field, object value) => value switch
    {
        string text when field.Kind == SearchKind.Choice => text,
        string text => text.ToLowerInvariant(),
        string[] texts => texts[0],
        _ => (IComparable)value,
    };
}

public sealed class OracleOnSqlite(SqliteCrmServer server) : OracleTests<SqliteCrmServer>(server);

public sealed class OracleOnPostgres(PostgresCrmServer server) : OracleTests<PostgresCrmServer>(server);

public sealed class OracleOnPartitions(PartitionedCrmServer server) : OracleTests<PartitionedCrmServer>(server);
