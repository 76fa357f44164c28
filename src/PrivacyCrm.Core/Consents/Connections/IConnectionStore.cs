using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>Keeps connections, and the secrets of components, encrypted.</summary>
public interface IConnectionStore
{
    /// <summary>Stores a connection.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="secret">Its secret, encrypted.</param>
    /// <param name="maximum">How many its owner may have.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>False when its owner has one of that name, or too many.</returns>
    Task<bool> AddAsync(long organizationId, Connection connection, string secret, int maximum, CancellationToken cancellationToken);

    /// <summary>Finds a connection by its name.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="userId">Whose it is; null for the organization's.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The connection and its secret, encrypted; null when there is none.</returns>
    Task<(Connection Connection, string Secret)?> FindAsync(long organizationId, long? userId, string name, CancellationToken cancellationToken);

    /// <summary>Lists the connections of a user and those of the organization, by id.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The connections.</returns>
    Task<ImmutableArray<Connection>> ListAsync(long organizationId, long userId, CancellationToken cancellationToken);

    /// <summary>Removes a connection and its secret.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(long organizationId, long id, CancellationToken cancellationToken);

    /// <summary>Finds the secret of a component.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The component.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The secret, encrypted; null when there is none.</returns>
    Task<string?> FindSecretAsync(long organizationId, long componentId, CancellationToken cancellationToken);

    /// <summary>Stores the secret of a component.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The component.</param>
    /// <param name="secret">The secret, encrypted.</param>
    /// <param name="replaces">Whether one that is there is replaced.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The secret that is there now.</returns>
    Task<string> SetSecretAsync(long organizationId, long componentId, string secret, bool replaces, CancellationToken cancellationToken);
}
