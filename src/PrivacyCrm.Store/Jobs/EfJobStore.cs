using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Store.Jobs;

/// <summary>Keeps jobs. Looking for work, and for what may be removed, are the only reads across organizations, and they read ids only.</summary>
internal sealed class EfJobStore(OrganizationDb database, TransactionRunner transactions, TimeProvider time) : IJobStore
{
    private const int Waiting = (int)JobState.Waiting;
    private const int Running = (int)JobState.Running;
    private const int LookedAt = 16;

    private static readonly TimeSpan JobsKeptFor = TimeSpan.FromDays(7);

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public Task AddAsync(Job job, CancellationToken cancellationToken) => transactions.RunAsync(
        job.OrganizationId,
        async (db, token) =>
        {
            db.Add(JobRows.ToRow(job));
            return await db.SaveChangesAsync(token);
        },
        cancellationToken);

    public async Task<Job?> FindAsync(long organizationId, long id, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        return await db.Jobs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? JobRows.FromRow(row) : null;
    }

    public async Task<Job?> TakeNextAsync(IReadOnlyCollection<string> kinds, TimeSpan lease, CancellationToken cancellationToken)
    {
        long now = Now;
        string[] known = [.. kinds];
        await using CrmDbContext all = database.OpenForAll();
        var found = await all.Jobs.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.FinishedTime == null && known.Contains(row.Kind) && (row.State == Waiting || row.LeaseUntil <= now))
            .OrderBy(row => row.CreatedTime).ThenBy(row => row.Id)
            .Select(row => new { row.OrganizationId, row.Id })
            .Take(LookedAt)
            .ToListAsync(cancellationToken);
        foreach (var one in found)
        {
            if (await TakeAsync(one.OrganizationId, one.Id, now, lease, cancellationToken) is { } job)
            {
                return job;
            }
        }

        return null;
    }

    public Task<Job?> TakeOverAsync(long organizationId, long id, CancellationToken cancellationToken) =>
        TakeAsync(organizationId, id, long.MaxValue, TimeSpan.Zero, cancellationToken);

    public Task<bool> RenewAsync(Job job, TimeSpan lease, CancellationToken cancellationToken)
    {
        long until = Now + (long)lease.TotalSeconds;
        return transactions.RunAsync(
            job.OrganizationId,
            async (db, token) => await JobRows.Held(db, job).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), token) == 1,
            cancellationToken);
    }

    public Task ReleaseAsync(Job job, CancellationToken cancellationToken) => transactions.RunAsync(
        job.OrganizationId,
        (db, token) => JobRows.Held(db, job).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, Waiting).SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (long?)null), token),
        cancellationToken);

    public Task AdvanceAsync(JobStep step, CancellationToken cancellationToken) => transactions.RunAsync(
        step.Job.OrganizationId,
        async (db, token) =>
        {
            await JobRows.AdvanceAsync(db, step, token);
            return true;
        },
        cancellationToken);

    public Task<Job?> FinishAsync(Job job, JobEnd end, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        long finished = now.ToUnixTimeSeconds();
        long expires = (now + StoredFile.KeptFor).ToUnixTimeSeconds();
        return transactions.RunAsync(
            job.OrganizationId,
            async (db, token) =>
            {
                int ended = await JobRows.Held(db, job).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, (int)end.State).SetProperty(row => row.Progress, end.Progress)
                        .SetProperty(row => row.FinishedTime, finished).SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (long?)null),
                    token);
                await db.Files.Where(row => ended == 1 && row.Id == job.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Expires, expires), token);
                return ended == 1
                    ? job with { State = end.State, Progress = end.Progress, LeaseOwner = null, FinishedTime = DateTimeOffset.FromUnixTimeSeconds(finished) }
                    : null;
            },
            cancellationToken);
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        long now = Now;
        long finishedBefore = now - (long)JobsKeptFor.TotalSeconds;
        await using CrmDbContext all = database.OpenForAll();
        List<long> organizations = await all.Files.IgnoreQueryFilters().Where(row => row.Expires <= now).Select(row => row.OrganizationId)
            .Union(all.Jobs.IgnoreQueryFilters().Where(row => row.FinishedTime <= finishedBefore).Select(row => row.OrganizationId))
            .ToListAsync(cancellationToken);
        foreach (long organization in organizations)
        {
            await transactions.RunAsync(
                organization,
                async (db, token) =>
                    await db.Files.Where(row => row.Expires <= now).ExecuteDeleteAsync(token)
                    + await db.Jobs.Where(row => row.FinishedTime <= finishedBefore).ExecuteDeleteAsync(token),
                cancellationToken);
        }
    }

    // The condition is looked at again under the row's lock, so that of several servers one changes the row.
    private Task<Job?> TakeAsync(long organizationId, long id, long leasedUntil, TimeSpan lease, CancellationToken cancellationToken)
    {
        string owner = RandomNumberGenerator.GetHexString(24);
        long until = Now + (long)lease.TotalSeconds;
        return transactions.RunAsync(
            organizationId,
            async (db, token) =>
            {
                int taken = await db.Jobs
                    .Where(row => row.Id == id && row.FinishedTime == null && (row.State == Waiting || row.LeaseUntil <= leasedUntil))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.State, Running).SetProperty(row => row.LeaseOwner, owner)
                            .SetProperty(row => row.LeaseUntil, until).SetProperty(row => row.Attempts, row => row.Attempts + 1),
                        token);
                return taken == 1 ? JobRows.FromRow(await db.Jobs.AsNoTracking().SingleAsync(row => row.Id == id, token)) : null;
            },
            cancellationToken);
    }
}
