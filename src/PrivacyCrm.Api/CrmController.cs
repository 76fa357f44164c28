using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api;

/// <summary>What every endpoint of the CRM has: a caller, a body in JSON, and answers in the documented forms.</summary>
[Route("crm/{version:crmVersion}")]
[Produces("application/json")]
public abstract class CrmController : ControllerBase
{
    // Modules of the original that its API does not serve.
    private static readonly HashSet<string> Closed =
        new(["Home", "Feeds", "Documents", "Projects", "Reports", "Analytics", "Dashboards", "Forecasts", "Social", "Visits"], StringComparer.Ordinal);

    /// <summary>Gets who is calling. The gate before the endpoint has found out.</summary>
    protected Caller Caller => HttpContext.GetCaller();

    /// <summary>Gets the version in the path, such as <c>v8</c>.</summary>
    protected string Version => ((string)Request.RouteValues["version"]!).ToLowerInvariant();

    /// <summary>Finds the module of a record call.</summary>
    /// <param name="apiName">The name in the path.</param>
    /// <param name="use">What the call does with its records.</param>
    /// <returns>The module, or the refusal.</returns>
    protected Result<Module> FindModule(string apiName, ModuleUse use) => Caller.Organization.FindModule(apiName) switch
    {
        null => Closed.Contains(apiName) ? CrmErrors.Requests.ModuleNotInApi() : CrmErrors.Requests.UnknownModule(),
        { IsInApi: false } => CrmErrors.Requests.ModuleNotInApi(),
        { } module when !Caller.May(use, module) => NotPermitted(use, module),
        { } module => module,
    };

    /// <summary>Tells whether settings are as they were at the time in <c>If-Modified-Since</c>.</summary>
    /// <returns>True when nothing changed since; the refusal of a time that cannot be read.</returns>
    private protected Result<bool> IsUnchanged() =>
        ConditionalHeaders.Read(Request, "If-Modified-Since").TryGet(out DateTimeOffset? since, out CrmError? error)
            ? Caller.Organization.ModifiedTime <= since
            : error;

    /// <summary>The refusal of a use that the caller's profile does not allow.</summary>
    /// <param name="use">What the call does with the module's records.</param>
    /// <param name="module">The module.</param>
    /// <returns>The refusal, which names the first permission that is missing.</returns>
    protected CrmError NotPermitted(ModuleUse use, Module module)
    {
        ModuleUse missing = Permissions.ModuleUses.First(one => (one == ModuleUse.View || use.HasFlag(one)) && !Caller.May(one, module));
        string permission = Permissions.NameOf(missing, module);
        return missing == ModuleUse.Delete ? CrmErrors.Requests.DeletionNotPermitted(permission) : CrmErrors.Requests.ModuleNotPermitted(permission);
    }

    /// <summary>A refusal.</summary>
    /// <param name="error">Why.</param>
    /// <param name="list">The list that refusals of a body stand in.</param>
    /// <returns>The answer.</returns>
    private protected static JsonAnswer Refuse(CrmError error, string list = "data") => JsonAnswer.Of(error, list);

    /// <summary>Reads the body and the list in it, and answers what is made of them.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="maximum">The greatest number of rows.</param>
    /// <param name="answer">Makes the answer of the rows and the whole body.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The answer.</returns>
    private protected async Task<IActionResult> WithRowsAsync(
        string list, int maximum, Func<List<JsonElement>, JsonDocument, Task<IActionResult>> answer, CancellationToken cancellationToken)
    {
        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return Refuse(error, list);
        }

        using (body)
        {
            return BodyRows.Of(body, list, maximum).TryGet(out List<JsonElement>? rows, out error) ? await answer(rows, body) : Refuse(error, list);
        }
    }

    /// <summary>A page, or 204 (304 when only changes were asked for) when it is empty.</summary>
    /// <param name="found">The page or the refusal.</param>
    /// <param name="include">What else is asked for.</param>
    /// <returns>The answer.</returns>
    private protected IActionResult Show(Result<RecordPage> found, string? include)
    {
        if (!found.TryGet(out RecordPage? page, out CrmError? error))
        {
            return Refuse(error);
        }

        if (page.IsUnchanged || page.IsEmpty)
        {
            return StatusCode(page.IsUnchanged ? StatusCodes.Status304NotModified : StatusCodes.Status204NoContent);
        }

        page.ListsPrivateFields = include?.Split(',', StringSplitOptions.TrimEntries).Contains("private_fields") == true;
        return new JsonAnswer(StatusCodes.Status200OK, page.WriteToAsync);
    }
}
