namespace PrivacyCrm.Core.Identity;

/// <summary>A token as it is stored: without its text.</summary>
/// <param name="Hash">The hash of its text.</param>
/// <param name="Kind">What it is good for.</param>
/// <param name="ClientId">The program it was given to.</param>
/// <param name="UserId">The user it speaks for.</param>
/// <param name="Scopes">What it allows, separated by spaces.</param>
/// <param name="Expires">The first moment it is no longer valid; null for never.</param>
/// <param name="CreatedTime">When it was made.</param>
/// <param name="Parent">The hash of the refresh token it came from, which takes it along when revoked.</param>
/// <param name="RedirectUri">The address that a grant is bound to.</param>
public sealed record Token(
    string Hash, TokenKind Kind, string ClientId, long UserId, string Scopes, DateTimeOffset? Expires, DateTimeOffset CreatedTime, string? Parent = null, string? RedirectUri = null);
