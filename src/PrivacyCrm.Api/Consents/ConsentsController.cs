using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>What users agreed to, with proof and history, and how they withdraw it.</summary>
/// <param name="desk">Keeps consents.</param>
/// <param name="clock">Time.</param>
[Tags("Consents")]
[Route("api/v3/consents")]
public sealed class ConsentsController(ConsentDesk desk, ConsentClock clock) : PlatformController
{
    private const string Type = "consent";
    private const string EventType = "consent_event";

    private GrantJson Json => new(clock.Now);

    /// <summary>Lists consents, the newest first: the caller's own, for administrators everybody's.</summary>
    /// <param name="filter">Which, and how many.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The consents.</returns>
    [HttpGet]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> GetAll([FromQuery] ConsentsQuery filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!ReadWord<GrantState>(filter.State, "state").TryGet(out GrantState? state, out CrmError? error)
            || !ReadId(filter.ComponentId, "component_id").TryGet(out long? component, out error)
            || !ReadId(filter.UserId, "user_id").TryGet(out long? user, out error)
            || !ReadTime(filter.ExpiresBefore, "expires_before").TryGet(out DateTimeOffset? expires, out error)
            || !ReadLimit(filter.Limit).TryGet(out int size, out error)
            || !ReadId(filter.NextToken, "next_token").TryGet(out long? before, out error))
        {
            return Refuse(error);
        }

        ConsentFilter wanted = new()
        {
            GrantState = state,
            TargetId = component,
            Audience = user is null ? null : Audience.User,
            SubjectId = user,
            ExpiresBefore = expires,
            Before = before,
            Limit = size + 1,
        };
        return ShowAll(Type, await desk.ListGrantsAsync(Caller, wanted, cancellationToken), Json.Write, size, grant => RecordId.Format(grant.Id));
    }

    /// <summary>Reads one consent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The consent.</returns>
    [HttpGet("{id}")]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> Get([FromRoute] string id, CancellationToken cancellationToken) =>
        (await desk.FindGrantAsync(Caller, id, cancellationToken)).TryGet(out Grant? found, out CrmError? error) ? Show(Type, writer => Json.Write(writer, found)) : Refuse(error);

    /// <summary>Reads the proof of a consent or of its end, in the terms of ISO/IEC TS 27560.</summary>
    /// <param name="id">The consent's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The receipt.</returns>
    [HttpGet("{id}/receipt")]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> GetReceipt([FromRoute] string id, CancellationToken cancellationToken)
    {
        if (!(await desk.FindGrantAsync(Caller, id, cancellationToken)).TryGet(out Grant? grant, out CrmError? error))
        {
            return Refuse(error);
        }

        byte[] body = ConsentReceipt.Write(grant, Caller.Organization.Id, clock.Now);
        string what = ConsentReceipt.EventOf(grant, clock.Now);
        return Show("consent_receipt", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", $"{RecordId.Format(grant.Id)}-{what}");
            PlatformJson.WriteId(writer, "consent_id", grant.Id);
            writer.WriteString("event", what);
            writer.WritePropertyName("body");
            writer.WriteRawValue(body);
            writer.WriteString("body_hash", ConsentReceipt.HashOf(body));
            writer.WriteEndObject();
        });
    }

    /// <summary>Lists what happened with a consent, the oldest first.</summary>
    /// <param name="id">The consent's id.</param>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The events.</returns>
    [HttpGet("{id}/history")]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> GetHistory(
        [FromRoute] string id, [FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken) =>
        (await desk.FindGrantAsync(Caller, id, cancellationToken)).TryGet(out Grant? grant, out CrmError? error)
        && ReadLimit(limit).TryGet(out int size, out error)
        && ReadPlace(nextToken).TryGet(out (DateTimeOffset Time, long Id)? after, out error)
            ? await ShowEventsAsync(new EventFilter(GrantId: grant.Id, After: after), size, cancellationToken)
            : Refuse(error!);

    /// <summary>Withdraws a consent, from the next access on. Withdrawing it again answers the same.</summary>
    /// <param name="id">The consent's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>204.</returns>
    [HttpDelete("{id}")]
    [RequiresScope("ZohoCliq.Consents.DELETE")]
    public async Task<IActionResult> Revoke([FromRoute] string id, CancellationToken cancellationToken) =>
        (await desk.RevokeAsync(Caller, id, cancellationToken)).TryGet(out _, out CrmError? error) ? NoContent() : Refuse(error);

    /// <summary>Withdraws all of the caller's own consents to a component.</summary>
    /// <param name="componentId">The component, which need not be there any more.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>204.</returns>
    [HttpDelete]
    [RequiresScope("ZohoCliq.Consents.DELETE")]
    public async Task<IActionResult> RevokeAll([FromQuery(Name = "component_id")] string? componentId, CancellationToken cancellationToken)
    {
        if (RecordId.Parse(componentId) is not { } id)
        {
            return Refuse(CrmErrors.Consents.InvalidInput("component_id"));
        }

        await desk.RevokeAllAsync(Caller, id, cancellationToken);
        return NoContent();
    }

    /// <summary>Lists every question, answer, use and end, the oldest first. It names ids and keys, and no text or address of anybody.</summary>
    /// <param name="componentId">A component or extension; all without.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The first moment that is not wanted any more.</param>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The entries.</returns>
    [HttpGet("audit")]
    [RequiresScope("ZohoCliq.Consents.READ")]
    public async Task<IActionResult> GetAudit(
        [FromQuery(Name = "component_id")] string? componentId,
        [FromQuery] string? from,
        [FromQuery] string? to,
        [FromQuery] string? limit,
        [FromQuery(Name = "next_token")] string? nextToken,
        CancellationToken cancellationToken)
    {
        if (!Caller.Profile.MayCustomize)
        {
            return Refuse(CrmErrors.Consents.NotPermitted());
        }

        if (!ReadId(componentId, "component_id").TryGet(out long? component, out CrmError? error)
            || !ReadTime(from, nameof(from)).TryGet(out DateTimeOffset? first, out error)
            || !ReadTime(to, nameof(to)).TryGet(out DateTimeOffset? end, out error)
            || !ReadLimit(limit).TryGet(out int size, out error)
            || !ReadPlace(nextToken).TryGet(out (DateTimeOffset Time, long Id)? after, out error))
        {
            return Refuse(error);
        }

        return await ShowEventsAsync(new EventFilter(component, GrantId: null, first, end, after), size, cancellationToken);
    }

    private async Task<IActionResult> ShowEventsAsync(EventFilter filter, int size, CancellationToken cancellationToken) =>
        ShowAll(EventType, await desk.ListEventsAsync(Caller, filter with { Limit = size + 1 }, cancellationToken), GrantJson.Write, size, PlaceOf);

    private static string PlaceOf(ConsentEvent entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Time.ToUnixTimeSeconds()}.{entry.Id}");

    private static Result<(DateTimeOffset Time, long Id)?> ReadPlace(string? token)
    {
        if (token is null)
        {
            return ((DateTimeOffset, long)?)null;
        }

        return token.Split('.') is [{ Length: < 12 } seconds, { } id] && RecordId.Parse(seconds) is { } time && RecordId.Parse(id) is { } last
            ? (DateTimeOffset.FromUnixTimeSeconds(time), last)
            : CrmErrors.Consents.InvalidInput("next_token");
    }
}
