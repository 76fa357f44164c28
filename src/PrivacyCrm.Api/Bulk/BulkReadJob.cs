using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Writes the records of a bulk read into a file, some at a time, with the rights that its user has at that moment.</summary>
/// <param name="reader">Reads rows.</param>
/// <param name="jobs">Where steps are recorded.</param>
/// <param name="files">Where the file is.</param>
/// <param name="callers">Finds out what the user may do now.</param>
/// <param name="callbacks">Tells the end.</param>
/// <param name="limits">How much at once.</param>
internal sealed class BulkReadJob(BulkReader reader, IJobStore jobs, IFileStore files, JobCallers callers, Callbacks callbacks, BulkLimits limits) : IJobKind
{
    public const string KindName = "bulk_read";

    public string Name => KindName;

    public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
    {
        BulkReadOrder order = BulkJson.ReadOrderOf(job);
        BulkReadProgress progress = BulkJson.ReadProgressOf(job);
        await files.AddAsync(new StoredFile(job.OrganizationId, job.Id, job.UserId, KindName, $"{job.Id}.csv", job.CreatedTime), cancellationToken);
        while (!progress.IsRead)
        {
            if (await callers.FindAsync(job, cancellationToken) is not { } current || Bind(current, order, job.CreatedTime) is not var (module, columns, filter) || module is null)
            {
                return JobEnd.Failed(Text(progress));
            }

            (long? After, int Skip) place = (progress.LastId ?? order.After, progress.LastId is null && order.After is null ? (order.Page - 1) * limits.PageSize : 0);
            BulkChunk chunk = await reader.ReadAsync(current, module, columns, filter, place, Math.Min(limits.ChunkSize, limits.PageSize - progress.Count), cancellationToken);
            IEnumerable<IReadOnlyList<string>> rows = progress.Parts == 0 ? [[.. columns.Select(column => column.Name)], .. chunk.Rows] : chunk.Rows;
            FilePart part = new(job.Id, progress.Parts, Csv.Compress(Csv.Write(rows)));
            int count = progress.Count + chunk.Rows.Count;
            progress = new BulkReadProgress(chunk.LastId ?? progress.LastId, count, progress.Parts + 1, IsRead: !chunk.HasMore || count >= limits.PageSize, chunk.HasMore);
            await jobs.AdvanceAsync(new JobStep(job, Text(progress), part), cancellationToken);
        }

        return JobEnd.Completed(Text(progress));
    }

    public async Task FinishedAsync(Job job, CancellationToken cancellationToken)
    {
        if (BulkJson.ReadOrderOf(job).CallbackUrl is { } url && await callers.FindAsync(job, cancellationToken) is { } caller)
        {
            await callbacks.SendAsync(url, writer => BulkReadJson.Write(writer, job, caller, limits.PageSize, hidesCriteria: true), cancellationToken);
        }
    }

    // What was allowed when the job was ordered may not be any more.
    private static (Module? Module, ImmutableArray<BulkColumn> Columns, BulkFilter Filter)? Bind(Caller caller, BulkReadOrder order, DateTimeOffset ordered) =>
        BulkReadController.ModuleOf(caller, order.Module, ModuleUse.View).TryGet(out Module? module, out _)
        && BulkColumns.Read(caller, module, order.Columns).TryGet(out ImmutableArray<BulkColumn> columns, out _)
        && BulkFilter.Of(caller, module, order.Criteria, order.View, ordered).TryGet(out BulkFilter? filter, out _)
            ? (module, columns, filter)
            : null;

    private static string Text(BulkReadProgress progress) => JsonSerializer.Serialize(progress, BulkJson.Default.BulkReadProgress);
}
