using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.IntegrationTests.Loading;

/// <summary>A record store that tells of each write before it is committed, and after; whoever is told may throw.</summary>
internal sealed class WatchedStore(IRecordStore inner) : IRecordStore
{
    private int _writes;

    /// <summary>Learns the number of a write before its commit.</summary>
    public Func<int, Task> BeforeCommit { get; init; } = _ => Task.CompletedTask;

    /// <summary>Learns it after the commit.</summary>
    public Func<int, Task> AfterCommit { get; init; } = _ => Task.CompletedTask;

    public Task<IReadOnlyList<StoredDocument>> ReadAsync(ReadPlan plan, CancellationToken cancellationToken) => inner.ReadAsync(plan, cancellationToken);

    public Task<long> CountAsync(ReadPlan plan, CancellationToken cancellationToken) => inner.CountAsync(plan, cancellationToken);

    public Task<IReadOnlyDictionary<long, string>> NamesAsync(Caller caller, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        inner.NamesAsync(caller, ids, cancellationToken);

    public Task<IReadOnlyList<DeletedRecord>> DeletedAsync(Caller caller, Module module, DeletedQuery query, CancellationToken cancellationToken) =>
        inner.DeletedAsync(caller, module, query, cancellationToken);

    public async Task<T> WriteAsync<T>(
        Organization organization, Module module, Func<IRecordTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _writes);
        T answer = await inner.WriteAsync(
            organization,
            module,
            async (transaction, token) =>
            {
                T made = await work(transaction, token);
                await BeforeCommit(number);
                return made;
            },
            cancellationToken);
        await AfterCommit(number);
        return answer;
    }
}
