using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Bin;
using PrivacyCrm.Core.Schema;
using Bin = PrivacyCrm.Core.Records.Bin.RecycleBin;

namespace PrivacyCrm.Api.RecycleBin;

/// <summary>Shows the recycle bin of all modules, and erases what is in it.</summary>
/// <param name="bin">The bin.</param>
[Tags("Recycle bin")]
public sealed class RecycleBinController(Bin bin) : CrmController
{
    private const string List = "recycle_bin";

    /// <summary>Lists the records that were deleted in the last 60 days.</summary>
    /// <param name="ids">Record ids, separated by commas, up to 100.</param>
    /// <param name="filters">Conditions in JSON on <c>display_name</c>, <c>module</c>, <c>deleted_by</c> and <c>deleted_time</c>.</param>
    /// <param name="sortBy"><c>deleted_time</c>, <c>display_name</c> or <c>deleted_by</c>.</param>
    /// <param name="sortOrder"><c>asc</c> or <c>desc</c>.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="perPage">Records on a page, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>A page; 204 when it is empty.</returns>
    [HttpGet("settings/recycle_bin")]
    [RequiresScope("ZohoCRM.settings.recycle_bin.READ")]
    public Task<IActionResult> ListRecords(
        [FromQuery] string? ids,
        [FromQuery] string? filters,
        [FromQuery(Name = "sort_by")] string? sortBy,
        [FromQuery(Name = "sort_order")] string? sortOrder,
        [FromQuery] string? page,
        [FromQuery(Name = "per_page")] string? perPage,
        CancellationToken cancellationToken) => ShowAsync(
            new BinRequest { Ids = ids, Filters = filters, SortBy = sortBy, SortOrder = sortOrder, Page = page, PerPage = perPage }, cancellationToken);

    /// <summary>Shows one record of the recycle bin.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The record; 204 when it is not there.</returns>
    [HttpGet("settings/recycle_bin/{id}")]
    [RequiresScope("ZohoCRM.settings.recycle_bin.READ")]
    public async Task<IActionResult> GetRecord([FromRoute] string id, CancellationToken cancellationToken) =>
        RecordId.Parse(id) is { } known
            ? await ShowAsync(new BinRequest { Id = known }, cancellationToken)
            : Refuse(CrmErrors.Requests.InvalidPathId(2));

    /// <summary>Erases records of the recycle bin for good: those of a list, or all that filters find.</summary>
    /// <param name="ids">Record ids, separated by commas, up to 100.</param>
    /// <param name="filters">Conditions in JSON, as in the list.</param>
    /// <param name="cancellationToken">Ends it before it is committed.</param>
    /// <returns>One outcome for each id: 200, 207 or 400; for filters that a job will do it.</returns>
    [HttpDelete("settings/recycle_bin")]
    [RequiresScope("ZohoCRM.settings.recycle_bin.DELETE", ForAdministrators = true)]
    public async Task<IActionResult> EraseRecords([FromQuery] string? ids, [FromQuery] string? filters, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(ids))
        {
            return filters is null ? Refuse(CrmErrors.History.NothingToErase()) : await EraseAsync(filters, cancellationToken);
        }

        if (filters is not null)
        {
            return Refuse(CrmErrors.History.IdsAndFilters());
        }

        return (await bin.EraseAsync(Caller, ids, cancellationToken)).TryGet(out IReadOnlyList<RowOutcome>? outcomes, out CrmError? error)
            ? JsonAnswer.Of(outcomes, List, StatusCodes.Status200OK)
            : Refuse(error);
    }

    /// <summary>Erases one record of the recycle bin for good.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends it before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpDelete("settings/recycle_bin/{id}")]
    [RequiresScope("ZohoCRM.settings.recycle_bin.DELETE", ForAdministrators = true)]
    public async Task<IActionResult> EraseRecord([FromRoute] string id, CancellationToken cancellationToken)
    {
        RowOutcome outcome = await bin.EraseOneAsync(Caller, id, cancellationToken);
        return outcome.Error is { } error ? Refuse(error) : JsonAnswer.Of([outcome], List, StatusCodes.Status200OK);
    }

    private async Task<IActionResult> EraseAsync(string filters, CancellationToken cancellationToken) =>
        (await bin.OrderErasureAsync(Caller, filters, cancellationToken)).TryGet(out _, out CrmError? error)
            ? JsonAnswer.Of(StatusCodes.Status200OK, WriteScheduled)
            : Refuse(error);

    private static void WriteScheduled(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(List);
        writer.WriteStartObject();
        writer.WriteString("code", "SCHEDULED");
        writer.WriteStartObject("details");
        writer.WriteEndObject();
        writer.WriteString("message", "Bulk deletion of records based on filters has been scheduled");
        writer.WriteString("status", "success");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task<IActionResult> ShowAsync(BinRequest request, CancellationToken cancellationToken)
    {
        if (!(await bin.ReadAsync(Caller, request, cancellationToken)).TryGet(out (IReadOnlyList<BinnedRecord> Records, PageInfo Info) found, out CrmError? error))
        {
            return Refuse(error);
        }

        return found.Records.Count == 0
            ? StatusCode(StatusCodes.Status204NoContent)
            : JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, found.Records, found.Info));
    }

    private void Write(Utf8JsonWriter writer, IReadOnlyList<BinnedRecord> records, PageInfo info)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(List);
        foreach (BinnedRecord record in records)
        {
            writer.WriteStartObject();
            WriteUser(writer, "owner", record.OwnerId);
            WriteModule(writer, record.ModuleId);
            WriteUser(writer, "deleted_by", record.DeletedBy);
            writer.WriteString("id", RecordId.Format(record.Id));
            writer.WriteString("display_name", record.DisplayName);
            writer.WriteString("deleted_time", Instants.Format(record.DeletedTime, Caller.User.TimeZone));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("info");
        info.WriteTo(writer);
        writer.WriteEndObject();
    }

    private void WriteModule(Utf8JsonWriter writer, long moduleId)
    {
        writer.WriteStartObject("module");
        writer.WriteString("api_name", Caller.Organization.Modules.FirstOrDefault(module => module.Id == moduleId)?.ApiName);
        writer.WriteString("id", RecordId.Format(moduleId));
        writer.WriteEndObject();
    }

    private void WriteUser(Utf8JsonWriter writer, string name, long? userId)
    {
        if (userId is not { } id)
        {
            writer.WriteNull(name);
            return;
        }

        User? user = Caller.Organization.FindUser(id);
        writer.WriteStartObject(name);
        writer.WriteString("name", user?.FullName);
        writer.WriteString("id", RecordId.Format(id));
        writer.WriteEndObject();
    }
}
