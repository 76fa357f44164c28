using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>Something that a profile gives or denies.</summary>
/// <param name="Id">Its id, the same in all profiles of the organization.</param>
/// <param name="Name">The name that refusals tell.</param>
/// <param name="Label">What people read.</param>
/// <param name="Module">The module it is about; null for settings.</param>
/// <param name="Use">The use of the module; none for settings.</param>
public sealed record Permission(long Id, string Name, string Label, Module? Module, ModuleUse Use)
{
    /// <summary>Tells whether a profile gives it.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>True when it does.</returns>
    public bool IsGivenBy(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Module is { } module ? profile.Allows(module, Use)
            : Name == Permissions.Customize ? profile.MayCustomize
            : profile.MayManageProfiles;
    }
}
