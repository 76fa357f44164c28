using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>Who is calling: a user of an organization, through a token with scopes.</summary>
/// <param name="Organization">The organization, chosen by the token alone.</param>
/// <param name="User">The user the token was given to.</param>
/// <param name="Scopes">What the token allows.</param>
public sealed record Caller(Organization Organization, User User, ScopeSet Scopes)
{
    /// <summary>What the caller may do with the fields of a module.</summary>
    /// <param name="module">One of the organization's modules.</param>
    /// <returns>The decision, the same for the life of this version of the organization.</returns>
    public FieldAccess AccessTo(Module module) => Organization.AccessTo(module);
}
