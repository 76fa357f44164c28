namespace PrivacyCrm.Core.Consents;

/// <summary>Knows whose account a connection is.</summary>
public interface IConnectionOwners
{
    /// <summary>Finds the administrator who owns a connection that still works.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="connection">The connection's name.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The user's id; null when there is no such connection, or it works no more.</returns>
    Task<long?> FindOwnerAsync(long organizationId, string connection, CancellationToken cancellationToken);
}
