using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>Reads histories.</summary>
internal sealed class EfHistoryStore(OrganizationDb database) : IHistoryStore
{
    private static readonly FilterToLinq<HistoryRow> Columns = new(
        new Dictionary<string, Expression<Func<HistoryRow, long>>> { ["audited_time"] = row => row.Time, ["done_by"] = row => row.UserId },
        new Dictionary<string, Expression<Func<HistoryRow, string?>>> { ["action"] = row => row.Action, ["source"] = row => row.Source });

    public async Task<IReadOnlyList<HistoryRecord>> HistoryAsync(Organization organization, HistoryQuery query, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organization.Id);
        bool isBackward = query.Keyset is { IsBackward: true };
        List<HistoryRow> rows = await Page(db, query, query.IsDescending != isBackward).ToListAsync(cancellationToken);
        if (isBackward)
        {
            // Read towards the beginning; an entry too many is then the first.
            rows.Reverse();
            rows = rows.Count > query.PageSize ? rows[1..] : rows;
        }

        return [.. rows.Select(row => new HistoryRecord(row.Id, new HistoryEntry(row.Action, row.Source, row.UserId, row.Time, row.Document)))];
    }

    private static IQueryable<HistoryRow> Page(CrmDbContext db, HistoryQuery query, bool isDescending)
    {
        long moduleId = query.Module.Id;
        long recordId = query.RecordId;
        IQueryable<HistoryRow> rows = db.History.AsNoTracking().Where(row => row.ModuleId == moduleId && row.RecordId == recordId);
        rows = query.Filter is { } filter ? rows.Where(Columns.Of(filter)) : rows;
        rows = isDescending ? rows.OrderByDescending(row => row.Time).ThenByDescending(row => row.Id) : rows.OrderBy(row => row.Time).ThenBy(row => row.Id);
        return query.Keyset is { } keyset
            ? After(rows, keyset, isDescending).Take(query.PageSize + 1)
            : rows.Skip(query.Skip).Take(query.PageSize + 1);
    }

    private static IQueryable<HistoryRow> After(IQueryable<HistoryRow> rows, Keyset keyset, bool isDescending)
    {
        (long time, long id) = (keyset.SortValue, keyset.Id);
        return isDescending
            ? rows.Where(row => row.Time < time || (row.Time == time && row.Id < id))
            : rows.Where(row => row.Time > time || (row.Time == time && row.Id > id));
    }
}
