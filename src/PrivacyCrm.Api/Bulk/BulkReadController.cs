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

/// <summary>Reads great numbers of records into a file. A job and its file are for the user who ordered them.</summary>
/// <param name="orders">Takes orders.</param>
/// <param name="jobs">Where jobs are.</param>
/// <param name="files">Where files are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="limits">How much at once.</param>
/// <param name="downloads">How many downloads.</param>
/// <param name="networks">Where callbacks may go.</param>
/// <param name="time">The clock.</param>
[Route("crm/bulk/{version:crmVersion}/read")]
[Tags("Bulk")]
internal sealed class BulkReadController(
    JobOrders orders, IJobStore jobs, IFileStore files, IdSource ids, BulkLimits limits, DownloadLimit downloads, OutgoingNetworks networks, TimeProvider time) : CrmController
{
    /// <summary>Orders a bulk read.</summary>
    /// <remarks>Reads up to 200,000 records of a module, in the order of their ids, into a CSV file. Restricted fields are empty columns, and criteria may not name them.</remarks>
    /// <param name="cancellationToken">Ends the order before it is taken.</param>
    /// <returns>The job's id.</returns>
    [HttpPost]
    [Costs(IsHeavy = true)]
    [RequiresScope("ZohoCRM.bulk.READ")]
    public async Task<IActionResult> Create(CancellationToken cancellationToken)
    {
        if (!(await BulkReadRequest.BodyAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return Refuse(error);
        }

        using (body)
        {
            BulkReadRequest request = new(Caller, Version, jobs, networks, time.GetUtcNow());
            if (!(await request.ReadAsync(body.RootElement, cancellationToken)).TryGet(out BulkReadOrder? order, out error))
            {
                return Refuse(error);
            }

            if (!CoversModule(Caller, order.Module, "READ"))
            {
                return Refuse(CrmErrors.Requests.ScopeMismatch());
            }

            Job job = await orders.AddAsync(Caller, ids.Next(), BulkReadJob.KindName, JsonSerializer.Serialize(order, BulkJson.Default.BulkReadOrder), cancellationToken);
            return JsonAnswer.Of(StatusCodes.Status201Created, writer => WriteAdded(writer, job, Caller));
        }
    }

    /// <summary>Tells how far a bulk read is.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The job.</returns>
    [HttpGet("{id}")]
    [RequiresScope("ZohoCRM.bulk.READ")]
    public async Task<IActionResult> Get([FromRoute] string id, CancellationToken cancellationToken) =>
        (await FindAsync(id, cancellationToken)).TryGet(out (Job Job, Module Module) found, out CrmError? error)
            ? JsonAnswer.Of(StatusCodes.Status200OK, writer => BulkReadJson.Write(writer, found.Job, Caller, limits.PageSize, hidesCriteria: found.Job.State == JobState.Failed))
            : Refuse(error);

    /// <summary>Downloads the file of a bulk read: a zip with one CSV file. Fields that were closed after it was made are empty.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The file; 204 before the job is completed.</returns>
    [HttpGet("{id}/result")]
    [RequiresScope("ZohoCRM.bulk.READ")]
    public async Task<IActionResult> Download([FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(id, cancellationToken)).TryGet(out (Job Job, Module Module) found, out CrmError? error))
        {
            return Refuse(error);
        }

        if (found.Job.State is JobState.Waiting or JobState.Running)
        {
            return NoContent();
        }

        if (found.Job.State == JobState.Failed || await files.FindAsync(Caller.Organization.Id, found.Job.Id, cancellationToken) is null)
        {
            return Refuse(CrmErrors.Bulk.NotFound(id));
        }

        return downloads.TryTake(Caller.Organization.Id)
            ? new ZipAnswer(id, found.Job.CreatedTime, PartsAsync(found.Job, ClosedNow(found.Module, BulkJson.ReadOrderOf(found.Job)), cancellationToken))
            : Refuse(CrmErrors.Bulk.TooManyRequests());
    }

    /// <summary>Finds the module of a bulk read.</summary>
    internal static Result<Module> ModuleOf(Caller caller, string apiName, ModuleUse use) => caller.Organization.FindModule(apiName) switch
    {
        null => CrmErrors.Bulk.ModuleNotAvailable(apiName),
        { IsInApi: false } => CrmErrors.Bulk.ModuleNotSupported(apiName),
        { } module when caller.MissingPermission(use, module) is { } missing => CrmErrors.Requests.ModuleNotPermitted(missing),
        { } module => module,
    };

    /// <summary>Tells whether a token covers an operation on a module's records.</summary>
    internal static bool CoversModule(Caller caller, string module, string operation) =>
        caller.Scopes.Covers($"ZohoCRM.modules.{module}.{operation}")
        || (caller.Organization.FindModule(module) is { IsCustom: true } && caller.Scopes.Covers($"ZohoCRM.modules.custom.{operation}"));

    private static void WriteAdded(Utf8JsonWriter writer, Job job, Caller caller)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        writer.WriteStartObject();
        writer.WriteString("status", "success");
        writer.WriteString("code", "ADDED_SUCCESSFULLY");
        writer.WriteString("message", "Added successfully.");
        writer.WriteStartObject("details");
        writer.WriteString("id", RecordId.Format(job.Id));
        writer.WriteString("operation", "read");
        writer.WriteString("state", "ADDED");
        BulkReadJson.WriteCreation(writer, job, caller);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("info");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private async Task<Result<(Job Job, Module Module)>> FindAsync(string id, CancellationToken cancellationToken)
    {
        Job? job = RecordId.Parse(id) is { } known ? await jobs.FindAsync(Caller.Organization.Id, known, cancellationToken) : null;
        if (job is not { Kind: BulkReadJob.KindName } || job.UserId != Caller.User.Id)
        {
            return CrmErrors.Bulk.NotFound(id);
        }

        BulkReadOrder order = BulkJson.ReadOrderOf(job);
        if (!CoversModule(Caller, order.Module, "READ"))
        {
            return CrmErrors.Requests.ScopeMismatch();
        }

        if (!ModuleOf(Caller, order.Module, ModuleUse.View).TryGet(out Module? module, out CrmError? error))
        {
            return error;
        }

        // Which records are in the file tells what they were chosen by: with that closed, the file is as if it had never been made.
        bool isOpen = BulkFilter.Of(Caller, module, order.Criteria, order.View, job.CreatedTime).TryGet(out _, out _);
        return (isOpen ? job : job with { State = JobState.Failed }, module);
    }

    // The columns that the caller may not have now, whatever was allowed when the file was made.
    private HashSet<int> ClosedNow(Module module, BulkReadOrder order) =>
    [
        .. order.Columns.Index()
            .Where(column => !BulkColumns.Read(Caller, module, [column.Item]).TryGet(out var read, out _) || !read[^1].IsOpen(Caller, module))
            .Select(column => column.Index),
    ];

    private async IAsyncEnumerable<byte[]> PartsAsync(Job job, HashSet<int> closed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int number = 0; await files.PartAsync(job.OrganizationId, job.Id, number, cancellationToken) is { } stored; number++)
        {
            byte[] part = Csv.Decompress(stored);
            yield return closed.Count == 0 ? part : Csv.Empty(part, closed, hasHeader: number == 0);
        }
    }
}
