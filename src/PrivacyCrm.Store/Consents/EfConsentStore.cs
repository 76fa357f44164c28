using Microsoft.EntityFrameworkCore;
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
                await LockAsync(db, token);
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

    public async Task ForgetUsesAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        long limit = before.ToUnixTimeSeconds();
        await using CrmDbContext all = database.OpenForAll();
        List<long> organizations = await all.Executions.IgnoreQueryFilters().Where(row => row.StartedTime < limit).Select(row => row.OrganizationId)
            .Union(all.ConsentEvents.IgnoreQueryFilters().Where(row => row.UseOf != null && row.Time < limit).Select(row => row.OrganizationId))
            .ToListAsync(cancellationToken);
        foreach (long organization in organizations)
        {
            int left;
            do
            {
                left = await transactions.RunAsync(
                    organization,
                    async (db, token) =>
                    {
                        await LockAsync(db, token);
                        return await ForgottenUses.RemoveAsync(db, limit, token);
                    },
                    cancellationToken);
            }
            while (left > 0);
        }
    }

    private async Task LockAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        SqlStatement locked = new SqlStatement().Add("SELECT version FROM organizations WHERE organization_id = ").AddValue(db.OrganizationId).Add(provider.ForUpdate);
        await new SqlSession(provider, db).QueryAsync(locked, reader => reader.GetInt64(0), cancellationToken);
    }
}
