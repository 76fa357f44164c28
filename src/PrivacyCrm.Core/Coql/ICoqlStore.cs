using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Core.Coql;

/// <summary>Answers queries. It accepts checked plans only.</summary>
public interface ICoqlStore
{
    /// <summary>Reads a page of records, and one record more to tell whether there is another page.</summary>
    /// <param name="plan">The query; its rows are no groups.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Up to one more than <see cref="CoqlPlan.PageSize"/> records, in the plan's order.</returns>
    Task<IReadOnlyList<StoredDocument>> PageAsync(CoqlPlan plan, CancellationToken cancellationToken);

    /// <summary>Reads records that the plan's sources of one level consist of.</summary>
    /// <param name="plan">The query.</param>
    /// <param name="level">The level.</param>
    /// <param name="ids">The records; those of other modules are not found.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The records, by module and id.</returns>
    Task<IReadOnlyDictionary<(long ModuleId, long Id), StoredDocument>> DocumentsAsync(CoqlPlan plan, int level, IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Streams the groups of a query in its order, each in as many parts as its measured columns have different keys.</summary>
    /// <param name="plan">The query; its rows are groups.</param>
    /// <param name="take">Takes the parts; those of one group come together. Where the database is lost on the way, it is asked to begin anew.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What was made of them.</returns>
    Task<T> GroupsAsync<T>(CoqlPlan plan, Func<IAsyncEnumerable<CoqlGroupPart>, Task<T>> take, CancellationToken cancellationToken);
}
