using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Jobs;

/// <summary>Finds out for whom a job works, with what the user may do at this moment rather than when the job was ordered.</summary>
/// <param name="organizations">Where organizations are.</param>
public sealed class JobCallers(IOrganizationStore organizations)
{
    /// <summary>Finds the caller of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The caller; null when the user is not active any more.</returns>
    public async Task<Caller?> FindAsync(Job job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        Organization? organization = await organizations.FindLatestAsync(job.OrganizationId, cancellationToken);
        return organization?.FindUser(job.UserId) is { IsActive: true } user ? new Caller(organization, user, new ScopeSet(job.Scopes)) : null;
    }
}
