namespace PrivacyCrm.Core.Identity;

/// <summary>Keeps programs and tokens of organizations.</summary>
public interface IIdentityStore
{
    /// <summary>Finds a program.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="clientId">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The program, or null.</returns>
    Task<Client?> FindClientAsync(long organizationId, string clientId, CancellationToken cancellationToken);

    /// <summary>Stores a program.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="client">The program.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task AddClientAsync(long organizationId, Client client, CancellationToken cancellationToken);

    /// <summary>Stores tokens, and forgets those of the organization that have expired, or that the limits leave no room for.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="limits">How many there may be.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>False when too many were made of late; nothing is stored then.</returns>
    Task<bool> AddTokensAsync(long organizationId, IReadOnlyCollection<Token> tokens, TokenLimits limits, CancellationToken cancellationToken);

    /// <summary>Finds a token, and the version of its organization at the same moment.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="hash">The token's hash.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Both, or null.</returns>
    Task<(Token Token, long OrganizationVersion)?> FindTokenAsync(long organizationId, string hash, CancellationToken cancellationToken);

    /// <summary>Takes a token out of the store. Of callers at the same time one gets it.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="hash">The token's hash.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>True for the caller who took it.</returns>
    Task<bool> TakeTokenAsync(long organizationId, string hash, CancellationToken cancellationToken);

    /// <summary>Removes a token and those that came from it.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="hash">The token's hash.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>True when there was one.</returns>
    Task<bool> RevokeAsync(long organizationId, string hash, CancellationToken cancellationToken);
}
