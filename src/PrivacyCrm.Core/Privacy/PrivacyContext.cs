using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy;

/// <summary>What a privacy rule may look at beside the field.</summary>
/// <param name="Module">The field's module.</param>
/// <param name="Organization">The organization with its privacy switches.</param>
/// <param name="Profile">The profile of whoever is calling.</param>
public sealed record PrivacyContext(Module Module, Organization Organization, Profile Profile)
{
    /// <summary>Gets the privacy switches, all off where the module was not chosen.</summary>
    public PrivacySettings Settings =>
        Organization.Privacy.AppliesTo(Module.ApiName) ? Organization.Privacy : PrivacySettings.Off;
}
