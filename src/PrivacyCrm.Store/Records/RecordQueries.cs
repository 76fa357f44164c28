using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>The queries of plans: over the records alone where their columns are enough, else over the index with the page's documents fetched last.</summary>
internal sealed class RecordQueries(CrmDbContext db, IStoreProvider provider)
{
    /// <summary>One page, and one record more.</summary>
    public IQueryable<StoredDocument> Page(ReadPlan plan)
    {
        bool needsIndex = plan.Filter is not null || plan.Sort?.Field.Slot is not null;
        return needsIndex ? IndexPage(plan) : Documents(RecordPage(plan));
    }

    /// <summary>All records of a plan, whatever its page.</summary>
    public IQueryable<long> All(ReadPlan plan) =>
        plan.Filter is null ? Records(plan).Select(row => row.Id) : Index(plan).Select(row => row.Id);

    private IQueryable<RecordRow> RecordPage(ReadPlan plan)
    {
        IQueryable<RecordRow> rows = Records(plan);
        bool isDescending = (plan.Sort?.IsDescending ?? true) != (plan.Keyset?.IsBackward ?? false);
        rows = plan.Sort?.Field.ApiName switch
        {
            "Created_Time" => Ordered(rows, row => row.CreatedTime, isDescending),
            "Modified_Time" => Ordered(rows, row => row.ModifiedTime, isDescending),
            _ => isDescending ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id),
        };
        return plan.Keyset is { } keyset
            ? After(rows, plan.Sort?.Field.ApiName, keyset, isDescending).Take(plan.PageSize + 1)
            : rows.Skip(plan.Skip).Take(plan.PageSize + 1);
    }

    private IQueryable<RecordRow> Records(ReadPlan plan)
    {
        long moduleId = plan.Module.Id;
        IQueryable<RecordRow> rows = db.Records.AsNoTracking().Where(row => row.ModuleId == moduleId);
        if (plan.Ids is { } wanted)
        {
            long[] ids = [.. wanted];
            rows = rows.Where(row => ids.Contains(row.Id));
        }

        if (plan.ModifiedSince is { } since)
        {
            long seconds = since.ToUnixTimeSeconds();
            rows = rows.Where(row => row.ModifiedTime > seconds);
        }

        return plan.Converted switch
        {
            ConvertedFilter.No => rows.Where(row => !row.IsConverted),
            ConvertedFilter.Yes => rows.Where(row => row.IsConverted),
            _ => rows,
        };
    }

    private IQueryable<IndexRow> Index(ReadPlan plan)
    {
        long moduleId = plan.Module.Id;
        IQueryable<IndexRow> rows = db.Index.AsNoTracking().Where(row => row.ModuleId == moduleId);
        if (plan.Filter is { } filter)
        {
            rows = rows.Where(new PlanToLinq(db, provider, moduleId).Filter(filter));
        }

        if (plan.Ids is { } wanted)
        {
            long[] ids = [.. wanted];
            rows = rows.Where(row => ids.Contains(row.Id));
        }

        if (plan.ModifiedSince is { } since)
        {
            long seconds = since.ToUnixTimeSeconds();
            rows = rows.Where(row => row.Record.ModifiedTime > seconds);
        }

        return plan.Converted switch
        {
            ConvertedFilter.No => rows.Where(row => !row.IsConverted),
            ConvertedFilter.Yes => rows.Where(row => row.IsConverted),
            _ => rows,
        };
    }

    // Sorts and cuts narrow rows, then fetches each document by its key. Not a join: SQLite may begin a join at the documents and read
    // the whole module. Ordering again keeps the fetch behind the cut.
    private IQueryable<StoredDocument> IndexPage(ReadPlan plan)
    {
        SortedRows sorted = SortedRows.Of(plan, Index(plan));
        return Documents(sorted.InOrder(sorted.InOrder(sorted.Beyond(plan.Keyset)).Skip(plan.Skip).Take(plan.PageSize + 1)), plan.Module.Id);
    }

    private IQueryable<StoredDocument> Documents(IQueryable<SortedRow> page, long moduleId) => page.Select(row => new StoredDocument(
        row.Id, db.Records.Where(record => record.ModuleId == moduleId && record.Id == row.Id).Select(record => record.Document).First(), row.Time, row.Time)
    {
        SortKey = row.Key,
    });

    private static IQueryable<RecordRow> Ordered(IQueryable<RecordRow> rows, Expression<Func<RecordRow, long>> key, bool isDescending) =>
        isDescending ? rows.OrderByDescending(key).ThenByDescending(row => row.Id) : rows.OrderBy(key).ThenBy(row => row.Id);

    private static IQueryable<RecordRow> After(IQueryable<RecordRow> rows, string? sortBy, Keyset keyset, bool isDescending)
    {
        (long value, long id) = (keyset.SortValue, keyset.Id);
        return (sortBy, isDescending) switch
        {
            ("Created_Time", true) => rows.Where(row => row.CreatedTime < value || (row.CreatedTime == value && row.Id < id)),
            ("Created_Time", false) => rows.Where(row => row.CreatedTime > value || (row.CreatedTime == value && row.Id > id)),
            ("Modified_Time", true) => rows.Where(row => row.ModifiedTime < value || (row.ModifiedTime == value && row.Id < id)),
            ("Modified_Time", false) => rows.Where(row => row.ModifiedTime > value || (row.ModifiedTime == value && row.Id > id)),
            (_, true) => rows.Where(row => row.Id < id),
            (_, false) => rows.Where(row => row.Id > id),
        };
    }

    private static IQueryable<StoredDocument> Documents(IQueryable<RecordRow> rows) =>
        rows.Select(row => new StoredDocument(row.Id, row.Document, row.CreatedTime, row.ModifiedTime));
}
