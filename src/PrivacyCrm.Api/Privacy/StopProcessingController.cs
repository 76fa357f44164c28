using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Privacy;

/// <summary>Stops and resumes the processing of a person's data. The original has no API for it; this one is ours.</summary>
/// <param name="writer">Writes records.</param>
[Tags("Privacy")]
public sealed class StopProcessingController(RecordWriter writer) : CrmController
{
    /// <summary>Stops the processing of a record: it can be read and deleted, no longer changed.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>The record's id and state.</returns>
    [HttpPost("{module:crmModule}/{id:crmRecord}/privacy/actions/stop_processing")]
    [RequiresScope("ZohoCRM.modules.{module}.UPDATE", "ZohoCRM.settings.privacy.UPDATE")]
    public Task<IActionResult> Stop([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken) => SetAsync(module, id, isStopped: true, cancellationToken);

    /// <summary>Resumes the processing of a record.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>The record's id and state.</returns>
    [HttpPost("{module:crmModule}/{id:crmRecord}/privacy/actions/resume_processing")]
    [RequiresScope("ZohoCRM.modules.{module}.UPDATE", "ZohoCRM.settings.privacy.UPDATE")]
    public Task<IActionResult> Resume([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken) => SetAsync(module, id, isStopped: false, cancellationToken);

    private async Task<IActionResult> SetAsync(string module, string id, bool isStopped, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.Edit).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        if (!Caller.Organization.Privacy.AppliesTo(found.ApiName))
        {
            return Refuse(CrmErrors.Requests.OperationNotAllowed());
        }

        RowOutcome outcome = await writer.SetStoppedAsync(Caller, found, id, isStopped, cancellationToken);
        return outcome.Error is null ? JsonAnswer.Of([outcome], "data", StatusCodes.Status200OK) : Refuse(outcome.Error);
    }
}
