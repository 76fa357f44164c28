using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents.Schedules;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Keeps when schedulers run, and what became of their runs.</summary>
internal sealed class EfScheduleStore(OrganizationDb database, TransactionRunner transactions) : IScheduleStore
{
    public Task SetAsync(long organizationId, Schedule schedule, DateTimeOffset next, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) =>
        {
            await db.Schedules.Where(row => row.ComponentId == schedule.ComponentId).ExecuteDeleteAsync(token);
            db.Add(new ScheduleRow
            {
                OrganizationId = organizationId,
                ComponentId = schedule.ComponentId,
                NextTime = next.ToUnixTimeSeconds(),
                Definition = JsonSerializer.Serialize(schedule, ScheduleJson.Default.Schedule),
            });
            return await db.SaveChangesAsync(token);
        },
        cancellationToken);

    public async Task<(Schedule Schedule, DateTimeOffset? Next)?> FindAsync(long organizationId, long componentId, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        ScheduleRow? row = await db.Schedules.AsNoTracking().SingleOrDefaultAsync(one => one.ComponentId == componentId, cancellationToken);
        return row is null ? null : (Read(row), row.NextTime is { } next ? DateTimeOffset.FromUnixTimeSeconds(next) : null);
    }

    public Task RemoveAsync(long organizationId, long componentId, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId, (db, token) => db.Schedules.Where(row => row.ComponentId == componentId).ExecuteDeleteAsync(token), cancellationToken);

    public async Task<ImmutableArray<DueRun>> DueAsync(DateTimeOffset now, int maximum, CancellationToken cancellationToken)
    {
        long until = now.ToUnixTimeSeconds();
        await using CrmDbContext all = database.OpenForAll();
        List<ScheduleRow> due = await all.Schedules.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.NextTime <= until).OrderBy(row => row.NextTime).Take(maximum).ToListAsync(cancellationToken);
        return [.. due.Select(row => new DueRun(row.OrganizationId, Read(row), DateTimeOffset.FromUnixTimeSeconds(row.NextTime!.Value)))];
    }

    public Task<bool> BeginAsync(DueRun run, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (long component, long planned, long? following) = (run.Schedule.ComponentId, run.Planned.ToUnixTimeSeconds(), next?.ToUnixTimeSeconds());
        return transactions.RunAsync(
            run.OrganizationId,
            async (db, token) =>
            {
                // The condition is looked at again under the row's lock; the key of the run holds even if a clock goes back.
                int moved = await db.Schedules.Where(row => row.ComponentId == component && row.NextTime == planned)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTime, following), token);
                if (moved == 0 || await db.ScheduledRuns.AnyAsync(row => row.ComponentId == component && row.PlannedTime == planned, token))
                {
                    return false;
                }

                db.Add(new ScheduledRunRow { OrganizationId = run.OrganizationId, ComponentId = component, PlannedTime = planned, BegunTime = now.ToUnixTimeSeconds() });
                await db.SaveChangesAsync(token);
                return true;
            },
            cancellationToken);
    }

    public Task EndAsync(DueRun run, long? executionId, string outcome, CancellationToken cancellationToken)
    {
        (long component, long planned) = (run.Schedule.ComponentId, run.Planned.ToUnixTimeSeconds());
        return transactions.RunAsync(
            run.OrganizationId,
            (db, token) => db.ScheduledRuns.Where(row => row.ComponentId == component && row.PlannedTime == planned)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExecutionId, executionId).SetProperty(row => row.Outcome, outcome), token),
            cancellationToken);
    }

    public async Task<ImmutableArray<ScheduledRun>> RunsAsync(long organizationId, long componentId, DateTimeOffset before, int maximum, CancellationToken cancellationToken)
    {
        long limit = before.ToUnixTimeSeconds();
        await using CrmDbContext db = database.Open(organizationId);
        List<ScheduledRunRow> rows = await db.ScheduledRuns.AsNoTracking().Where(row => row.ComponentId == componentId && row.PlannedTime < limit)
            .OrderByDescending(row => row.PlannedTime).Take(maximum).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ScheduledRun(DateTimeOffset.FromUnixTimeSeconds(row.PlannedTime), DateTimeOffset.FromUnixTimeSeconds(row.BegunTime), row.ExecutionId, row.Outcome))];
    }

    private static Schedule Read(ScheduleRow row) => JsonSerializer.Deserialize(row.Definition, ScheduleJson.Default.Schedule)!;
}
