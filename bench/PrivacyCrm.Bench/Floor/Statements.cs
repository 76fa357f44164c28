using System.Data.Common;
using System.Globalization;
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

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

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
            _numbers[reader.GetString(2)] = reader.GetInt32(3);
            if ((string?)JsonNode.Parse(reader.GetString(4))!["Slot"] is { } slot)
            {
                _slots[reader.GetString(2)] = slot.ToLowerInvariant();
            }
        }

        string contains = isSqlite ? "instr({0}, @p2) > 0" : "strpos({0}, @p2) > 0";
        (string phone, string website, string name, string status, string revenue) = (_slots["Phone"], _slots["Website"], _slots["Last_Name"], _slots["Lead_Status"], _slots["Annual_Revenue"]);
        Add("equals", string.Format(CultureInfo.InvariantCulture, contains, phone));
        Add("in", $"{website} = @p2");
        Add("starts", $"{name} >= @p2 AND {name} < @p3 AND {status} = @p4");
        Add("or", $"(({_slots["City"]} = @p2 AND {_slots["Lead_Source"]} = @p3) OR ({name} >= @p4 AND {name} < @p5)) AND {revenue} >= @p6");
        Add("range", $"{revenue} >= @p2 AND {revenue} <= @p3");
        Add("word", isSqlite
            ? "id IN (SELECT id FROM record_words_text WHERE record_words_text MATCH @p2 AND module_id = @p1 AND organization_id = @p0)"
            : "id IN (SELECT id FROM record_words WHERE organization_id = @p0 AND module_id = @p1 AND array_to_tsvector(string_to_array(words, ' ')) @@ @p2::text::tsquery)");

        // Few records have a rare word: with all of them first, PostgreSQL cannot choose to look at each record's words instead.
        _all["rare"] = isSqlite ? _all["word"] : $"WITH words AS MATERIALIZED (SELECT id FROM record_words WHERE {Key} AND array_to_tsvector(string_to_array(words, ' ')) @@ @p2::text::tsquery) {Page("id IN (SELECT id FROM words)")}";
        AddUpdate(isSqlite);
    }

    public long OrganizationId { get; }

    public long ModuleId { get; }

    /// <summary>What holds for every row of leads.</summary>
    public string Owner => string.Create(CultureInfo.InvariantCulture, $"organization_id = {OrganizationId} AND module_id = {ModuleId}");

    /// <summary>The columns of the search index that leads have keys in.</summary>
    public IEnumerable<string> Slots => _slots.Values;

    public string this[string name] => _all[name];

    /// <summary>The column of the search index that has a field's keys.</summary>
    public string SlotOf(string field) => _slots[field];

    /// <summary>The number of a field in the word index.</summary>
    public int NumberOf(string field) => _numbers[field];

    private void Add(string name, string condition) => _all[name] = Page(condition);

    // Finds and cuts narrow rows, then fetches each document by its key.
    private static string Page(string condition) =>
        $"SELECT (SELECT document FROM records r WHERE r.organization_id = @p0 AND r.module_id = @p1 AND r.id = found.id) FROM (SELECT id FROM record_index WHERE {Key} AND NOT is_converted AND {condition} ORDER BY id DESC LIMIT 200) found ORDER BY id DESC";

    // One field with a key and no words: the document, the key and the history. PostgreSQL takes the three in one statement.
    private void AddUpdate(bool isSqlite)
    {
        string document = $"UPDATE records SET document = @p3, modified_time = @p4 WHERE {Key} AND id = @p2";
        string index = $"UPDATE record_index SET {_slots["No_of_Employees"]} = @p5 WHERE {Key} AND id = @p2";
        const string History =
            "INSERT INTO record_history (organization_id, module_id, record_id, time, id, user_id, action, source, document) VALUES (@p0, @p1, @p2, @p4, @p6, 1, 'updated', 'crm_api', @p7)";
        _all["lock"] = $"{Documents} AND id = @p2{(isSqlite ? string.Empty : " FOR UPDATE")}";
        _all["update"] = isSqlite ? $"{document}; {index}; {History}" : $"WITH d AS ({document}), i AS ({index}) {History}";
    }
}
