using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents.Schedules;

/// <summary>Keeps when schedulers run, and what became of their runs.</summary>
public interface IScheduleStore
{
    /// <summary>Stores a schedule in place of the one before.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="next">Its next run.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task SetAsync(long organizationId, Schedule schedule, DateTimeOffset next, CancellationToken cancellationToken);

    /// <summary>Finds the schedule of a scheduler.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The scheduler.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The schedule and its next run, null when there will be none; null when there is no schedule.</returns>
    Task<(Schedule Schedule, DateTimeOffset? Next)?> FindAsync(long organizationId, long componentId, CancellationToken cancellationToken);

    /// <summary>Removes the schedule of a scheduler. What became of its runs stays.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The scheduler.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(long organizationId, long componentId, CancellationToken cancellationToken);

    /// <summary>Finds runs of all organizations whose time has come, the oldest first.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="maximum">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The runs.</returns>
    Task<ImmutableArray<DueRun>> DueAsync(DateTimeOffset now, int maximum, CancellationToken cancellationToken);

    /// <summary>Begins a run. Of servers at the same time one does.</summary>
    /// <param name="run">The run.</param>
    /// <param name="next">The run after it; null when there is none.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>True for the one that begins it.</returns>
    Task<bool> BeginAsync(DueRun run, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Notes what became of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="executionId">Its execution, or null.</param>
    /// <param name="outcome">The word for it.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task EndAsync(DueRun run, long? executionId, string outcome, CancellationToken cancellationToken);

    /// <summary>Lists runs of a scheduler, the newest first.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The scheduler.</param>
    /// <param name="before">The moment before which they were planned.</param>
    /// <param name="maximum">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The runs.</returns>
    Task<ImmutableArray<ScheduledRun>> RunsAsync(long organizationId, long componentId, DateTimeOffset before, int maximum, CancellationToken cancellationToken);
}
