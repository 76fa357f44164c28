using Microsoft.AspNetCore.Mvc;

namespace PrivacyCrm.Api.Consents;

/// <summary>The parameters of a list of consents.</summary>
public sealed class ConsentsQuery
{
    /// <summary>Gets <c>active</c>, <c>revoked</c>, <c>expired</c> or <c>superseded</c>.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>Gets a component or extension.</summary>
    [FromQuery(Name = "component_id")]
    public string? ComponentId { get; init; }

    /// <summary>Gets a user; administrators see those of others.</summary>
    [FromQuery(Name = "user_id")]
    public string? UserId { get; init; }

    /// <summary>Gets the moment before which they run out, in ISO 8601.</summary>
    [FromQuery(Name = "expires_before")]
    public string? ExpiresBefore { get; init; }

    /// <summary>Gets the size of a page: 1 to 100, 100 unless given.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>Gets the <c>next_token</c> of the page before.</summary>
    [FromQuery(Name = "next_token")]
    public string? NextToken { get; init; }
}
