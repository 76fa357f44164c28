using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Records;

/// <summary>Tells which records were deleted.</summary>
/// <param name="store">Where records are.</param>
/// <param name="time">The clock.</param>
[Tags("Records")]
public sealed class DeletedRecordsController(IRecordStore store, TimeProvider time) : CrmController
{
    /// <summary>Lists deleted records, the latest first: those in the recycle bin for 60 days, those gone for good for 120.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="type"><c>all</c>, <c>recycle</c> or <c>permanent</c>.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="perPage">Records on a page, 1 to 200.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>A page; 204 when it is empty.</returns>
    [HttpGet("{module:crmModule}/deleted")]
    [RequiresScope("ZohoCRM.modules.{module}.READ")]
    public async Task<IActionResult> Deleted(
        [FromRoute] string module, [FromQuery] string? type, [FromQuery] string? page, [FromQuery(Name = "per_page")] string? perPage, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.View).TryGet(out Module? found, out CrmError? error)
            || !ConditionalHeaders.Read(Request, "If-Modified-Since").TryGet(out DateTimeOffset? since, out error)
            || !ReadPlanner.PageOf(new ListQuery { Version = Version, Page = page, PerPage = perPage }).TryGet(out (int Number, int Size) asked, out error))
        {
            return Refuse(error);
        }

        if (type is not (null or "all" or "recycle" or "permanent"))
        {
            return Refuse(CrmErrors.Requests.PatternNotMatched("type"));
        }

        DeletedQuery query = new(type != "permanent", type != "recycle", since, asked.Number, asked.Size, time.GetUtcNow());
        IReadOnlyList<DeletedRecord> records = await store.DeletedAsync(Caller, found, query, cancellationToken);
        if (records.Count == 0)
        {
            return StatusCode(since is null ? StatusCodes.Status204NoContent : StatusCodes.Status304NotModified);
        }

        int count = Math.Min(records.Count, asked.Size);
        PageInfo info = new(asked.Size, count, asked.Number, records.Count > asked.Size);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, records.Take(count), info));
    }

    private void Write(Utf8JsonWriter writer, IEnumerable<DeletedRecord> records, PageInfo info)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        foreach (DeletedRecord record in records)
        {
            writer.WriteStartObject();
            WriteUser(writer, "deleted_by", record.DeletedBy);
            writer.WriteString("id", RecordId.Format(record.Id));
            writer.WriteString("display_name", record.DisplayName);
            writer.WriteString("type", record.IsPermanent ? "permanent" : "recycle");
            WriteUser(writer, "created_by", record.CreatedBy);
            writer.WriteString("deleted_time", Instants.Format(record.DeletedTime, Caller.User.TimeZone));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("info");
        info.WriteTo(writer);
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
