using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Bulk;

/// <summary>Reads rows for files in the order of their ids, some at a time, with one query more for each reference whose records are shown.</summary>
/// <param name="store">Where records are.</param>
public sealed class BulkReader(IRecordStore store)
{
    /// <summary>Reads the next rows.</summary>
    /// <param name="caller">Who reads, with the rights of this moment.</param>
    /// <param name="module">The module.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="filter">Which records.</param>
    /// <param name="place">After which record, and how many to skip then.</param>
    /// <param name="size">How many rows at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The rows.</returns>
    public async Task<BulkChunk> ReadAsync(
        Caller caller, Module module, ImmutableArray<BulkColumn> columns, BulkFilter filter, (long? After, int Skip) place, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ReadPlan plan = ReadPlanner.Export(caller, module, FieldsOf(columns)) with
        {
            Filter = filter.Criterion,
            Converted = filter.Converted,
            Keyset = place.After is { } after ? new Keyset(after, after, IsBackward: false) : null,
            Skip = place.Skip,
            PageSize = size,
        };
        IReadOnlyList<StoredDocument> found = await store.ReadAsync(plan, cancellationToken);
        List<(long Id, Dictionary<long, string> Cells, RecordState State)> records = [.. found.Take(size).Select(document => CellsOf(document, plan))];
        Dictionary<long, Dictionary<long, Dictionary<long, string>>> joined = [];
        foreach (IGrouping<long, BulkColumn.OfRecord> join in columns.OfType<BulkColumn.OfRecord>().GroupBy(column => column.Reference.Id))
        {
            joined[join.Key] = await JoinAsync(caller, [.. join], records.Select(record => record.Cells[join.Key]), cancellationToken);
        }

        return new BulkChunk(
            [.. records.Select(record => columns.Select(column => CellOf(column, record.Cells, record.State, joined, caller.Organization)).ToArray())],
            records.Count == 0 ? null : records[^1].Id,
            found.Count > size);
    }

    private static IEnumerable<Field> FieldsOf(ImmutableArray<BulkColumn> columns) => columns
        .Select(column => column switch
        {
            BulkColumn.Own own => own.Field,
            BulkColumn.OfUser user => user.Reference,
            BulkColumn.OfRecord record => record.Reference,
            _ => null,
        })
        .OfType<Field>()
        .DistinctBy(field => field.Id);

    private async Task<Dictionary<long, Dictionary<long, string>>> JoinAsync(
        Caller caller, ImmutableArray<BulkColumn.OfRecord> columns, IEnumerable<string> references, CancellationToken cancellationToken)
    {
        ImmutableArray<long> ids = [.. references.Select(RecordId.Parse).OfType<long>().Distinct()];
        ReadPlan plan = ReadPlanner.Export(caller, columns[0].Target, columns.Select(column => column.Field).DistinctBy(field => field.Id)) with { Ids = ids, PageSize = Math.Max(1, ids.Length) };
        IReadOnlyList<StoredDocument> found = ids.IsEmpty ? [] : await store.ReadAsync(plan, cancellationToken);
        return found.Select(document => CellsOf(document, plan)).ToDictionary(record => record.Id, record => record.Cells);
    }

    private static (long Id, Dictionary<long, string> Cells, RecordState State) CellsOf(StoredDocument document, ReadPlan plan)
    {
        (string[] cells, RecordState state) = RecordCells.Of(document, plan, plan.Caller.User.TimeZone);
        Dictionary<long, string> byField = new(cells.Length);
        for (int index = 0; index < cells.Length; index++)
        {
            byField[plan.Fields[index].Field.Id] = cells[index];
        }

        return (document.Id, byField, state);
    }

    private static string CellOf(
        BulkColumn column, Dictionary<long, string> cells, RecordState state, Dictionary<long, Dictionary<long, Dictionary<long, string>>> joined, Organization organization) => column switch
        {
            BulkColumn.Own own => cells[own.Field.Id],
            BulkColumn.OfUser user => organization.FindUser(RecordId.Parse(cells[user.Reference.Id])) is { } found ? BulkColumns.UserAttributes[user.Attribute](found) : string.Empty,
            BulkColumn.OfRecord record => RecordId.Parse(cells[record.Reference.Id]) is { } id && joined[record.Reference.Id].TryGetValue(id, out Dictionary<long, string>? other)
                ? other[record.Field.Id]
                : string.Empty,
            BulkColumn.System { Key: RecordState.ConvertedKey } => state.IsConverted ? "true" : "false",
            _ => state.IsStopped ? "true" : "false",
        };
}
