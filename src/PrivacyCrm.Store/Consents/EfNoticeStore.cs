using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents.Notices;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Keeps notices until they are told.</summary>
internal sealed class EfNoticeStore(OrganizationDb database, TransactionRunner transactions) : INoticeStore
{
    public async Task<ImmutableArray<DueNotice>> DueAsync(DateTimeOffset now, int maximum, CancellationToken cancellationToken)
    {
        long until = now.ToUnixTimeSeconds();
        await using CrmDbContext all = database.OpenForAll();
        List<ConsentNoticeRow> due = await all.ConsentNotices.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.NextTime <= until && !all.ConsentNotices.Any(other =>
                other.OrganizationId == row.OrganizationId && other.ComponentId == row.ComponentId
                && other.Time <= row.Time && (other.Time < row.Time || other.EntryId < row.EntryId)))
            .OrderBy(row => row.NextTime).Take(maximum).ToListAsync(cancellationToken);
        return [.. due.Select(row => new DueNotice(row.OrganizationId, ConsentRows.ToNotice(row), DateTimeOffset.FromUnixTimeSeconds(row.NextTime), row.Tries))];
    }

    public Task<bool> BeginAsync(DueNotice due, DateTimeOffset next, CancellationToken cancellationToken)
    {
        (long planned, long following, int tries) = (due.Planned.ToUnixTimeSeconds(), next.ToUnixTimeSeconds(), due.Tries);
        return transactions.RunAsync(
            due.OrganizationId,
            async (db, token) => await Rows(db, due.Notice).Where(row => row.NextTime == planned && row.Tries == tries)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTime, following).SetProperty(row => row.Tries, tries + 1), token) > 0,
            cancellationToken);
    }

    public Task RemoveAsync(DueNotice due, CancellationToken cancellationToken) =>
        transactions.RunAsync(due.OrganizationId, (db, token) => Rows(db, due.Notice).ExecuteDeleteAsync(token), cancellationToken);

    private static IQueryable<ConsentNoticeRow> Rows(CrmDbContext db, ConsentNotice notice)
    {
        long time = notice.Time.ToUnixTimeSeconds();
        return db.ConsentNotices.Where(row => row.ComponentId == notice.ComponentId && row.Time == time && row.EntryId == notice.EntryId);
    }
}
