using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Http.Search;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Coql;

public abstract class OracleTests<TServer>(TServer server) : IClassFixture<TServer>, IAsyncLifetime
    where TServer : CrmServer
{
    private const int RandomQueries = 250;

    private static readonly string[] ForText = ["=", "!=", "like", "not like", "in", "not in", "is null", "is not null"];
    private static readonly string[] ForReference = ["=", "!=", "in", "not in", "is null", "is not null"];
    private static readonly string[] ForOrdered = ["=", "!=", ">", ">=", "<", "<=", "between", "not between", "in", "not in", "is null", "is not null"];

    private SearchData _data = null!;
    private List<SearchField> _fields = null!;

    public async Task InitializeAsync()
    {
        _data = await SearchData.OfAsync(server);
        SearchField partner = _data.Fields.Single(field => field.Name == "Partner");
        _fields =
        [
            .. _data.Fields,
            new SearchField("Partner.Account_Name", SearchKind.Text, [.. partner.Pool.Select(name => ((string[])name)[0])]),
            new SearchField("Owner.last_name", SearchKind.Text, ["Adminson", "Userson"]),
        ];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [CrmFact]
    public async Task Every_operator_of_every_type_finds_what_the_oracle_finds()
    {
        Random random = new(20260315);
        foreach (SearchField field in _fields)
        {
            foreach (string one in OperatorsOf(field.Kind))
            {
                for (int round = 0; round < (one.StartsWith("is ", StringComparison.Ordinal) ? 1 : 6); round++)
                {
                    await CompareAsync(Make(random, field, one), string.Empty);
                }
            }
        }
    }

    [CrmFact]
    public async Task Random_queries_find_what_the_oracle_finds_in_its_order()
    {
        int seed = Environment.GetEnvironmentVariable("PRIVACYCRM_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 8_061_969;
        Random random = new(seed);
        for (int index = 0; index < RandomQueries; index++)
        {
            await CompareAsync(MakePair(random, 3), $"seed {seed}, query {index}", [.. Enumerable.Range(0, random.Next(4)).Select(_ => (Sortable(random), random.Next(2) == 0))]);
        }
    }

    [CrmFact]
    public async Task Groups_have_the_members_and_sums_of_the_oracle()
    {
        foreach (SearchField field in _fields.Where(field => field.Name != "Owner.last_name"))
        {
            CrmAnswer answer = await _data.Org.Admin.AskAsync(
                $"select {field.Name}, COUNT(id) as 'all', COUNT(Annual_Revenue), SUM(Annual_Revenue), MIN(Score), MAX(Share) from Leads where Last_Name = 'Row' group by {field.Name} order by {field.Name}");

            List<IGrouping<string, SearchRow>> expected = [.. _data.Rows.GroupBy(row => KeyOf(field, row) ?? string.Empty).OrderBy(group => group.Key.Length == 0).ThenBy(group => group.Key, StringComparer.Ordinal)];
            JsonArray groups = answer.ShouldHaveStatus(200).Json!["data"]!.AsArray();
            Assert.Equal(expected.Count, groups.Count);
            Assert.Equal(expected.Select(Summary), groups.Select(group => string.Join(' ', group!.AsObject().Skip(1).Select(pair => Number(pair.Value)))));
        }
    }

    private static string[] OperatorsOf(SearchKind kind) => kind switch
    {
        SearchKind.Text or SearchKind.Phone or SearchKind.LongText or SearchKind.Choice or SearchKind.Choices => ForText,
        SearchKind.Reference => ForReference,
        SearchKind.Flag => ["="],
        _ => ForOrdered,
    };

    private static string Summary(IEnumerable<SearchRow> rows)
    {
        decimal[] revenues = [.. rows.Select(row => row["Annual_Revenue"]).OfType<decimal>()];
        decimal?[] parts =
        [
            rows.Count(), revenues.Length, revenues.Length == 0 ? null : revenues.Sum(),
            rows.Select(row => row["Score"]).OfType<decimal>().Cast<decimal?>().Min(), rows.Select(row => row["Share"]).OfType<decimal>().Cast<decimal?>().Max(),
        ];
        return string.Join(' ', parts.Select(part => part?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "-"));
    }

    private static string Number(JsonNode? value) => value is null ? "-" : decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture);

    private static OracleCondition Make(Random random, SearchField field, string one)
    {
        int count = one switch { "between" or "not between" => 2, "in" or "not in" => 1 + random.Next(4), "is null" or "is not null" => 0, _ => 1 };
        return new OracleCondition.One(field, one, [.. Enumerable.Range(0, count).Select(_ => one.EndsWith("like", StringComparison.Ordinal) ? PatternOf(random, field, one) : ValueOf(random, field))]);
    }

    private static string ValueOf(Random random, SearchField field)
    {
        object value = field.Pool[random.Next(field.Pool.Length)];
        return field.Kind switch
        {
            SearchKind.Flag => random.Next(2) == 0 ? "true" : "FALSE",
            SearchKind.Choices => string.Join(';', ((string[])value).Reverse().Take(1 + random.Next(2))),
            SearchKind.Reference => ((string[])value)[1],
            SearchKind.Moment when random.Next(3) == 0 => "2026-03-08",
            SearchKind.Text when random.Next(3) == 0 => ((string)value).ToUpperInvariant().ToLowerInvariant(),
            _ => SearchData.TextOf(value),
        };
    }

    // Percent signs at the ends of a value would be read as those of the pattern.
    private static string PatternOf(Random random, SearchField field, string one)
    {
        string text = field.Pool[random.Next(field.Pool.Length)] is string[] choices ? choices[^1] : (string)field.Pool[random.Next(field.Pool.Length)];
        int start = random.Next(2) == 0 ? 0 : random.Next(text.Length);
        string part = text.Substring(start, 1 + random.Next(text.Length - start)).Trim('%', ' ', '\u00a0');
        bool isWhole = part.Length > 0 && !char.IsLowSurrogate(part[0]) && !char.IsHighSurrogate(part[^1]);
        part = isWhole ? part : "a";
        return one == "not like" ? $"%{part}%" : random.Next(4) switch { 0 => $"{part}%", 1 => $"%{part}", 2 => $"%{part}%", _ => field.Kind == SearchKind.Phone ? $"{part}%" : part };
    }

    private static string? KeyOf(SearchField field, SearchRow row) => (OracleCondition.ValueOf(row, field.Name), field.Kind) switch
    {
        (var flag, SearchKind.Flag) => flag is true ? "1" : "0",
        (null, _) => null,
        (string text, SearchKind.Choice) => text,
        (string text, SearchKind.Phone) => $"{text.ToLowerInvariant()}\u001f{string.Concat(text.Where(char.IsAsciiDigit))}",
        (string text, _) => text.ToLowerInvariant(),
        (string[] reference, SearchKind.Reference) => reference[1],
        (string[] choices, _) => $"\u001f{string.Join('\u001f', choices)}\u001f",
        (decimal number, _) => (number + 10_000_000_000_000_000_000m).ToString("00000000000000000000.0000", CultureInfo.InvariantCulture),
        (DateTimeOffset moment, _) => moment.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        (var other, _) => SearchData.TextOf(other),
    };

    private OracleCondition MakePair(Random random, int depth)
    {
        if (depth > 0 && random.Next(3) > 0)
        {
            return new OracleCondition.Pair(random.Next(2) == 0, MakePair(random, depth - 1), MakePair(random, depth - 1));
        }

        SearchField field = _fields[random.Next(_fields.Count)];
        string[] operators = OperatorsOf(field.Kind);
        return Make(random, field, operators[random.Next(operators.Length)]);
    }

    private SearchField Sortable(Random random)
    {
        SearchField field = _fields[random.Next(_fields.Count)];
        return field.Name == "Owner.last_name" ? _fields[0] : field;
    }

    private async Task CompareAsync(OracleCondition condition, string note, params (SearchField Field, bool IsDescending)[] order)
    {
        order = [.. order.DistinctBy(one => one.Field.Name)];
        string orderBy = order.Length == 0 ? string.Empty : $" order by {string.Join(", ", order.Select(one => $"{one.Field.Name} {(one.IsDescending ? "desc" : "asc")}"))}";
        CrmAnswer answer = await _data.Org.Admin.AskAsync($"select id from Leads where {condition}{orderBy}");

        Assert.True(answer.Status is 200 or 204, $"{note} {condition}\n{answer.Status} {answer.Text}");
        IOrderedEnumerable<SearchRow> rows = _data.Rows.Where(condition.Matches).OrderBy(_ => 0);
        foreach ((SearchField field, bool isDescending) in order)
        {
            rows = isDescending
                ? rows.ThenByDescending(row => KeyOf(field, row) is null).ThenByDescending(row => KeyOf(field, row), StringComparer.Ordinal)
                : rows.ThenBy(row => KeyOf(field, row) is null).ThenBy(row => KeyOf(field, row), StringComparer.Ordinal);
        }

        List<string> expected = [.. rows.ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Id)];
        Assert.True(expected.SequenceEqual(answer.Ids), $"{note} {condition}{orderBy}\nexpected {string.Join(' ', expected)}\ngot      {string.Join(' ', answer.Ids)}");
    }
}

public sealed class CoqlOracleOnSqlite(SqliteCrmServer server) : OracleTests<SqliteCrmServer>(server);

public sealed class CoqlOracleOnPostgres(PostgresCrmServer server) : OracleTests<PostgresCrmServer>(server);
