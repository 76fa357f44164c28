using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>What users are asked, and their answers.</summary>
/// <param name="desk">Takes answers.</param>
/// <param name="rules">How long a yes counts.</param>
/// <param name="clock">Time.</param>
[Tags("Consents")]
[Route("api/v3/consentrequests")]
public sealed class ConsentRequestsController(ConsentDesk desk, PlatformConsentOptions rules, ConsentClock clock) : PlatformController
{
    private const string Type = "consent_request";

    private RequestJson Json => new(Caller.Organization, rules, clock.Now);

    /// <summary>Lists requests, the newest first: the caller's own, or for administrators those for teams and the organization.</summary>
    /// <param name="state"><c>pending</c>, <c>granted</c>, <c>denied</c>, <c>lapsed</c>, <c>superseded</c> or <c>cancelled</c>.</param>
    /// <param name="audience"><c>user</c>; <c>team</c> and <c>organization</c> for administrators.</param>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The requests.</returns>
    [HttpGet]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> GetAll(
        [FromQuery] string? state, [FromQuery] string? audience, [FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken)
    {
        if (!ReadWord<RequestState>(state, nameof(state)).TryGet(out RequestState? wanted, out CrmError? error)
            || !ReadWord<Audience>(audience, nameof(audience)).TryGet(out Audience? asked, out error)
            || !ReadLimit(limit).TryGet(out int size, out error)
            || !ReadId(nextToken, "next_token").TryGet(out long? before, out error))
        {
            return Refuse(error);
        }

        ConsentFilter filter = new() { RequestState = wanted, Audience = asked, Before = before, Limit = size + 1 };
        return (await desk.ListRequestsAsync(Caller, filter, cancellationToken)).TryGet(out ImmutableArray<ConsentRequest> found, out error)
            ? ShowAll(Type, found, Json.Write, size, request => RecordId.Format(request.Id))
            : Refuse(error);
    }

    /// <summary>Reads one request.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The request.</returns>
    [HttpGet("{id}")]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> Get([FromRoute] string id, CancellationToken cancellationToken) =>
        (await desk.FindRequestAsync(Caller, id, cancellationToken)).TryGet(out ConsentRequest? found, out CrmError? error) ? Show(Type, writer => Json.Write(writer, found)) : Refuse(error);

    /// <summary>Says yes to what was shown. All required accesses are granted together, optional ones one by one.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The consent.</returns>
    [HttpPost("{id}/grant")]
    [RequiresScope("ZohoCliq.Consents.CREATE")]
    public Task<IActionResult> Grant([FromRoute] string id, CancellationToken cancellationToken) => WithBodyAsync(
        async body => (await desk.GrantAsync(Caller, id, body, cancellationToken)).TryGet(out Grant? grant, out CrmError? error)
            ? Show("consent", writer => new GrantJson(clock.Now).Write(writer, grant), StatusCodes.Status201Created)
            : Refuse(error),
        cancellationToken);

    /// <summary>Says no. The component does not run; its next run asks again.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The closed request.</returns>
    [HttpPost("{id}/deny")]
    [RequiresScope("ZohoCliq.Consents.CREATE")]
    public async Task<IActionResult> Deny([FromRoute] string id, CancellationToken cancellationToken) =>
        (await desk.DenyAsync(Caller, id, cancellationToken)).TryGet(out ConsentRequest? denied, out CrmError? error) ? Show(Type, writer => Json.Write(writer, denied)) : Refuse(error);
}
