using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Records;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Search;

/// <summary>Finds and counts records.</summary>
/// <param name="search">Searches.</param>
public sealed class SearchController(RecordSearch search) : CrmController
{
    private const string SearchScope = "ZohoSearch.securesearch.READ";

    /// <summary>Searches records by criteria, e-mail, phone or word.</summary>
    /// <remarks>A restricted field in criteria or sort_by is refused with <c>INVALID_QUERY</c>; in the answer it is null.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="what">What is searched for.</param>
    /// <param name="how">Fields, page and order.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The records found, or 204.</returns>
    [HttpGet("{module:crmModule}/search")]
    [Costs(IsHeavy = true)]
    [RequiresScope("ZohoCRM.modules.{module}.READ", SearchScope)]
    [RequiresConsent(CrmTask.SearchRecords)]
    public async Task<IActionResult> Search(
        [FromRoute] string module, [FromQuery] SearchRequest what, [FromQuery] ReadRequest how, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(how);
        if (!FindModule(module, ModuleUse.View).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error);
        }

        ListQuery query = what.AddTo(how.ToQuery(Version, modifiedSince: null));
        return Show(await search.SearchAsync(Caller, found, query, cancellationToken), how.Include);
    }

    /// <summary>Counts the records of a module, or those of a search.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="what">What is searched for; nothing counts all.</param>
    /// <param name="how">Custom view and conversion.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>The number.</returns>
    [HttpGet("{module:crmModule}/actions/count")]
    [RequiresScope("ZohoCRM.modules.{module}.READ", SearchScope, Since = "v2.1")]
    public async Task<IActionResult> Count(
        [FromRoute] string module, [FromQuery] SearchRequest what, [FromQuery] ReadRequest how, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(how);
        if (!FindModule(module, ModuleUse.View).TryGet(out Module? found, out CrmError? error)
            || !(await search.CountAsync(Caller, found, what.AddTo(how.ToQuery(Version, modifiedSince: null)), cancellationToken)).TryGet(out long count, out error))
        {
            return Refuse(error);
        }

        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        });
    }
}
