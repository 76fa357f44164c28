using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using Actions = PrivacyCrm.Core.Records.MassActions;

namespace PrivacyCrm.Api.MassActions;

/// <summary>Gives many records one value, or deletes them.</summary>
/// <param name="actions">Does it.</param>
[Tags("Mass actions")]
public sealed class MassActionsController(Actions actions) : CrmController
{
    /// <summary>Gives up to 500 records the same value of a field; in Deals of up to three fields.</summary>
    /// <remarks>With <c>over_write</c> false, choices of a multi-select picklist are added to those a record has.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 200, 207 or 400.</returns>
    [HttpPost("{module:crmModule}/actions/mass_update")]
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
                    : Refuse(CrmErrors.MassActions.UnknownView());
            },
            cancellationToken);
    }

    /// <summary>Moves up to 500 records to the recycle bin.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record: 200, 207 or 400.</returns>
    [HttpPost("{module:crmModule}/actions/mass_delete")]
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
                : Refuse(CrmErrors.MassActions.UnknownView());
        }
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
