using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Records;

/// <summary>Creates, changes and deletes records.</summary>
/// <param name="writer">Writes.</param>
[Tags("Records")]
public sealed class RecordWritesController(RecordWriter writer) : CrmController
{
    private static readonly string[] Features =
    [
        "layout_rules", "range_validation", "assignment_rules", "function_validation_rule", "criteria_validation_rule", "global_map_dependency", "territory_subordinates",
    ];

    /// <summary>Creates up to 100 records. A refused one does not stop the others.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 201, 207 or 400.</returns>
    [HttpPost("{module:crmModule}")]
    [RequiresScope("ZohoCRM.modules.{module}.CREATE")]
    [RequiresConsent(CrmTask.CreateRecord, CrmTask.BulkCreate)]
    public Task<IActionResult> Create([FromRoute] string module, CancellationToken cancellationToken) => WriteAsync(
        module,
        ModuleUse.Create,
        RecordWriter.MaximumRecords,
        found => found.IsCreatable,
        async (found, rows, _) => JsonAnswer.Of(await writer.CreateAsync(Caller, found, rows, cancellationToken), "data", StatusCodes.Status201Created),
        cancellationToken);

    /// <summary>Changes up to 100 records, each named by its <c>id</c>.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 200, 207, 400 or 412.</returns>
    [HttpPut("{module:crmModule}")]
    [RequiresScope("ZohoCRM.modules.{module}.UPDATE")]
    [RequiresConsent(CrmTask.BulkUpdate)]
    public Task<IActionResult> UpdateMany([FromRoute] string module, CancellationToken cancellationToken) =>
        UpdateAsync(module, pathId: null, RecordWriter.MaximumRecords, cancellationToken);

    /// <summary>Changes one record.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The outcome: 200, 400 or 412.</returns>
    [HttpPut("{module:crmModule}/{id:crmRecord}")]
    [RequiresScope("ZohoCRM.modules.{module}.UPDATE")]
    [RequiresConsent(CrmTask.UpdateRecord)]
    public Task<IActionResult> Update([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken) =>
        UpdateAsync(module, id, maximum: 1, cancellationToken);

    /// <summary>Changes records that hold the value of a field, and creates the others.</summary>
    /// <remarks><c>duplicate_check_fields</c> names the fields to compare; without it the module's own and all unique fields are.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 200, 207, 400 or 412.</returns>
    [HttpPost("{module:crmModule}/upsert")]
    [RequiresScope("ZohoCRM.modules.{module}.CREATE", "ZohoCRM.modules.{module}.UPDATE")]
    [RequiresConsent(CrmTask.Upsert)]
    public Task<IActionResult> Upsert([FromRoute] string module, CancellationToken cancellationToken) => WriteAsync(
        module,
        ModuleUse.Create | ModuleUse.Edit,
        RecordWriter.MaximumRecords,
        found => found.IsCreatable && found.IsEditable,
        async (found, rows, body) =>
        {
            if (!found.SupportsUpsert)
            {
                return Refuse(CrmErrors.Records.UpsertNotSupported(found.ApiName));
            }

            if (!BodyRows.Texts(body, "duplicate_check_fields").TryGet(out List<string>? named, out CrmError? error)
                || !RecordWriter.CheckFieldsOf(Caller, found, named).TryGet(out ImmutableArray<Field> fields, out error)
                || !ConditionalHeaders.Read(Request, "If-Unmodified-Since").TryGet(out DateTimeOffset? since, out error))
            {
                return Refuse(error);
            }

            return JsonAnswer.Of(await writer.UpsertAsync(Caller, found, rows, fields, since, cancellationToken), "data", StatusCodes.Status200OK);
        },
        cancellationToken);

    /// <summary>Moves up to 100 records to the recycle bin.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="ids">Record ids, separated by commas.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each id: 200, 207 or 400.</returns>
    [HttpDelete("{module:crmModule}")]
    [RequiresScope("ZohoCRM.modules.{module}.DELETE")]
    public async Task<IActionResult> DeleteMany([FromRoute] string module, [FromQuery] string? ids, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.Delete).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        string[] sent = ids?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (sent.Length is 0 or > RecordWriter.MaximumRecords || !found.IsDeletable)
        {
            return Refuse(sent.Length == 0 ? CrmErrors.Requests.IdsMissing()
                : found.IsDeletable ? CrmErrors.Requests.TooMany("ids", RecordWriter.MaximumRecords)
                : CrmErrors.Requests.OperationNotAllowed());
        }

        return JsonAnswer.Of(await writer.DeleteAsync(Caller, found, sent, cancellationToken), "data", StatusCodes.Status200OK);
    }

    /// <summary>Moves a record to the recycle bin.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpDelete("{module:crmModule}/{id:crmRecord}")]
    [RequiresScope("ZohoCRM.modules.{module}.DELETE")]
    public async Task<IActionResult> Delete([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.Delete).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        if (!found.IsDeletable)
        {
            return Refuse(CrmErrors.Requests.OperationNotAllowed());
        }

        if (RecordId.Parse(id) is null)
        {
            return Refuse(CrmErrors.Records.UnparsableId());
        }

        IReadOnlyList<RowOutcome> outcomes = await writer.DeleteAsync(Caller, found, [id], cancellationToken);
        return outcomes[0].Error is null ? JsonAnswer.Of(outcomes, "data", StatusCodes.Status200OK) : Refuse(CrmErrors.Records.NotDeleted());
    }

    private Task<IActionResult> UpdateAsync(string module, string? pathId, int maximum, CancellationToken cancellationToken) => WriteAsync(
        module,
        ModuleUse.Edit,
        maximum,
        found => found.IsEditable,
        async (found, rows, _) =>
            ConditionalHeaders.Read(Request, "If-Unmodified-Since").TryGet(out DateTimeOffset? since, out CrmError? error)
                ? JsonAnswer.Of(await writer.UpdateAsync(Caller, found, rows, pathId, since, cancellationToken), "data", StatusCodes.Status200OK)
                : Refuse(error),
        cancellationToken);

    private Task<IActionResult> WriteAsync(
        string module,
        ModuleUse use,
        int maximum,
        Predicate<Module> isAllowed,
        Func<Module, List<JsonElement>, JsonDocument, Task<IActionResult>> write,
        CancellationToken cancellationToken)
    {
        if (!FindModule(module, use).TryGet(out Module? found, out CrmError? error))
        {
            return Task.FromResult<IActionResult>(Refuse(error));
        }

        return isAllowed(found)
            ? WithRowsAsync(
                "data",
                Math.Min(maximum, Caller.MaximumRecords ?? maximum),
                async (rows, body) =>
                {
                    LimitGate.ChargeRows(HttpContext, rows.Count);
                    return UnknownFeature(body) is { } refusal ? Refuse(refusal) : await write(found, rows, body);
                },
                cancellationToken)
            : Task.FromResult<IActionResult>(Refuse(CrmErrors.Requests.OperationNotAllowed()));
    }

    // None of the features exists here, so naming one changes nothing; naming one that exists nowhere is a mistake.
    private static CrmError? UnknownFeature(JsonDocument body)
    {
        if (!body.RootElement.TryGetProperty("apply_feature_execution", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            bool isKnown = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out JsonElement name)
                && name.ValueKind == JsonValueKind.String && Features.Contains(name.GetString());
            if (!isKnown)
            {
                return CrmErrors.Records.NotSupportedValue("name", $"$.apply_feature_execution[{index}].name", Features);
            }

            index++;
        }

        return null;
    }
}
