using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Records;

/// <summary>Copies records.</summary>
/// <param name="cloner">Copies.</param>
[Tags("Records")]
public sealed class CloneController(RecordCloner cloner) : CrmController
{
    // What a request without a body means, as official clients send it.
    private static readonly JsonElement Unchanged = JsonElement.Parse("{}");

    /// <summary>Copies a record, but for the fields in the body; without a body all of it.</summary>
    /// <remarks>Consent, files, images and read-only fields are not copied. Closed values are copied, and as closed in the copy.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The original's id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The outcome: 201 or 400.</returns>
    [HttpPost("{module:crmModule}/{id:crmRecord}/actions/clone")]
    [RequiresScope("ZohoCRM.modules.{module}.CREATE")]
    public async Task<IActionResult> Clone([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.View | ModuleUse.Create).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        if (!found.IsCreatable)
        {
            return Refuse(CrmErrors.Requests.OperationNotAllowed());
        }

        return HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? await CloneAsync(found, id, Unchanged, cancellationToken)
            : await WithRowsAsync("data", maximum: 1, (rows, _) => CloneAsync(found, id, rows[0], cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> CloneAsync(Module module, string id, JsonElement changes, CancellationToken cancellationToken)
    {
        RowOutcome outcome = await cloner.CloneAsync(Caller, module, id, changes, cancellationToken);
        return outcome.Error is { IsAboutBody: false } refusal ? Refuse(refusal) : JsonAnswer.Of([outcome], "data", StatusCodes.Status201Created);
    }
}
