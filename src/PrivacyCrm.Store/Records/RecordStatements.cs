using System.Collections.Immutable;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>The changes of tables that store changed records of a module, in the order they have to be made.</summary>
internal sealed class RecordStatements(Module module, IdSource ids, IStoreProvider provider)
{
    private static readonly ImmutableArray<TableColumn> Id = [TableColumn.Number("id")];

    private static readonly ImmutableArray<TableColumn> UniqueKey = [TableColumn.Number("field_id"), TableColumn.Text("key")];

    private static readonly ImmutableArray<TableColumn> NewRecord =
        [TableColumn.Text("document"), TableColumn.Text("name"), TableColumn.Number("created_time"), TableColumn.Number("modified_time"), TableColumn.Flag("is_converted")];

    private static readonly ImmutableArray<TableColumn> ChangedRecord = NewRecord.RemoveAt(2);

    private static readonly ImmutableArray<TableColumn> History =
    [
        TableColumn.Number("record_id"), TableColumn.Number("time"), TableColumn.Number("id"), TableColumn.Number("user_id"),
        TableColumn.Text("action"), TableColumn.Text("source"), TableColumn.Text("document"),
    ];

    private static readonly string[] ConsentSlots = [.. BasisKeys.All.Select(key => key.Slot)];

    private readonly List<TableChange> _changes = [];

    /// <summary>The changes of tables: values are released before others take them.</summary>
    public IReadOnlyList<TableChange> Of(IReadOnlyList<RecordChange> changes, IEnumerable<(long RecordId, HistoryEntry Entry)> deletions)
    {
        RecordChange[] added = [.. changes.Where(change => change.IsNew)];
        RecordChange[] changed = [.. changes.Where(change => !change.IsNew)];
        Add(TableChangeKind.Delete, "unique_values", UniqueKey, [], changes.SelectMany(change => change.Released).Select(key => (object?[])[key.FieldId, key.Key]));
        Add(TableChangeKind.Insert, "records", Id, NewRecord, added.Select(change => (object?[])[change.Id, change.Document, change.Name, change.CreatedTime, change.ModifiedTime, change.IsConverted]));
        Add(TableChangeKind.Update, "records", Id, ChangedRecord, changed.Select(change => (object?[])[change.Id, change.Document, change.Name, change.ModifiedTime, change.IsConverted]));
        AddIndex(added);
        ChangeIndex(changed);
        AddWords(TableChangeKind.Insert, added);
        AddWords(TableChangeKind.Update, changed);
        Add(TableChangeKind.Insert, "record_history", [], History, changes.Select(change => RowOf(change.Id, change.History)).Concat(deletions.Select(deletion => RowOf(deletion.RecordId, deletion.Entry))));
        Add(TableChangeKind.Insert, "unique_values", UniqueKey, [TableColumn.Number("record_id")], changes.SelectMany(change => change.Taken.Select(key => (object?[])[key.FieldId, key.Key, change.Id])));
        return _changes;
    }

    private object?[] RowOf(long recordId, HistoryEntry entry) => [recordId, entry.Time, ids.Next(), entry.UserId, entry.Action, entry.Source, entry.Changes];

    private void AddWords(TableChangeKind kind, IEnumerable<RecordChange> changes) => Add(
        kind, "record_words", Id, provider.WordColumns, changes.Where(change => change.Words is not null).Select(change => (object?[])[change.Id, .. provider.WordValues(change.Words!)]));

    // All slots of the module, so that its inserts have one text.
    private void AddIndex(RecordChange[] added)
    {
        IEnumerable<string> own = module.Fields.Select(field => field.Slot).OfType<string>().Where(SlotMap.Contains);
        string[] slots = [.. own, .. added.Any(change => change.Slots.ContainsKey(ConsentSlots[0])) ? ConsentSlots : []];
        Add(TableChangeKind.Insert, "record_index", Id, IndexColumns(slots), added.Select(change => RowOf(change, slots)));
    }

    // Only what is different: each column that is written costs its index, and a row that stays costs nothing.
    private void ChangeIndex(RecordChange[] changed)
    {
        foreach (IGrouping<string, RecordChange> group in changed.Where(change => change.IsIndexChanged).GroupBy(change => string.Join(',', change.Slots.Keys.Where(SlotMap.Contains).Order(StringComparer.Ordinal)), StringComparer.Ordinal))
        {
            string[] slots = group.Key.Split(',', StringSplitOptions.RemoveEmptyEntries);
            Add(TableChangeKind.Update, "record_index", Id, IndexColumns(slots), group.Select(change => RowOf(change, slots)));
        }
    }

    private static ImmutableArray<TableColumn> IndexColumns(string[] slots) => [TableColumn.Flag("is_converted"), .. slots.Select(slot => TableColumn.Text(CrmDbContext.Snake(slot)))];

    private static object?[] RowOf(RecordChange change, string[] slots)
    {
        object?[] row = new object?[slots.Length + 2];
        (row[0], row[1]) = (change.Id, change.IsConverted);
        for (int index = 0; index < slots.Length; index++)
        {
            row[index + 2] = change.Slots.GetValueOrDefault(slots[index]);
        }

        return row;
    }

    private void Add(TableChangeKind kind, string table, ImmutableArray<TableColumn> keys, ImmutableArray<TableColumn> values, IEnumerable<object?[]> rows)
    {
        TableChange change = new(kind, table, keys, values);
        change.Rows.AddRange(rows);
        if (change.Rows.Count > 0)
        {
            _changes.Add(change);
        }
    }
}
