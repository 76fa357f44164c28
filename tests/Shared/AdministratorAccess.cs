using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Tests;

/// <summary>Access as the profile has it that is never restricted, for tests that are about something else.</summary>
public static class AdministratorAccess
{
    /// <summary>The profile that is never restricted.</summary>
    public static Profile Administrator(this Organization organization) => organization.Profiles.First(profile => profile.IsSystem);

    /// <summary>What an administrator may do with the fields of a module.</summary>
    public static FieldAccess AccessTo(this Organization organization, Module module) => organization.AccessTo(module, organization.Administrator());
}
