using PrivacyCrm.Core.Identity;

namespace PrivacyCrm.Core.Organizations;

/// <summary>Who is calling: a user of an organization, through a token with scopes.</summary>
/// <param name="Organization">The organization, chosen by the token alone.</param>
/// <param name="User">The user the token was given to.</param>
/// <param name="Scopes">What the token allows.</param>
public sealed record Caller(Organization Organization, User User, ScopeSet Scopes);
