using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Store.Migrations;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store;

/// <summary>Brings the database to the current schema and tells whether it answers.</summary>
internal sealed class StoreHealth(Lazy<IDbContextFactory<CrmDbContext>> contexts, OrganizationDb database, IStoreProvider provider) : IStoreHealth
{
    public bool HasManyWriters => provider.HasManyWriters;

    // Counted where numbers are counted, for an organization and a field that nobody has.
    private const long Nobody = 0;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        HashSet<string> applied = await AppliedAsync(cancellationToken);
        if (!applied.IsSubsetOf(StoreMigrations.All))
        {
            throw new InvalidOperationException("The database was made by a later version of this server.");
        }

        if (applied.Count < StoreMigrations.All.Length)
        {
            await using CrmDbContext db = await contexts.Value.CreateDbContextAsync(cancellationToken);
            await provider.PrepareAsync(db, cancellationToken);

            // It rewrites tables; a request's patience is not enough for a million records.
            db.Database.SetCommandTimeout(TimeSpan.FromDays(1));
            await db.Database.MigrateAsync(cancellationToken);
        }
    }

    public async Task<long> CountStartAsync(CancellationToken cancellationToken)
    {
        using IDisposable gate = await provider.EnterWriteAsync(cancellationToken);
        await using SqlSession session = await database.ConnectAsync(cancellationToken);
        return await Counters.TakeAsync(session, Nobody, Nobody, start: 1, count: 1, cancellationToken);
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        await using CrmDbContext db = await contexts.Value.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken);
    }

    public bool IsOutage(Exception exception) => provider.IsOutage(exception) || provider.IsLostRace(exception);

    // Asked without EF Core's own machinery, which takes longer than the rest of a start.
    private async Task<HashSet<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using SqlSession session = await database.ConnectAsync(cancellationToken);
            SqlStatement sql = new SqlStatement().Add("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"");
            return (await session.QueryAsync(sql, reader => reader.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        }
        catch (DbException)
        {
            // No database, or none of ours yet; migrating will tell which.
            return [];
        }
    }
}
