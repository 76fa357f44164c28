using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Timelines;

/// <summary>Tells what was done to a record.</summary>
/// <param name="timelines">Reads.</param>
[Tags("Timeline")]
public sealed class TimelineController(TimelineReader timelines) : CrmController
{
    /// <summary>Shows who changed which field when, with the values before and after.</summary>
    /// <remarks>Values of fields that are closed now are null, whenever they were written.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>A page, the latest first; 204 when it is empty.</returns>
    [HttpGet("{module:crmModule}/{id:crmRecord}/__timeline")]
    [RequiresScope("ZohoCRM.modules.{module}.READ")]
    public async Task<IActionResult> Timeline([FromRoute] string module, [FromRoute] string id, [FromQuery] TimelineQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!FindModule(module, ModuleUse.View).TryGet(out Module? found, out CrmError? error)
            || !(await timelines.ReadAsync(Caller, found, id, query.ToRequest(), cancellationToken)).TryGet(out TimelinePage? page, out error))
        {
            return Refuse(error);
        }

        return page.IsEmpty ? StatusCode(StatusCodes.Status204NoContent) : new JsonAnswer(StatusCodes.Status200OK, page.WriteToAsync);
    }
}
