using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>Moves records to the recycle bin, and erases what is there.</summary>
internal sealed class DeletedRecords(CrmDbContext db)
{
    /// <summary>What is kept of a deleted record.</summary>
    public static DeletedRow RowOf(long organizationId, Module module, StoredDocument document, HistoryEntry deletion)
    {
        using JsonDocument json = JsonDocument.Parse(document.Utf8);
        string? name = TextOf(json.RootElement, module.DisplayField);
        return new DeletedRow
        {
            OrganizationId = organizationId,
            ModuleId = module.Id,
            Id = document.Id,
            Document = Encoding.UTF8.GetString(document.Utf8.Span),
            Name = name,
            NameKey = name is null ? null : Keys.Fold(name),
            OwnerId = RecordId.Parse(TextOf(json.RootElement, "Owner")),
            CreatedBy = RecordId.Parse(TextOf(json.RootElement, "Created_By")) ?? deletion.UserId,
            DeletedBy = deletion.UserId,
            DeletedTime = deletion.Time,
        };
    }

    /// <summary>Moves records of one module.</summary>
    public async Task MoveAsync(Module module, IReadOnlyList<DeletedRow> rows, CancellationToken cancellationToken)
    {
        long moduleId = module.Id;
        long[] ids = [.. rows.Select(row => row.Id)];
        await db.UniqueValues.Where(row => row.ModuleId == moduleId && ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancellationToken);
        await db.Words.Where(row => row.ModuleId == moduleId && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.Index.Where(row => row.ModuleId == moduleId && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.Records.Where(row => row.ModuleId == moduleId && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        db.Deleted.AddRange(rows);
    }

    /// <summary>Takes their values, names and history from records in the bin. That they were deleted, by whom and when stays.</summary>
    public async Task EraseAsync(IEnumerable<(long ModuleId, long Id)> records, CancellationToken cancellationToken)
    {
        foreach (IGrouping<long, long> group in records.GroupBy(record => record.ModuleId, record => record.Id))
        {
            long moduleId = group.Key;
            long[] ids = [.. group];
            await db.History.Where(row => row.ModuleId == moduleId && ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancellationToken);
            await db.Deleted
                .Where(row => row.ModuleId == moduleId && ids.Contains(row.Id))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.IsPermanent, true)
                        .SetProperty(one => one.Document, (string?)null)
                        .SetProperty(one => one.Name, (string?)null)
                        .SetProperty(one => one.NameKey, (string?)null)
                        .SetProperty(one => one.OwnerId, (long?)null),
                    cancellationToken);
        }
    }

    private static string? TextOf(JsonElement record, string apiName) =>
        record.TryGetProperty(apiName, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
