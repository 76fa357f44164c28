namespace PrivacyCrm.Core.Identity;

/// <summary>Tokens that were just made, with their texts.</summary>
/// <param name="AccessToken">The access token.</param>
/// <param name="RefreshToken">The refresh token, when a new one was made.</param>
/// <param name="Scopes">What they allow, separated by spaces.</param>
public sealed record IssuedTokens(string AccessToken, string? RefreshToken, string Scopes);
