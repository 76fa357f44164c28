using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Schedules;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Schedulers;

/// <summary>Says when schedulers run, and tells what became of their runs.</summary>
/// <param name="store">Where components are.</param>
/// <param name="schedules">Where schedules are.</param>
/// <param name="clock">The time.</param>
[Tags("Schedulers")]
[Route("api/v3/schedulers/{id}")]
public sealed class SchedulesController(IConsentStore store, IScheduleStore schedules, ConsentClock clock) : PlatformController
{
    /// <summary>Sets when a scheduler runs: by a cron expression of five fields, or every few minutes. It runs for its owner, by the owner's consent.</summary>
    /// <param name="id">The scheduler's id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The schedule and its next run.</returns>
    [HttpPut("schedule")]
    [RequiresScope("ZohoCliq.Schedulers.UPDATE")]
    public Task<IActionResult> Set([FromRoute] string id, CancellationToken cancellationToken) => WithBodyAsync(
        async body =>
        {
            DateTimeOffset now = clock.Now;
            if (!(await FindAsync(id, toChange: true, cancellationToken)).TryGet(out Component? found, out CrmError? error)
                || !ScheduleDraft.Read(body, found.Id, now).TryGet(out Schedule? schedule, out error))
            {
                return Refuse(error);
            }

            if (ScheduleTimes.After(schedule, now) is not { } next)
            {
                return Refuse(CrmErrors.Consents.InvalidInput("cron"));
            }

            await schedules.SetAsync(Caller.Organization.Id, schedule, next, cancellationToken);
            return Answer(schedule, next);
        },
        cancellationToken);

    /// <summary>Tells when a scheduler runs.</summary>
    /// <param name="id">The scheduler's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The schedule and its next run.</returns>
    [HttpGet("schedule")]
    [RequiresScope("ZohoCliq.Schedulers.READ")]
    public async Task<IActionResult> Get([FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, toChange: false, cancellationToken)).TryGet(out Component? found, out CrmError? error))
        {
            return Refuse(error);
        }

        return await schedules.FindAsync(Caller.Organization.Id, found.Id, cancellationToken) is { } set ? Answer(set.Schedule, set.Next) : Refuse(CrmErrors.Runtime.ScheduleNotFound());
    }

    /// <summary>Stops a scheduler. What became of its runs stays.</summary>
    /// <param name="id">The scheduler's id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>204.</returns>
    [HttpDelete("schedule")]
    [RequiresScope("ZohoCliq.Schedulers.UPDATE")]
    public async Task<IActionResult> Delete([FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, toChange: true, cancellationToken)).TryGet(out Component? found, out CrmError? error))
        {
            return Refuse(error);
        }

        await schedules.RemoveAsync(Caller.Organization.Id, found.Id, cancellationToken);
        return NoContent();
    }

    /// <summary>Lists the runs of a scheduler, the newest first.</summary>
    /// <param name="id">The scheduler's id.</param>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>When they were planned, when they began, and what became of them.</returns>
    [HttpGet("runs")]
    [RequiresScope("ZohoCliq.Schedulers.READ")]
    public Task<IActionResult> GetRuns(
        [FromRoute] string id, [FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken) =>
        WithPageAsync(limit, nextToken, async (size, planned) =>
        {
            DateTimeOffset before = planned == 0 ? DateTimeOffset.MaxValue : DateTimeOffset.FromUnixTimeSeconds(Math.Min(planned, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
            return (await FindAsync(id, toChange: false, cancellationToken)).TryGet(out Component? found, out CrmError? error)
                ? ShowAll("run", await schedules.RunsAsync(Caller.Organization.Id, found.Id, before, size + 1, cancellationToken), Write, size, run => RecordId.Format(run.Planned.ToUnixTimeSeconds()))
                : Refuse(error);
        });

    private static void Write(Utf8JsonWriter writer, ScheduledRun run)
    {
        writer.WriteStartObject();
        PlatformJson.WriteTime(writer, "planned_at", run.Planned);
        PlatformJson.WriteTime(writer, "begun_at", run.Begun);
        PlatformJson.WriteId(writer, "execution_id", run.ExecutionId);
        writer.WriteString("outcome", run.Outcome);
        writer.WriteEndObject();
    }

    private async Task<Result<Component>> FindAsync(string id, bool toChange, CancellationToken cancellationToken)
    {
        Component? found = await store.ReadAsync(
            Caller.Organization.Id, (reads, token) => ComponentFinder.FindAsync(reads, Caller, ComponentKind.Scheduler, RecordId.Parse(id), token), cancellationToken);
        return found is null ? CrmErrors.Consents.ComponentNotFound()
            : toChange && !ComponentEditor.MayChange(Caller, found) ? CrmErrors.Consents.NotPermitted()
            : found;
    }

    private JsonAnswer Answer(Schedule schedule, DateTimeOffset? next) => Show("schedule", writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("cron", schedule.Cron);
        if (schedule.EveryMinutes is { } minutes)
        {
            writer.WriteNumber("every_minutes", minutes);
        }
        else
        {
            writer.WriteNull("every_minutes");
        }

        writer.WriteString("time_zone", schedule.TimeZone);
        PlatformJson.WriteTime(writer, "next_run_at", next);
        writer.WriteEndObject();
    });
}
