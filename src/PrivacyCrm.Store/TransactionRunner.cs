using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore.Storage;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store;

/// <summary>Runs a unit of work as one transaction, and again from its beginning when another transaction won a race.</summary>
internal sealed class TransactionRunner(OrganizationDb database, IStoreProvider provider, TimeProvider time)
{
    private const int Attempts = 6;

    public async Task<T> RunAsync<T>(long organizationId, Func<CrmDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(organizationId, work, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && provider.IsLostRace(exception))
            {
                // Waiting at random keeps two transactions from meeting again.
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, 10 << attempt)), time, cancellationToken);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(long organizationId, Func<CrmDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using IDisposable gate = await provider.EnterWriteAsync(cancellationToken);
        await using CrmDbContext db = database.Open(organizationId);
        await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        T answer = await work(db, cancellationToken);

        // From here on it is decided: a caller who leaves now must not leave it open whether it was committed.
        await transaction.CommitAsync(CancellationToken.None);
        return answer;
    }
}
