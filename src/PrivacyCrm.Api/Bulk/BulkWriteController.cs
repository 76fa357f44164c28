using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Writes the records of an uploaded file. A job and its result are for the user who ordered them.</summary>
/// <param name="orders">Takes orders.</param>
/// <param name="jobs">Where jobs are.</param>
/// <param name="files">Where files are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="downloads">How many downloads.</param>
/// <param name="networks">Where callbacks may go.</param>
[Route("crm/bulk/{version:crmVersion}/write")]
[Tags("Bulk")]
internal sealed class BulkWriteController(
    JobOrders orders, IJobStore jobs, IFileStore files, IdSource ids, DownloadLimit downloads, OutgoingNetworks networks) : CrmController
{
    /// <summary>Orders a bulk write: up to 25,000 rows of a CSV file are inserted, updated or upserted, each on its own.</summary>
    /// <param name="cancellationToken">Ends the order before it is taken.</param>
    /// <returns>The job's id.</returns>
    [HttpPost]
    [Costs(500, IsHeavy = true)]
    [RequiresScope("ZohoCRM.bulk.CREATE")]
    public async Task<IActionResult> Create(CancellationToken cancellationToken)
    {
        if (!(await BulkReadRequest.BodyAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return Refuse(error);
        }

        using (body)
        {
            if (!(await new BulkWriteRequest(Caller, Version, files, networks).ReadAsync(body.RootElement, cancellationToken)).TryGet(out BulkWriteOrder? order, out error))
            {
                return Refuse(error);
            }

            if (!CoversModule(order))
            {
                return Refuse(CrmErrors.Requests.ScopeMismatch());
            }

            Job job = await orders.AddAsync(Caller, ids.Next(), BulkWriteJob.KindName, JsonSerializer.Serialize(order, BulkJson.Default.BulkWriteOrder), cancellationToken);
            return JsonAnswer.Of(StatusCodes.Status201Created, writer => WriteAdded(writer, job));
        }
    }

    /// <summary>Tells how far a bulk write is.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The job.</returns>
    [HttpGet("{id}")]
    [RequiresScope("ZohoCRM.bulk.CREATE")]
    public async Task<IActionResult> Get([FromRoute] string id, CancellationToken cancellationToken) =>
        (await FindAsync(id, cancellationToken)).TryGet(out Job? job, out CrmError? error)
            ? JsonAnswer.Of(StatusCodes.Status200OK, writer => BulkWriteJson.Write(writer, job, Caller, isCallback: false))
            : Refuse(error);

    /// <summary>Downloads what became of each row: a zip with one CSV file.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The file; 204 before the job is completed.</returns>
    [HttpGet("{id}/result")]
    [RequiresScope("ZohoCRM.bulk.CREATE")]
    public async Task<IActionResult> Download([FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, cancellationToken)).TryGet(out Job? job, out CrmError? error))
        {
            return Refuse(error);
        }

        if (job.State is JobState.Waiting or JobState.Running)
        {
            return NoContent();
        }

        if (job.State == JobState.Failed || await files.FindAsync(Caller.Organization.Id, job.Id, cancellationToken) is null)
        {
            return Refuse(CrmErrors.Bulk.NotFound(id));
        }

        return downloads.TryTake(Caller.Organization.Id)
            ? new ZipAnswer(id, job.CreatedTime, PartsAsync(job, ClosedNow(BulkJson.WriteOrderOf(job)), cancellationToken))
            : Refuse(CrmErrors.Bulk.TooManyRequests());
    }

    private void WriteAdded(Utf8JsonWriter writer, Job job)
    {
        writer.WriteStartObject();
        writer.WriteString("status", "success");
        writer.WriteString("code", "SUCCESS");
        writer.WriteString("message", "success");
        writer.WriteStartObject("details");
        writer.WriteString("id", RecordId.Format(job.Id));
        writer.WriteStartObject("created_by");
        writer.WriteString("id", RecordId.Format(Caller.User.Id));
        writer.WriteString("name", Caller.User.FullName);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private bool CoversModule(BulkWriteOrder order) =>
        (order.Operation == "update" || BulkReadController.CoversModule(Caller, order.Module, "CREATE"))
        && (order.Operation == "insert" || BulkReadController.CoversModule(Caller, order.Module, "UPDATE"));

    private async Task<Result<Job>> FindAsync(string id, CancellationToken cancellationToken)
    {
        Job? job = RecordId.Parse(id) is { } known ? await jobs.FindAsync(Caller.Organization.Id, known, cancellationToken) : null;
        if (job is not { Kind: BulkWriteJob.KindName } || job.UserId != Caller.User.Id)
        {
            return CrmErrors.Bulk.NotFound(id);
        }

        BulkWriteOrder order = BulkJson.WriteOrderOf(job);
        return !CoversModule(order) ? CrmErrors.Requests.ScopeMismatch()
            : BulkReadController.ModuleOf(Caller, order.Module, ModuleUse.View).TryGet(out _, out CrmError? error) ? job
            : error;
    }

    // Cells of the sent file are told again; those of fields that are closed to the caller are not.
    private HashSet<int> ClosedNow(BulkWriteOrder order)
    {
        Module module = Caller.Organization.FindModule(order.Module)!;
        return
        [
            .. BulkResultRows.Shown(order).Index()
                .Where(shown => module.Find(shown.Item.ApiName) is not { } field || !Caller.AccessTo(module).Allows(field, BulkColumn.Needed))
                .Select(shown => shown.Index),
        ];
    }

    private async IAsyncEnumerable<byte[]> PartsAsync(Job job, HashSet<int> closed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int number = 0; await files.PartAsync(job.OrganizationId, job.Id, number, cancellationToken) is { } stored; number++)
        {
            byte[] part = Csv.Decompress(stored);
            yield return closed.Count == 0 ? part : Csv.Empty(part, closed, hasHeader: number == 0);
        }
    }
}
