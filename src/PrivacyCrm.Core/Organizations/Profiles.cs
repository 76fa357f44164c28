namespace PrivacyCrm.Core.Organizations;

/// <summary>The two profiles every organization has.</summary>
public static class Profiles
{
    /// <summary>May change settings.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Works with records.</summary>
    public const string Standard = "Standard";

    /// <summary>The id of the Administrator profile.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The id.</returns>
    public static long AdministratorId(long organizationId) => organizationId + 26_011;

    /// <summary>The id of the Standard profile.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The id.</returns>
    public static long StandardId(long organizationId) => organizationId + 26_014;
}
