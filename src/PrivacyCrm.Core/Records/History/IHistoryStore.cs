using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Reads what was done to records. It is written with the records themselves.</summary>
public interface IHistoryStore
{
    /// <summary>Reads a page, and one entry more to tell whether there is another page.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="query">Which entries.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The entries, in the query's order.</returns>
    Task<IReadOnlyList<HistoryRecord>> HistoryAsync(Organization organization, HistoryQuery query, CancellationToken cancellationToken);
}
