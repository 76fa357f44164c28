using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Store.Consents;

/// <summary>Removes uses that are kept no longer, some at a time, and leaves their number with the consents.</summary>
internal static class ForgottenUses
{
    private const int AtOnce = 500;

    /// <summary>Removes some.</summary>
    /// <returns>How many were removed; none when nothing is left.</returns>
    public static async Task<int> RemoveAsync(CrmDbContext db, long before, CancellationToken cancellationToken)
    {
        var over = await db.Executions.Where(row => row.StartedTime < before).OrderBy(row => row.StartedTime).Take(AtOnce)
            .Select(row => new { row.Id, row.GrantId, row.ExtensionGrantId, row.StartedTime }).ToListAsync(cancellationToken);
        EfConsentTransaction transaction = new(db);
        foreach (var uses in over.SelectMany(run => new[] { (run.GrantId, run.StartedTime), (run.ExtensionGrantId, run.StartedTime) }).Where(use => use.Item1 is not null).GroupBy(use => use.Item1!.Value))
        {
            DateTimeOffset last = DateTimeOffset.FromUnixTimeSeconds(uses.Max(use => use.StartedTime));
            foreach (Grant grant in await transaction.ListGrantsAsync(new ConsentFilter { Id = uses.Key }, cancellationToken))
            {
                await transaction.SaveAsync(grant with { ForgottenUses = grant.ForgottenUses + uses.Count(), LastForgottenTime = last }, cancellationToken);
            }
        }

        long[] ids = [.. over.Select(run => run.Id)];
        await db.Executions.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        List<long> entries = await db.ConsentEvents.Where(row => row.UseOf != null && row.Time < before).OrderBy(row => row.Time).Take(AtOnce).Select(row => row.Id).ToListAsync(cancellationToken);
        await db.ConsentEvents.Where(row => entries.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        int runs = await db.ScheduledRuns.Where(row => row.PlannedTime < before).ExecuteDeleteAsync(cancellationToken);
        return over.Count + entries.Count + runs;
    }
}
