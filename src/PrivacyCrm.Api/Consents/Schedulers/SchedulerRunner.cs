using System.Text.Json;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Schedules;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Consents.Schedulers;

/// <summary>
/// Runs schedulers whose time has come, each run once, whichever server sees it first, for the owner and by the owner's consent. Without one
/// the question waits for the owner and nothing runs.
/// </summary>
/// <param name="schedules">What is due.</param>
/// <param name="store">Where components are.</param>
/// <param name="organizations">Where owners are.</param>
/// <param name="runner">Runs components.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">The log.</param>
internal sealed class SchedulerRunner(
    IScheduleStore schedules, IConsentStore store, IOrganizationStore organizations, ComponentRunner runner, ConsentClock clock, ILogger<SchedulerRunner> logger) : IDueWork
{
    private const int AtOnce = 4;
    private const int MaximumDue = 100;

    /// <summary>Runs everything that is due.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken) => await Parallel.ForEachAsync(
        await schedules.DueAsync(clock.Now, MaximumDue, cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (due, token) => await RunAsync(due, token));

    private async Task RunAsync(DueRun due, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.Now;
        if (!await schedules.BeginAsync(due, ScheduleTimes.After(due.Schedule, now), now, cancellationToken))
        {
            return;
        }

        string outcome = "interrupted";
        long? execution = null;
        try
        {
            (outcome, execution) = await ExecuteAsync(due, cancellationToken);
        }
        finally
        {
            await schedules.EndAsync(due, execution, outcome, CancellationToken.None);
            Log.Scheduled(logger, due.Schedule.ComponentId, due.OrganizationId, outcome);
        }
    }

    private async Task<(string Outcome, long? Execution)> ExecuteAsync(DueRun due, CancellationToken cancellationToken)
    {
        long id = due.Schedule.ComponentId;
        if (await store.ReadAsync(due.OrganizationId, (reads, token) => reads.FindComponentAsync(id, token), cancellationToken) is not { } component)
        {
            await schedules.RemoveAsync(due.OrganizationId, id, cancellationToken);
            return ("component_not_found", null);
        }

        Organization? organization = await organizations.FindLatestAsync(due.OrganizationId, cancellationToken);
        if (organization?.FindUser(component.CreatorId) is not { IsActive: true } owner)
        {
            return ("owner_inactive", null);
        }

        Caller caller = new(organization, owner, new ScopeSet(string.Empty));
        Result<RunOutcome> run = await runner.RunAsync(caller, ComponentKind.Scheduler, id, component.Kind.Handlers[0].Type, default(JsonElement), cancellationToken);
        return run.TryGet(out RunOutcome? done, out CrmError? error) ? (Words.Of(done.Execution.Status), done.Execution.Id) : (error.Code, null);
    }
}
