using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>Reads what one organization has of components and consents.</summary>
public interface IConsentReads
{
    /// <summary>Finds a component.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The component, or null.</returns>
    Task<Component?> FindComponentAsync(long id, CancellationToken cancellationToken);

    /// <summary>Lists components of a kind, by id.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="after">The id that they come after.</param>
    /// <param name="maximum">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The components.</returns>
    Task<ImmutableArray<Component>> ListComponentsAsync(ComponentKind kind, long after, int maximum, CancellationToken cancellationToken);

    /// <summary>Lists the parts of extensions, by id.</summary>
    /// <param name="extensionIds">The extensions.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The components.</returns>
    Task<ImmutableArray<Component>> ListPartsAsync(IReadOnlyCollection<long> extensionIds, CancellationToken cancellationToken);

    /// <summary>Finds an extension.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The extension, or null.</returns>
    Task<Extension?> FindExtensionAsync(long id, CancellationToken cancellationToken);

    /// <summary>Lists extensions, by id.</summary>
    /// <param name="after">The id that they come after.</param>
    /// <param name="maximum">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The extensions.</returns>
    Task<ImmutableArray<Extension>> ListExtensionsAsync(long after, int maximum, CancellationToken cancellationToken);

    /// <summary>Lists teams, by id.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The teams.</returns>
    Task<ImmutableArray<Team>> ListTeamsAsync(CancellationToken cancellationToken);

    /// <summary>Lists requests, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The requests.</returns>
    Task<ImmutableArray<ConsentRequest>> ListRequestsAsync(ConsentFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists grants, the newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The grants, with how they were used.</returns>
    Task<ImmutableArray<Grant>> ListGrantsAsync(ConsentFilter filter, CancellationToken cancellationToken);

    /// <summary>Finds an execution.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The execution, or null.</returns>
    Task<Execution?> FindExecutionAsync(long id, CancellationToken cancellationToken);

    /// <summary>Finds the execution that got a token.</summary>
    /// <param name="tokenHash">The hash of the token.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The execution, or null.</returns>
    Task<Execution?> FindExecutionByTokenAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>Lists entries of the audit, the oldest first. That a consent ran out is told from the clock.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The entries.</returns>
    Task<ImmutableArray<ConsentEvent>> ListEventsAsync(EventFilter filter, DateTimeOffset now, CancellationToken cancellationToken);
}
