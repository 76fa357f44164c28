using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Mass;
using PrivacyCrm.Core.Schema;
using Actions = PrivacyCrm.Core.Records.Mass.MassActions;

namespace PrivacyCrm.Api.MassActions;

/// <summary>Gives many records one value, or deletes them.</summary>
/// <param name="actions">Does it at once.</param>
/// <param name="orders">Takes orders to do it with all records of a view.</param>
[Tags("Mass actions")]
public sealed class MassActionsController(Actions actions, MassOrders orders) : CrmController
{
    /// <summary>Gives up to 500 records, or all of a custom view, the same value of a field; in Deals of up to three fields.</summary>
    /// <remarks>Records of a view are written by a job. With <c>over_write</c> false, choices of a multi-select picklist are added to those a record has.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 200, 207 or 400.</returns>
    [HttpPost("{module:crmModule}/actions/mass_update")]
    [Costs(IsHeavy = true)]
    [RequiresScope("ZohoCRM.mass_update.{module}.UPDATE")]
    public async Task<IActionResult> Update([FromRoute] string module, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.Edit).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        if (!found.IsEditable)
        {
            return Refuse(CrmErrors.Requests.OperationNotAllowed());
        }

        return await WithRowsAsync(
            "data",
            maximum: 1,
            async (rows, body) =>
            {
                if (!MassTargets.Read(body, Actions.MaximumIds).TryGet(out MassTargets? targets, out CrmError? refusal)
                    || !Overwrites(body).TryGet(out bool overwrites, out refusal)
                    || (refusal = Actions.Check(Caller, found, rows[0])) is not null)
                {
                    return Refuse(refusal);
                }

                return targets.Ids is { } ids
                    ? JsonAnswer.Of(await actions.UpdateAsync(Caller, found, rows[0], overwrites, ids, cancellationToken), "data", StatusCodes.Status200OK)
                    : Scheduled(await orders.AddAsync(Caller, found, targets.View!, rows[0], overwrites, cancellationToken));
            },
            cancellationToken);
    }

    /// <summary>Moves up to 500 records, or all of a custom view, to the recycle bin.</summary>
    /// <remarks>Records of a view are deleted by a job.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 200, 207 or 400.</returns>
    [HttpPost("{module:crmModule}/actions/mass_delete")]
    [Costs(IsHeavy = true)]
    [RequiresScope("ZohoCRM.mass_delete.{module}.DELETE")]
    public async Task<IActionResult> Delete([FromRoute] string module, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.Delete).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        if (!found.IsDeletable)
        {
            return Refuse(CrmErrors.Requests.OperationNotAllowed());
        }

        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out error))
        {
            return Refuse(error);
        }

        using (body)
        {
            return !MassTargets.Read(body, Actions.MaximumIds).TryGet(out MassTargets? targets, out error) ? Refuse(error)
                : targets.Ids is { } ids ? JsonAnswer.Of(await actions.DeleteAsync(Caller, found, ids, cancellationToken), "data", StatusCodes.Status200OK)
                : Scheduled(await orders.AddAsync(Caller, found, targets.View!, row: null, overwrites: true, cancellationToken));
        }
    }

    /// <summary>Tells how far a mass update by view is.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="jobId">The job's id, from the answer to its order.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The status.</returns>
    [HttpGet("{module:crmModule}/actions/mass_update")]
    [RequiresScope("ZohoCRM.mass_update.{module}.READ")]
    public Task<IActionResult> UpdateStatus([FromRoute] string module, [FromQuery(Name = "job_id")] string? jobId, CancellationToken cancellationToken) =>
        StatusAsync(module, ModuleUse.Edit, MassJob.Update, jobId, cancellationToken);

    /// <summary>Tells how far a mass deletion by view is.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="jobId">The job's id, from the answer to its order.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The status.</returns>
    [HttpGet("{module:crmModule}/actions/mass_delete")]
    [RequiresScope("ZohoCRM.mass_delete.{module}.READ")]
    public Task<IActionResult> DeleteStatus([FromRoute] string module, [FromQuery(Name = "job_id")] string? jobId, CancellationToken cancellationToken) =>
        StatusAsync(module, ModuleUse.Delete, MassJob.Delete, jobId, cancellationToken);

    private static JsonAnswer Scheduled(RowOutcome outcome) => outcome.Error is { } error ? Refuse(error) : JsonAnswer.Of([outcome], "data", StatusCodes.Status200OK);

    private async Task<IActionResult> StatusAsync(string module, ModuleUse use, string kind, string? jobId, CancellationToken cancellationToken)
    {
        if (!FindModule(module, use).TryGet(out Module? found, out CrmError? error)
            || !(await orders.StatusAsync(Caller, found, kind, jobId, cancellationToken)).TryGet(out MassStatus? status, out error))
        {
            return Refuse(error);
        }

        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            status.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static Result<bool> Overwrites(JsonDocument body) => body.RootElement.TryGetProperty("over_write", out JsonElement flag)
        ? flag.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.Null => true,
            JsonValueKind.False => false,
            _ => CrmErrors.Records.WrongType("over_write", "$.over_write", "boolean"),
        }
        : true;
}
