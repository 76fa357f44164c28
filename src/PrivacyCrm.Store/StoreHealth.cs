using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store;

/// <summary>Brings the database to the current schema and tells whether it answers.</summary>
internal sealed class StoreHealth(IDbContextFactory<CrmDbContext> contexts, IStoreProvider provider) : IStoreHealth
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        await provider.PrepareAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    public bool IsOutage(Exception exception) => provider.IsOutage(exception);
}
