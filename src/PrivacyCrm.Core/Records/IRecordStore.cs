using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Keeps records. It reads by checked plans only.</summary>
public interface IRecordStore
{
    /// <summary>Reads a page, and one record more to tell whether there is another page.</summary>
    /// <param name="plan">What to read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Up to one more than <see cref="ReadPlan.PageSize"/> records, in the plan's order.</returns>
    Task<IReadOnlyList<StoredDocument>> ReadAsync(ReadPlan plan, CancellationToken cancellationToken);

    /// <summary>Counts the records of a plan, whatever its page.</summary>
    /// <param name="plan">What to count.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <returns>The number.</returns>
    Task<long> CountAsync(ReadPlan plan, CancellationToken cancellationToken);

    /// <summary>Reads the names of records that others refer to.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="ids">The records, of any module.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The names that are open to the caller.</returns>
    Task<IReadOnlyDictionary<long, string>> NamesAsync(Caller caller, IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Reads a page of deleted records, the latest first.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="query">Which of them.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Up to one more record than a page has.</returns>
    Task<IReadOnlyList<DeletedRecord>> DeletedAsync(Caller caller, Module module, DeletedQuery query, CancellationToken cancellationToken);

    /// <summary>Runs a write as one transaction. A lost race runs it again, so it must not remember anything between runs.</summary>
    /// <typeparam name="T">What the write answers.</typeparam>
    /// <param name="organization">The organization.</param>
    /// <param name="module">The module written.</param>
    /// <param name="work">The write; what it asked to change is committed when it returns.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The answer of the run that was committed.</returns>
    Task<T> WriteAsync<T>(Organization organization, Module module, Func<IRecordTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
