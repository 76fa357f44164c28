using System.Collections.Immutable;

namespace PrivacyCrm.Core.Organizations;

/// <summary>The profiles every organization has.</summary>
public static class Profiles
{
    /// <summary>The id of the profile that may do everything.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The id.</returns>
    public static long AdministratorId(long organizationId) => organizationId + 26_011;

    /// <summary>The id of the profile that works with records.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The id.</returns>
    public static long StandardId(long organizationId) => organizationId + 26_014;

    /// <summary>The profiles of an organization: its own, and the two that it has anyway.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="stored">Those that somebody made or changed.</param>
    /// <returns>All of them, by id.</returns>
    internal static ImmutableArray<Profile> Of(long organizationId, IEnumerable<Profile> stored)
    {
        Profile[] own = [.. stored];
        return [.. Defaults(organizationId).ExceptBy(own.Select(profile => profile.Id), profile => profile.Id).Concat(own).OrderBy(profile => profile.Id)];
    }

    private static Profile[] Defaults(long organizationId) =>
    [
        new()
        {
            Id = AdministratorId(organizationId),
            Name = "Administrator",
            Description = "May do everything, settings included.",
            MayCustomize = true,
            MayManageProfiles = true,
        },
        new() { Id = StandardId(organizationId), Name = "Standard", Description = "Works with records, not with settings." },
    ];
}
