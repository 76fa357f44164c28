using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Mass;

/// <summary>Takes orders for mass actions on all records of a custom view, and tells how far they are.</summary>
/// <param name="store">Where records are.</param>
/// <param name="orders">Takes orders for jobs.</param>
/// <param name="jobs">Where jobs are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class MassOrders(IRecordStore store, JobOrders orders, IJobStore jobs, IdSource ids, TimeProvider time)
{
    /// <summary>The greatest number of records in a view that a mass action takes.</summary>
    public const int MaximumRecords = 50_000;

    /// <summary>Orders a mass action.</summary>
    /// <param name="caller">Who orders it.</param>
    /// <param name="module">The module.</param>
    /// <param name="view">The view's id as sent.</param>
    /// <param name="row">The values, checked before; null to delete the records.</param>
    /// <param name="overwrites">Whether choices of multi-select picklists are replaced.</param>
    /// <param name="cancellationToken">Ends the order before it is stored.</param>
    /// <returns>The outcome that names the job, or the refusal.</returns>
    public async Task<RowOutcome> AddAsync(Caller caller, Module module, string view, JsonElement? row, bool overwrites, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (!MassView.Plan(caller, module, view, after: 0, time.GetUtcNow()).TryGet(out ReadPlan? plan, out CrmError? error))
        {
            return error;
        }

        long total = await store.CountAsync(plan, cancellationToken);
        if (total is 0 or > MaximumRecords)
        {
            return total == 0 ? CrmErrors.MassActions.NoRecords() : CrmErrors.Records.TooManyRecords("cvid", MaximumRecords);
        }

        MassOrder order = new(module.Id, view, row?.GetRawText(), overwrites, total);
        string kind = row is null ? MassJob.Delete : MassJob.Update;
        Job job = await orders.AddAsync(caller, ids.Next(), kind, JsonSerializer.Serialize(order, MassJson.Default.MassOrder), cancellationToken);
        return new RowOutcome
        {
            Message = row is null ? "mass delete scheduled successfully" : "mass update scheduled successfully",
            Details = ErrorDetails.Of(("job_id", RecordId.Format(job.Id))),
        };
    }

    /// <summary>Tells how far a mass action is.</summary>
    /// <param name="caller">Who asks; whoever did not order it has to be allowed to change settings.</param>
    /// <param name="module">The module.</param>
    /// <param name="kind">The kind of job.</param>
    /// <param name="sentId">The job's id as sent.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The status, or the refusal.</returns>
    public async Task<Result<MassStatus>> StatusAsync(Caller caller, Module module, string kind, string? sentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        if (string.IsNullOrEmpty(sentId))
        {
            return CrmErrors.MassActions.JobMissing();
        }

        Job? job = RecordId.Parse(sentId) is { } id ? await jobs.FindAsync(caller.Organization.Id, id, cancellationToken) : null;
        if (job?.Kind != kind || (job.UserId != caller.User.Id && !caller.Profile.MayCustomize)
            || JsonSerializer.Deserialize(job.Definition, MassJson.Default.MassOrder) is not { } order || order.ModuleId != module.Id)
        {
            return CrmErrors.Requests.InvalidParameter("job_id");
        }

        MassProgress done = MassJob.ProgressOf(job);
        return new MassStatus(job.State, kind == MassJob.Delete, order.Total, done.Done, done.Refused);
    }
}
