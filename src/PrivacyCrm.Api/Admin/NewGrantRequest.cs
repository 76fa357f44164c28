namespace PrivacyCrm.Api.Admin;

/// <summary>Asks for a grant token.</summary>
/// <param name="ClientId">The program.</param>
/// <param name="UserId">The user it will speak for.</param>
/// <param name="Scope">Scopes, separated by commas.</param>
public sealed record NewGrantRequest(string? ClientId, string? UserId, string? Scope);
