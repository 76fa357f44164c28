using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Store.Migrations;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store;

/// <summary>Brings the database to the current schema and tells whether it answers.</summary>
internal sealed class StoreHealth(IDbContextFactory<CrmDbContext> contexts, IStoreProvider provider, TransactionRunner transactions) : IStoreHealth
{
    public bool HasManyWriters => provider.HasManyWriters;

    // Counted where numbers are counted, for an organization and a field that nobody has.
    private const long Nobody = 0;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        HashSet<string> applied = await AppliedAsync(db, cancellationToken);
        if (!applied.IsSubsetOf(StoreMigrations.All))
        {
            throw new InvalidOperationException("The database was made by a later version of this server.");
        }

        if (applied.Count < StoreMigrations.All.Length)
        {
            await provider.PrepareAsync(db, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
    }

    public Task<long> CountStartAsync(CancellationToken cancellationToken) => transactions.RunAsync(
        Nobody, (db, token) => Counters.TakeAsync(db, provider, Nobody, start: 1, count: 1, token), cancellationToken);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    public bool IsOutage(Exception exception) => provider.IsOutage(exception) || provider.IsLostRace(exception);

    // Asked without EF Core's own machinery, which takes longer than the rest of a start.
    private static async Task<HashSet<string>> AppliedAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        HashSet<string> applied = new(StringComparer.Ordinal);
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                applied.Add(reader.GetString(0));
            }
        }
        catch (DbException)
        {
            // No database, or none of ours yet; migrating will tell which.
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return applied;
    }
}
