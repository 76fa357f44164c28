using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Keeps connections and secrets of components. What it gets of secrets is encrypted.</summary>
internal sealed class EfConnectionStore(OrganizationDb database, TransactionRunner transactions, IStoreProvider provider) : IConnectionStore
{
    private const long TheOrganization = 0;

    public Task<bool> AddAsync(long organizationId, Connection connection, string secret, int maximum, CancellationToken cancellationToken)
    {
        long owner = connection.UserId ?? TheOrganization;
        return transactions.RunAsync(
            organizationId,
            async (db, token) =>
            {
                // Two servers that look at the same time would both find the name free.
                await provider.LockKeysAsync(db, moduleId: 0, [new UniqueKey(0, $"connections of {owner}")], token);
                IQueryable<ConnectionRow> others = db.Connections.Where(row => row.UserId == owner);
                if (await others.AnyAsync(row => row.Name == connection.Name, token) || await others.CountAsync(token) >= maximum)
                {
                    return false;
                }

                db.Add(new ConnectionRow
                {
                    OrganizationId = organizationId,
                    Id = connection.Id,
                    UserId = owner,
                    Name = connection.Name,
                    Secret = secret,
                    Definition = JsonSerializer.Serialize(connection, ConnectionJson.Default.Connection),
                });
                await db.SaveChangesAsync(token);
                return true;
            },
            cancellationToken);
    }

    public async Task<(Connection Connection, string Secret)?> FindAsync(long organizationId, long? userId, string name, CancellationToken cancellationToken)
    {
        long owner = userId ?? TheOrganization;
        await using CrmDbContext db = database.Open(organizationId);
        ConnectionRow? row = await db.Connections.AsNoTracking().SingleOrDefaultAsync(one => one.UserId == owner && one.Name == name, cancellationToken);
        return row is null ? null : (Read(row.Definition), row.Secret);
    }

    public async Task<ImmutableArray<Connection>> ListAsync(long organizationId, long userId, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        List<string> found = await db.Connections.Where(row => row.UserId == userId || row.UserId == TheOrganization)
            .OrderBy(row => row.Id).Select(row => row.Definition).ToListAsync(cancellationToken);
        return [.. found.Select(Read)];
    }

    public Task RemoveAsync(long organizationId, long id, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId, (db, token) => db.Connections.Where(row => row.Id == id).ExecuteDeleteAsync(token), cancellationToken);

    public async Task<string?> FindSecretAsync(long organizationId, long componentId, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        return await db.ComponentSecrets.Where(row => row.ComponentId == componentId).Select(row => row.Secret).SingleOrDefaultAsync(cancellationToken);
    }

    public Task<string> SetSecretAsync(long organizationId, long componentId, string secret, bool replaces, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) =>
        {
            await provider.LockKeysAsync(db, moduleId: 0, [new UniqueKey(0, $"secret of {componentId}")], token);
            IQueryable<ComponentSecretRow> own = db.ComponentSecrets.Where(row => row.ComponentId == componentId);
            if (!replaces && await own.Select(row => row.Secret).SingleOrDefaultAsync(token) is { } known)
            {
                return known;
            }

            await own.ExecuteDeleteAsync(token);
            db.Add(new ComponentSecretRow { OrganizationId = organizationId, ComponentId = componentId, Secret = secret });
            await db.SaveChangesAsync(token);
            return secret;
        },
        cancellationToken);

    private static Connection Read(string definition) => JsonSerializer.Deserialize(definition, ConnectionJson.Default.Connection)!;
}
