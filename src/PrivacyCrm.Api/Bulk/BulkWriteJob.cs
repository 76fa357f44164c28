using System.Text.Json;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Writes the rows of a file as records, a hundred in one transaction together with what became of them.</summary>
/// <param name="writer">Writes records.</param>
/// <param name="keys">Finds records by the values of unique fields.</param>
/// <param name="jobs">Where steps are recorded.</param>
/// <param name="files">Where files are.</param>
/// <param name="callers">Finds out what the user may do now.</param>
/// <param name="callbacks">Tells the end.</param>
internal sealed class BulkWriteJob(RecordWriter writer, RecordKeys keys, IJobStore jobs, IFileStore files, JobCallers callers, Callbacks callbacks) : IJobKind
{
    public const string KindName = "bulk_write";

    /// <summary>The greatest number of rows in a file.</summary>
    public const int MaximumRows = 25_000;

    public string Name => KindName;

    public async Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken)
    {
        BulkWriteOrder order = BulkJson.WriteOrderOf(job);
        BulkWriteProgress progress = BulkJson.WriteProgressOf(job);
        using UploadedZip? zip = await UploadedZip.OpenAsync(files, job.OrganizationId, order.FileId, cancellationToken);
        if (zip is null)
        {
            return Failed(progress, "FILE_NOT_FOUND");
        }

        try
        {
            await files.AddAsync(new StoredFile(job.OrganizationId, job.Id, job.UserId, KindName, $"{job.Id}.csv", job.CreatedTime), cancellationToken);
            if (progress.Total is null)
            {
                progress = progress with { Total = Count(zip, order, cancellationToken) };
                if (progress.Total > MaximumRows)
                {
                    return Failed(progress, "LIMIT_EXCEEDED");
                }

                FilePart header = new(job.Id, 0, Csv.Compress(Csv.Write([BulkResultRows.Header(order)])));
                await jobs.AdvanceAsync(new JobStep(job, Text(progress = progress with { Parts = 1 }), header), cancellationToken);
            }

            return await WriteAsync(job, order, progress, zip, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Failed(progress, "INVALID_FILE_FORMAT");
        }
    }

    public async Task FinishedAsync(Job job, CancellationToken cancellationToken)
    {
        if (BulkJson.WriteOrderOf(job).CallbackUrl is { } url && await callers.FindAsync(job, cancellationToken) is { } caller)
        {
            await callbacks.SendAsync(url, json => BulkWriteJson.Write(json, job, caller, isCallback: true), cancellationToken);
        }
    }

    private async Task<JobEnd> WriteAsync(Job job, BulkWriteOrder order, BulkWriteProgress progress, UploadedZip zip, CancellationToken cancellationToken)
    {
        using StreamReader text = zip.Read(order.EntryName, order.Encoding);
        CsvRows rows = new(text);
        for (int skipped = -1; skipped < progress.Rows && rows.Next() is not null; skipped++)
        {
            // The header, and what was done before.
        }

        while (Take(rows) is { Count: > 0 } batch)
        {
            // What was allowed when the job was ordered may not be any more.
            if (await callers.FindAsync(job, cancellationToken) is not { } caller || !BulkWriteRequest.ModuleOf(caller, order.Module, order.Operation).TryGet(out Module? module, out _))
            {
                return Failed(progress, "NO_PERMISSION");
            }

            BulkWriteProgress before = progress;
            await new BulkBatch(caller, module, order, keys).WriteAsync(writer.With(Step), batch, cancellationToken);

            JobStep Step(IReadOnlyList<RowOutcome> outcomes)
            {
                BulkResultRows made = new(order, batch, outcomes);
                progress = before with
                {
                    Rows = before.Rows + batch.Count,
                    Added = before.Added + made.Added,
                    Updated = before.Updated + made.Updated,
                    Skipped = before.Skipped + made.Skipped,
                    Parts = before.Parts + 1,
                };
                return new JobStep(job, Text(progress), new FilePart(job.Id, before.Parts, Csv.Compress(Csv.Write(made.Rows))));
            }
        }

        return JobEnd.Completed(Text(progress));
    }

    private static List<List<string>> Take(CsvRows rows)
    {
        List<List<string>> batch = [];
        while (batch.Count < RecordWriter.MaximumRecords && rows.Next() is { } row)
        {
            batch.Add(row);
        }

        return batch;
    }

    private static int Count(UploadedZip zip, BulkWriteOrder order, CancellationToken cancellationToken)
    {
        using StreamReader text = zip.Read(order.EntryName, order.Encoding);
        CsvRows rows = new(text);
        int count = -1;
        while (count <= MaximumRows && rows.Next() is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
        }

        return count;
    }

    private static JobEnd Failed(BulkWriteProgress progress, string code) => JobEnd.Failed(Text(progress with { Code = code }));

    private static string Text(BulkWriteProgress progress) => JsonSerializer.Serialize(progress, BulkJson.Default.BulkWriteProgress);
}
