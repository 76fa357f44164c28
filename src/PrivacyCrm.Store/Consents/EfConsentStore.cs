using PrivacyCrm.Core.Consents;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store.Consents;

/// <summary>Keeps components, consents and what became of them. Changes hold the lock of their organization, as those of its people do.</summary>
internal sealed class EfConsentStore(OrganizationDb database, TransactionRunner transactions, IStoreProvider provider) : IConsentStore
{
    public async Task<T> ReadAsync<T>(long organizationId, Func<IConsentReads, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        return await read(new ConsentQueries(db), cancellationToken);
    }

    public Task<T> ChangeAsync<T>(long organizationId, Func<IConsentTransaction, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            organizationId,
            async (db, token) =>
            {
                SqlStatement locked = new SqlStatement().Add("SELECT version FROM organizations WHERE organization_id = ").AddValue(organizationId).Add(provider.ForUpdate);
                await new SqlSession(provider, db).QueryAsync(locked, reader => reader.GetInt64(0), token);
                return await change(new EfConsentTransaction(db), token);
            },
            cancellationToken);

    public Task NoteAsync(long organizationId, Execution? execution, ConsentEvent? entry, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) =>
        {
            EfConsentTransaction transaction = new(db);
            if (execution is not null)
            {
                await transaction.SaveAsync(execution, token);
            }

            if (entry is not null)
            {
                await transaction.AddAsync(entry, token);
            }

            return true;
        },
        cancellationToken);
}
