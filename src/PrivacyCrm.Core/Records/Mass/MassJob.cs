using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Mass;

/// <summary>
/// Writes all records of a view, a page in each transaction. What the user may do and what the view finds is asked again for every page;
/// when one of them is refused, the job fails and keeps what it has done.
/// </summary>
/// <param name="name">One of the names below.</param>
/// <param name="actions">Writes.</param>
/// <param name="store">Where records are.</param>
/// <param name="callers">Finds out for whom the job works.</param>
/// <param name="time">The clock.</param>
public sealed class MassJob(string name, MassActions actions, IRecordStore store, JobCallers callers, TimeProvider time) : IJobKind
{
    /// <summary>The name of mass updates.</summary>
    public const string Update = "mass_update";

    /// <summary>The name of mass deletions.</summary>
    public const string Delete = "mass_delete";

    /// <inheritdoc/>
    public string Name { get; } = name;

    private ModuleUse Use => Name == Delete ? ModuleUse.Delete : ModuleUse.Edit;

    /// <inheritdoc/>
    public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        MassOrder order = JsonSerializer.Deserialize(job.Definition, MassJson.Default.MassOrder)!;
        MassProgress progress = ProgressOf(job);
        for (Caller? current = caller; current is not null; current = await callers.FindAsync(job, cancellationToken))
        {
            if (current.Organization.Modules.FirstOrDefault(module => module.Id == order.ModuleId) is not { } found
                || !current.May(Use, found)
                || !MassView.Plan(current, found, order.View, progress.Last, time.GetUtcNow()).TryGet(out ReadPlan? plan, out CrmError? _))
            {
                break;
            }

            IReadOnlyList<StoredDocument> page = [.. (await store.ReadAsync(plan, cancellationToken)).Take(plan.PageSize)];
            if (page.Count == 0)
            {
                return JobEnd.Completed(Write(progress));
            }

            long[] records = [.. page.Where(document => IsMeant(document, job)).Select(document => document.Id)];
            if (records.Length == 0)
            {
                progress = progress with { Last = page[^1].Id };
            }
            else if (await WriteAsync(job, current, found, order, progress, records, cancellationToken) is { } next)
            {
                progress = next;
            }
            else
            {
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        return JobEnd.Failed(Write(progress));
    }

    /// <summary>What a job has done.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Its progress.</returns>
    internal static MassProgress ProgressOf(Job job) => job.Progress.Length == 0
        ? new MassProgress(0, 0, 0)
        : JsonSerializer.Deserialize(job.Progress, MassJson.Default.MassProgress)!;

    /// <summary>Tells whether a record was there when the job was ordered; later ones are not meant.</summary>
    /// <param name="document">The record. Its id tells within a second only: ids that somebody brought along may be greater than any made here.</param>
    /// <param name="job">The job.</param>
    /// <returns>True when it was.</returns>
    internal static bool IsMeant(StoredDocument document, Job job)
    {
        using JsonDocument json = JsonDocument.Parse(document.Utf8);
        int order = json.RootElement.TryGetProperty("Created_Time", out JsonElement created)
            ? string.CompareOrdinal(created.GetString(), Keys.OfInstant(Instants.ToSecond(job.CreatedTime)))
            : -1;
        return order < 0 || (order == 0 && document.Id < job.Id);
    }

    private static string Write(MassProgress progress) => JsonSerializer.Serialize(progress, MassJson.Default.MassProgress);

    private static MassProgress After(MassProgress before, long last, IReadOnlyList<RowOutcome> outcomes)
    {
        int refused = outcomes.Count(outcome => outcome.Error is not null);
        return new MassProgress(last, before.Done + outcomes.Count - refused, before.Refused + refused);
    }

    private async Task<MassProgress?> WriteAsync(
        Job job, Caller caller, Module module, MassOrder order, MassProgress before, long[] records, CancellationToken cancellationToken)
    {
        string[] sent = [.. records.Select(RecordId.Format)];
        MassActions steps = actions.With(outcomes => new JobStep(job, Write(After(before, records[^1], outcomes))));
        if (order.Row is null)
        {
            return After(before, records[^1], await steps.DeleteAsync(caller, module, sent, cancellationToken));
        }

        using JsonDocument row = JsonDocument.Parse(order.Row);
        return MassActions.Check(caller, module, row.RootElement) is null
            ? After(before, records[^1], await steps.UpdateAsync(caller, module, row.RootElement, order.Overwrites, sent, cancellationToken))
            : null;
    }
}
