using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using PrivacyCrm.Bench.Floor;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>Some records of the store: their values as requests name them, and their keys as statements do.</summary>
internal sealed class Sample
{
    private const int Size = 1_000;
    private static readonly string[] Fields = ["Phone", "Website", "Last_Name", "Lead_Status", "City", "Lead_Source", "Annual_Revenue"];

    public Sample(BenchStore store)
    {
        using Session session = new(store.ConnectionString);
        using DbCommand command = session.Connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT id FROM records WHERE organization_id = {session.Statements.OrganizationId} AND module_id = {session.Statements.ModuleId} ORDER BY id");
        using (DbDataReader reader = command.ExecuteReader())
        {
            List<long> ids = [];
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0));
            }

            Ids = [.. ids];
        }

        Records = [.. Enumerable.Range(0, Size).Select(number => Read(session, Ids[Leads.Mix(number, 500) % Ids.Length]))];
        ByRevenue = [.. Records.OrderBy(record => record.Keys["Annual_Revenue"], StringComparer.Ordinal)];
    }

    /// <summary>The ids of all records.</summary>
    public long[] Ids { get; }

    public SampleRecord[] Records { get; }

    public SampleRecord[] ByRevenue { get; }

    private static SampleRecord Read(Session session, long id)
    {
        using DbCommand command = session.Connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT r.document, {string.Join(", ", Fields.Select(field => $"i.{session.Statements.SlotOf(field)}"))} FROM records r
            JOIN record_index i ON i.organization_id = r.organization_id AND i.module_id = r.module_id AND i.id = r.id
            WHERE r.organization_id = {session.Statements.OrganizationId} AND r.module_id = {session.Statements.ModuleId} AND r.id = {id}
            """);
        using DbDataReader reader = command.ExecuteReader();
        reader.Read();
        return new SampleRecord(
            id,
            JsonNode.Parse(reader.GetString(0))!,
            Fields.Select((field, index) => KeyValuePair.Create(field, reader.GetString(index + 1))).ToDictionary(StringComparer.Ordinal));
    }
}
