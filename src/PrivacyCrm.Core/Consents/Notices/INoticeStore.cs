using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents.Notices;

/// <summary>Keeps notices until they are told. They are added together with what they are about.</summary>
public interface INoticeStore
{
    /// <summary>Finds notices of all organizations whose time has come: of each component the first, since the others wait for it.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="maximum">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The notices.</returns>
    Task<ImmutableArray<DueNotice>> DueAsync(DateTimeOffset now, int maximum, CancellationToken cancellationToken);

    /// <summary>Begins to tell a notice. Of servers at the same time one does; if it never ends that, the notice is told again.</summary>
    /// <param name="due">The notice.</param>
    /// <param name="next">When it is told again, unless it is removed.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>True for the one that tells it.</returns>
    Task<bool> BeginAsync(DueNotice due, DateTimeOffset next, CancellationToken cancellationToken);

    /// <summary>Removes a notice that was told, or never will be.</summary>
    /// <param name="due">The notice.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task RemoveAsync(DueNotice due, CancellationToken cancellationToken);
}
