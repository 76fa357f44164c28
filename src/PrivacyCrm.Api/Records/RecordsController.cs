using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Records;

/// <summary>Reads records.</summary>
/// <param name="reader">Reads.</param>
public sealed class RecordsController(RecordReader reader) : CrmController
{
    /// <summary>Lists records of a module.</summary>
    /// <remarks>Restricted fields are null. Pages by number end at 2000 records, pages by token at 100000.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="request">Fields, page and order.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>A page; 204 when it is empty, 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("{module:crmModule}")]
    [RequiresScope("ZohoCRM.modules.{module}.READ")]
    [RequiresConsent(CrmTask.GetRecords)]
    public async Task<IActionResult> List([FromRoute] string module, [FromQuery] ReadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FindModule(module, ModuleUse.View).TryGet(out Module? found, out CrmError? error)
            || !ConditionalHeaders.Read(Request, "If-Modified-Since").TryGet(out DateTimeOffset? since, out error))
        {
            return Refuse(error);
        }

        return Show(await reader.ListAsync(Caller, found, request.ToQuery(Version, since), cancellationToken), request.Include);
    }

    /// <summary>Reads one record.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="fields">Field API names, separated by commas; everything without.</param>
    /// <param name="include"><c>private_fields</c> lists the personal fields beside the record.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The record; 204 when there is none.</returns>
    [HttpGet("{module:crmModule}/{id:crmRecord}")]
    [RequiresScope("ZohoCRM.modules.{module}.READ")]
    [RequiresConsent(CrmTask.GetRecordById)]
    public async Task<IActionResult> Get(
        [FromRoute] string module, [FromRoute] string id, [FromQuery] string? fields, [FromQuery] string? include, CancellationToken cancellationToken)
    {
        if (!FindModule(module, ModuleUse.View).TryGet(out Module? found, out CrmError? error)
            || !ConditionalHeaders.Read(Request, "If-Modified-Since").TryGet(out DateTimeOffset? since, out error))
        {
            return Refuse(error);
        }

        return Show(await reader.FindAsync(Caller, found, id, fields, since, cancellationToken), include);
    }
}
