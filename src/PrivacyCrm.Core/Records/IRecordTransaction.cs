using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>What a write may do inside its transaction.</summary>
public interface IRecordTransaction
{
    /// <summary>The same transaction, for the records of another module.</summary>
    /// <param name="module">The module.</param>
    /// <returns>What may be done with its records; all modules are committed together.</returns>
    IRecordTransaction In(Module module);

    /// <summary>Lets no other write decide about the same keys until this one ends.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    Task LockAsync(IReadOnlyCollection<UniqueKey> keys, CancellationToken cancellationToken);

    /// <summary>Reads records and lets no other write change them until this one ends.</summary>
    /// <param name="ids">The records.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Those that exist.</returns>
    Task<IReadOnlyList<StoredDocument>> LoadAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Finds the records that hold keys.</summary>
    /// <param name="field">The field; unique or not.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>For each key that is held, the first record that holds it.</returns>
    Task<IReadOnlyDictionary<string, long>> HoldersAsync(Field field, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Tells which records exist in a module.</summary>
    /// <param name="moduleId">The module; null for any.</param>
    /// <param name="ids">The records.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Those that exist.</returns>
    Task<IReadOnlySet<long>> ExistingAsync(long? moduleId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Tells which ids are no longer free: records have them, or had them before they were deleted.</summary>
    /// <param name="organization">The organization, whose modules are looked through.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Those that are taken. One that another write takes meanwhile is refused by the store, which runs this write again.</returns>
    Task<IReadOnlySet<long>> TakenAsync(Organization organization, IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Finds the records whose lookup points at a record.</summary>
    /// <param name="lookup">The lookup.</param>
    /// <param name="recordId">The record it points at.</param>
    /// <param name="after">The id after which to begin; 0 for the beginning.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Their ids, the smallest first.</returns>
    Task<IReadOnlyList<long>> ReferringAsync(Field lookup, long recordId, long after, int count, CancellationToken cancellationToken);

    /// <summary>Takes the next numbers of an autonumber.</summary>
    /// <param name="field">The field.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first of them.</returns>
    Task<long> TakeNumbersAsync(Field field, int count, CancellationToken cancellationToken);

    /// <summary>Asks to store changes when the work is done.</summary>
    /// <param name="changes">The changes, one for a record.</param>
    void Save(IReadOnlyCollection<RecordChange> changes);

    /// <summary>Sends the saved changes now, so that they need not be kept until the work is done. They are committed with all others.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    Task SendAsync(CancellationToken cancellationToken);

    /// <summary>Moves records to the recycle bin when the work is done.</summary>
    /// <param name="documents">The records, as loaded.</param>
    /// <param name="deletion">Who deletes them, when, and by which way.</param>
    void Delete(IReadOnlyCollection<StoredDocument> documents, HistoryEntry deletion);

    /// <summary>Records a step of a job with the write. When the job was taken over, nothing of the write is committed.</summary>
    /// <param name="step">The step.</param>
    void Advance(JobStep step);
}
