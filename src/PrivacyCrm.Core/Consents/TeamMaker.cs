using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>Makes teams, for whoever runs the server.</summary>
/// <param name="store">Where teams are.</param>
/// <param name="clock">Ids.</param>
public sealed class TeamMaker(IConsentStore store, ConsentClock clock)
{
    /// <summary>Makes a team.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="userIds">Its members.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The team, or the refusal: somebody is no user.</returns>
    public async Task<Result<Team>> AddAsync(Organization organization, string name, ImmutableArray<long> userIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(organization);
        if (userIds.Any(id => organization.FindUser(id) is null))
        {
            return CrmErrors.Records.InvalidId("user_ids", "$.user_ids");
        }

        Team team = new(clock.NextId(), name, userIds);
        await store.ChangeAsync(
            organization.Id,
            async (transaction, token) =>
            {
                await transaction.SaveAsync(team, token);
                return true;
            },
            cancellationToken);
        return team;
    }
}
