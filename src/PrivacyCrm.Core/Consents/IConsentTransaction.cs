using PrivacyCrm.Core.Consents.Notices;

namespace PrivacyCrm.Core.Consents;

/// <summary>Reads and writes what one organization has of components and consents; all of it is committed together, or nothing.</summary>
public interface IConsentTransaction : IConsentReads
{
    /// <summary>Stores a new or changed component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(Component component, CancellationToken cancellationToken);

    /// <summary>Stores a new or changed extension.</summary>
    /// <param name="extension">The extension.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(Extension extension, CancellationToken cancellationToken);

    /// <summary>Stores a new team.</summary>
    /// <param name="team">The team.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(Team team, CancellationToken cancellationToken);

    /// <summary>Stores a new or changed request. Two pending ones for the same subject, target and digest are a lost race.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(ConsentRequest request, CancellationToken cancellationToken);

    /// <summary>Stores a new or changed grant. Two that are not ended for the same subject and target are a lost race.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>Stores a new or changed execution.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(Execution execution, CancellationToken cancellationToken);

    /// <summary>Adds an entry to the audit, which nothing changes later.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task AddAsync(ConsentEvent entry, CancellationToken cancellationToken);

    /// <summary>Adds a notice.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task AddAsync(ConsentNotice notice, CancellationToken cancellationToken);

    /// <summary>Takes back the notice that a consent will have run out.</summary>
    /// <param name="grant">The consent.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>The notice; null when there is none, or none any more.</returns>
    Task<ConsentNotice?> TakeNoticeAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>Removes a component; its consents and their history stay.</summary>
    /// <param name="componentId">Its id.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>A task.</returns>
    Task RemoveComponentAsync(long componentId, CancellationToken cancellationToken);
}
