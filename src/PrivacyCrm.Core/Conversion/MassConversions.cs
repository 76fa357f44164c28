using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Orders conversions of many leads, and tells how far they are.</summary>
/// <param name="orders">Takes orders.</param>
/// <param name="jobs">Where jobs are.</param>
/// <param name="ids">Makes ids.</param>
public sealed class MassConversions(JobOrders orders, IJobStore jobs, IdSource ids)
{
    /// <summary>Orders a mass conversion.</summary>
    /// <param name="caller">Who orders it.</param>
    /// <param name="body">The request.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The job's id, or the refusal.</returns>
    public async Task<Result<long>> OrderAsync(Caller caller, JsonElement body, CancellationToken cancellationToken)
    {
        if (!new MassConversionReader(caller).Read(body).TryGet(out MassConversion? order, out CrmError? error))
        {
            return error;
        }

        string definition = JsonSerializer.Serialize(order, MassConversionJson.Default.MassConversion);
        return (await orders.AddAsync(caller, ids.Next(), MassConversionJob.KindName, definition, cancellationToken)).Id;
    }

    /// <summary>Finds out how far a mass conversion is.</summary>
    /// <param name="caller">Who asks: whoever ordered it.</param>
    /// <param name="sentId">The job's id as sent; null when none was.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The state, or the refusal.</returns>
    public async Task<Result<MassConversionStatus>> FindAsync(Caller caller, string? sentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (string.IsNullOrEmpty(sentId))
        {
            return CrmErrors.Requests.ParameterMissing("job_id");
        }

        Job? job = RecordId.Parse(sentId) is { } id ? await jobs.FindAsync(caller.Organization.Id, id, cancellationToken) : null;
        return job?.Kind == MassConversionJob.KindName && job.UserId == caller.User.Id ? StatusOf(job) : CrmErrors.Requests.InvalidParameter("job_id");
    }

    private static MassConversionStatus StatusOf(Job job)
    {
        MassConversionProgress progress = MassConversionJob.ProgressOf(job);
        return new(job.State, MassConversionJob.OrderOf(job).Leads.Length, progress.Converted, progress.NotConverted, progress.Failed);
    }
}
