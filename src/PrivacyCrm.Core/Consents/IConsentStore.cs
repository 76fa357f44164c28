namespace PrivacyCrm.Core.Consents;

/// <summary>Keeps components, consents, and what became of them.</summary>
public interface IConsentStore
{
    /// <summary>Reads.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="organizationId">The organization.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What was read.</returns>
    Task<T> ReadAsync<T>(long organizationId, Func<IConsentReads, CancellationToken, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>
    /// Decides about consents: one change of an organization after the other, together with those of its people, so that nobody decides
    /// on what another one is changing.
    /// </summary>
    /// <typeparam name="T">What it comes to.</typeparam>
    /// <param name="organizationId">The organization.</param>
    /// <param name="change">Reads, decides and writes; it remembers nothing, since it runs again when a race was lost.</param>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>What it came to.</returns>
    Task<T> ChangeAsync<T>(long organizationId, Func<IConsentTransaction, CancellationToken, Task<T>> change, CancellationToken cancellationToken);

    /// <summary>Notes what happened, without waiting for changes of others.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="execution">A new or changed execution, or null.</param>
    /// <param name="entry">An entry of the audit, or null.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task NoteAsync(long organizationId, Execution? execution, ConsentEvent? entry, CancellationToken cancellationToken);

    /// <summary>Removes executions and entries of uses of all organizations, and counts them where their consents are. Questions, answers, refusals and ends stay.</summary>
    /// <param name="before">The first moment whose uses are kept.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>A task.</returns>
    Task ForgetUsesAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
