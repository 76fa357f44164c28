using System.Data.Common;
using System.Text.Json.Nodes;

namespace PrivacyCrm.Bench.Floor;

/// <summary>The statements that somebody would write by hand for the same answers from the same tables.</summary>
internal sealed class Statements
{
    private const string Key = "organization_id = @p0 AND module_id = @p1";
    private const string Documents = $"SELECT document FROM records WHERE {Key}";

    private readonly Dictionary<string, string> _all = new(StringComparer.Ordinal)
    {
        ["get"] = $"{Documents} AND id = @p2",
        ["first"] = $"{Documents} ORDER BY id DESC LIMIT 200",
        ["page10"] = $"{Documents} ORDER BY id DESC LIMIT 200 OFFSET 1800",
        ["after"] = $"{Documents} AND id < @p2 ORDER BY id DESC LIMIT 200",
    };

    private readonly Dictionary<string, string> _slots = new(StringComparer.Ordinal);

    public Statements(DbConnection connection)
    {
        bool isSqlite = connection is Microsoft.Data.Sqlite.SqliteConnection;
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT f.organization_id, f.module_id, f.api_name, f.number, f.definition FROM fields f JOIN modules m ON m.organization_id = f.organization_id AND m.id = f.module_id WHERE m.api_name = 'Leads'";
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            OrganizationId = reader.GetInt64(0);
            ModuleId = reader.GetInt64(1);
            if ((string?)JsonNode.Parse(reader.GetString(4))!["Slot"] is { } slot)
            {
                _slots[reader.GetString(2)] = slot.ToLowerInvariant();
            }
        }

        string contains = isSqlite ? "instr({0}, @p2) > 0" : "strpos({0}, @p2) > 0";
        (string phone, string website, string name, string status, string revenue) = (_slots["Phone"], _slots["Website"], _slots["Last_Name"], _slots["Lead_Status"], _slots["Annual_Revenue"]);
        Add("equals", string.Format(System.Globalization.CultureInfo.InvariantCulture, contains, phone));
        Add("in", $"{website} = @p2");
        Add("starts", $"{name} >= @p2 AND {name} < @p3 AND {status} = @p4");
        Add("or", $"(({_slots["City"]} = @p2 AND {_slots["Lead_Source"]} = @p3) OR ({name} >= @p4 AND {name} < @p5)) AND {revenue} >= @p6");
        Add("range", $"{revenue} >= @p2 AND {revenue} <= @p3");
        Add("word", isSqlite
            ? "id IN (SELECT id FROM record_words_text WHERE record_words_text MATCH @p2 AND module_id = @p1 AND organization_id = @p0)"
            : "id IN (SELECT id FROM record_words WHERE organization_id = @p0 AND module_id = @p1 AND to_tsvector('simple', words) @@ to_tsquery('simple', @p2))");
    }

    public long OrganizationId { get; }

    public long ModuleId { get; }

    public string this[string name] => _all[name];

    /// <summary>The column of the search index that has a field's keys.</summary>
    public string SlotOf(string field) => _slots[field];

    // Finds and cuts narrow rows, then fetches each document by its key.
    private void Add(string name, string condition) => _all[name] =
        $"SELECT (SELECT document FROM records r WHERE r.organization_id = @p0 AND r.module_id = @p1 AND r.id = found.id) FROM (SELECT id FROM record_index WHERE {Key} AND NOT is_converted AND {condition} ORDER BY id DESC LIMIT 200) found ORDER BY id DESC";
}
