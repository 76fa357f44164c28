using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>Some records of the store: their values as requests name them, and their keys as statements do.</summary>
internal sealed partial class Sample
{
    private const int Size = 1_000;
    private const double GreatestRevenue = 1_000_000;
    private static readonly string[] Fields = ["Phone", "Website", "Last_Name", "Lead_Status", "City", "Lead_Source", "Annual_Revenue", "No_of_Employees"];

    private readonly int[] _wordFields;

    public Sample(BenchStore store)
    {
        using Session session = new(store.ConnectionString);
        Ids = [.. Rows(session, $"SELECT id FROM records WHERE {session.Statements.Owner} ORDER BY id", reader => reader.GetInt64(0))];
        Records = [.. SomeIds(Size).Select(id => Read(session, id))];
        int closed = session.Statements.NumberOf("Email");
        _wordFields =
        [
            .. Rows(session, $"SELECT words FROM record_words WHERE {session.Statements.Owner} LIMIT 1000", reader => reader.GetString(0))
                .SelectMany(words => FieldMark().Matches(words).Select(match => int.Parse(match.ValueSpan[1..^1], CultureInfo.InvariantCulture)))
                .Distinct().Where(number => number != closed),
        ];
    }

    /// <summary>The ids of all records.</summary>
    public long[] Ids { get; }

    public SampleRecord[] Records { get; }

    /// <summary>Ids that look like chance and are the same every time.</summary>
    public long[] SomeIds(int count) => [.. Enumerable.Range(0, count).Select(number => Ids[Leads.Mix(number, 500) % Ids.Length])];

    /// <summary>Pairs of records with about so many revenues between theirs.</summary>
    public IEnumerable<(SampleRecord From, SampleRecord To)> Ranges(int hits)
    {
        double width = hits * GreatestRevenue / Ids.Length;
        SampleRecord[] sorted = [.. Records.OrderBy(Revenue)];
        for (int from = 0, to = 0; from < sorted.Length; from++)
        {
            while (to < sorted.Length - 1 && Revenue(sorted[to]) - Revenue(sorted[from]) < width * 0.8)
            {
                to++;
            }

            if (Revenue(sorted[to]) - Revenue(sorted[from]) is var found && found > width * 0.8 && found < width * 1.2)
            {
                yield return (sorted[from], sorted[to]);
            }
        }
    }

    /// <summary>The query of the word index for a word in any field that is open.</summary>
    public string WordQuery(string word, bool isSqlite) =>
        string.Join(isSqlite ? " OR " : " | ", _wordFields.Select(field => string.Create(CultureInfo.InvariantCulture, $"f{field}z{word}{(isSqlite ? "*" : ":*")}")));

    private static double Revenue(SampleRecord record) => double.Parse(record["Annual_Revenue"], CultureInfo.InvariantCulture);

    private static SampleRecord Read(Session session, long id) => Rows(
        session,
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT r.document, {string.Join(", ", Fields.Select(field => $"i.{session.Statements.SlotOf(field)}"))}
            FROM (SELECT * FROM records WHERE {session.Statements.Owner} AND id = {id}) r
            JOIN record_index i ON i.organization_id = r.organization_id AND i.module_id = r.module_id AND i.id = r.id
            """),
        reader => new SampleRecord(
            id,
            JsonNode.Parse(reader.GetString(0))!,
            Fields.Select((field, index) => KeyValuePair.Create(field, reader.GetString(index + 1))).ToDictionary(StringComparer.Ordinal))).Single();

    private static IEnumerable<T> Rows<T>(Session session, string sql, Func<DbDataReader, T> row)
    {
        using DbCommand command = session.Connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return row(reader);
        }
    }

    [GeneratedRegex("\\bf[0-9]+z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FieldMark();
}
