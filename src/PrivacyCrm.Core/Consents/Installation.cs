using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>Where an extension is installed.</summary>
/// <param name="TeamIds">The teams; none for the whole organization.</param>
/// <param name="Manifest">What the installed version wants to know; an upgrade takes the extension's present one.</param>
/// <param name="InstalledBy">The administrator.</param>
/// <param name="InstalledTime">When it was installed or upgraded.</param>
public sealed record Installation(ImmutableArray<long> TeamIds, Manifest Manifest, long InstalledBy, DateTimeOffset InstalledTime)
{
    /// <summary>The greatest number of teams.</summary>
    public const int MaximumTeams = 4;

    /// <summary>For whom consent is needed.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>The organization, or each of the teams.</returns>
    public IEnumerable<ConsentSubject> Subjects(long organizationId) => SubjectsOf(organizationId, TeamIds);

    /// <summary>For whom consent is needed.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teamIds">The teams; none for the whole organization.</param>
    /// <returns>The organization, or each of the teams.</returns>
    public static IEnumerable<ConsentSubject> SubjectsOf(long organizationId, ImmutableArray<long> teamIds) =>
        teamIds.IsEmpty ? [new(Audience.Organization, organizationId)] : teamIds.Select(team => new ConsentSubject(Audience.Team, team));
}
