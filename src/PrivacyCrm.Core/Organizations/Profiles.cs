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

    /// <summary>The id of a role: made of its name, since roles have no other property here.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="role">The role's name.</param>
    /// <returns>The id, the same for the same name.</returns>
    public static long RoleId(long organizationId, string role)
    {
        ArgumentNullException.ThrowIfNull(role);
        uint hash = role.Aggregate(2166136261, (current, unit) => (current ^ unit) * 16777619);
        return organizationId + 900_000 + (hash % 90_000);
    }

    /// <summary>The id of the Standard profile.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The id.</returns>
    public static long StandardId(long organizationId) => organizationId + 26_014;
}
