using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Records.Bin;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>The recycle bin in the database.</summary>
internal sealed class EfRecycleBin(OrganizationDb database, TransactionRunner transactions) : IRecycleBin
{
    private const int ErasedAtOnce = 200;

    public async Task<IReadOnlyList<BinnedRecord>> ReadAsync(BinQuery query, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(query.Organization.Id);
        long[] named = [.. query.NamedModules];
        return await Ordered(Rows(db, query), query)
            .Skip(query.Skip)
            .Take(query.PageSize + 1)
            .Select(row => new BinnedRecord(
                row.Id, row.ModuleId, named.Contains(row.ModuleId) ? row.Name : null, row.OwnerId, row.DeletedBy, DateTimeOffset.FromUnixTimeSeconds(row.DeletedTime)))
            .ToListAsync(cancellationToken);
    }

    public Task<IReadOnlySet<long>> EraseAsync(BinQuery query, int maximum, CancellationToken cancellationToken) => transactions.RunAsync<IReadOnlySet<long>>(
        query.Organization.Id,
        async (db, token) =>
        {
            var rows = await Rows(db, query).OrderBy(row => row.Id).Take(maximum).Select(row => new { row.ModuleId, row.Id }).ToListAsync(token);
            await new DeletedRecords(db).EraseAsync(rows.Select(row => (row.ModuleId, row.Id)), token);
            return rows.Select(row => row.Id).ToHashSet();
        },
        cancellationToken);

    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        long recycledSince = (now - Retention.InBin).ToUnixTimeSeconds();
        long toldSince = (now - Retention.Told).ToUnixTimeSeconds();
        int total = 0;
        foreach (long organizationId in await OrganizationsAsync(cancellationToken))
        {
            int erased;
            do
            {
                erased = await transactions.RunAsync(organizationId, (db, token) => SweepAsync(db, recycledSince, toldSince, token), cancellationToken);
                total += erased;
            }
            while (erased == ErasedAtOnce);
        }

        return total;
    }

    private static async Task<int> SweepAsync(CrmDbContext db, long recycledSince, long toldSince, CancellationToken cancellationToken)
    {
        var rows = await db.Deleted.AsNoTracking()
            .Where(row => row.DeletedTime <= recycledSince && !row.IsPermanent)
            .OrderBy(row => row.Id)
            .Take(ErasedAtOnce)
            .Select(row => new { row.ModuleId, row.Id })
            .ToListAsync(cancellationToken);
        await new DeletedRecords(db).EraseAsync(rows.Select(row => (row.ModuleId, row.Id)), cancellationToken);
        await db.Deleted.Where(row => row.DeletedTime <= toldSince && row.IsPermanent).ExecuteDeleteAsync(cancellationToken);
        return rows.Count;
    }

    // Of other organizations nothing but their ids is looked at; what is swept is opened one by one.
    private async Task<List<long>> OrganizationsAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.OpenForAll();
        return await db.Organizations.IgnoreQueryFilters().AsNoTracking().Select(row => row.OrganizationId).ToListAsync(cancellationToken);
    }

    private static IQueryable<DeletedRow> Rows(CrmDbContext db, BinQuery query)
    {
        long since = (query.Now - Retention.InBin).ToUnixTimeSeconds();
        long[] modules = [.. query.Modules];
        IQueryable<DeletedRow> rows = db.Deleted.AsNoTracking().Where(row => modules.Contains(row.ModuleId) && row.DeletedTime > since && !row.IsPermanent);
        if (query.Ids is { } wanted)
        {
            long[] ids = [.. wanted];
            rows = rows.Where(row => ids.Contains(row.Id));
        }

        if (query.Until is { } until)
        {
            long last = until.ToUnixTimeSeconds();
            rows = rows.Where(row => row.DeletedTime <= last);
        }

        return query.Filter is { } filter ? rows.Where(Columns(query).Of(filter)) : rows;
    }

    private static IOrderedQueryable<DeletedRow> Ordered(IQueryable<DeletedRow> rows, BinQuery query) => query.Order switch
    {
        BinOrder.DisplayName => WithIds(WithNames(rows, OpenName(query), query.IsDescending), query.IsDescending),
        BinOrder.DeletedBy => WithIds(query.IsDescending ? rows.OrderByDescending(row => row.DeletedBy) : rows.OrderBy(row => row.DeletedBy), query.IsDescending),
        _ => WithIds(query.IsDescending ? rows.OrderByDescending(row => row.DeletedTime) : rows.OrderBy(row => row.DeletedTime), query.IsDescending),
    };

    // Records without a name that may be told come last on both databases.
    private static IOrderedQueryable<DeletedRow> WithNames(IQueryable<DeletedRow> rows, Expression<Func<DeletedRow, string?>> name, bool isDescending)
    {
        Expression<Func<DeletedRow, bool>> isClosed = Expression.Lambda<Func<DeletedRow, bool>>(
            Expression.Equal(name.Body, Expression.Constant(null, typeof(string))), name.Parameters);
        IOrderedQueryable<DeletedRow> ordered = rows.OrderBy(isClosed);
        return isDescending ? ordered.ThenByDescending(name) : ordered.ThenBy(name);
    }

    private static IOrderedQueryable<DeletedRow> WithIds(IOrderedQueryable<DeletedRow> rows, bool isDescending) =>
        isDescending ? rows.ThenByDescending(row => row.Id) : rows.ThenBy(row => row.Id);

    private static FilterToLinq<DeletedRow> Columns(BinQuery query) => new(
        new Dictionary<string, Expression<Func<DeletedRow, long>>>
        {
            ["module"] = row => row.ModuleId,
            ["deleted_by"] = row => row.DeletedBy,
            ["deleted_time"] = row => row.DeletedTime,
        },
        new Dictionary<string, Expression<Func<DeletedRow, string?>>> { ["display_name"] = OpenName(query) });

    private static Expression<Func<DeletedRow, string?>> OpenName(BinQuery query)
    {
        long[] named = [.. query.NamedModules];
        return row => named.Contains(row.ModuleId) ? row.NameKey : null;
    }
}
