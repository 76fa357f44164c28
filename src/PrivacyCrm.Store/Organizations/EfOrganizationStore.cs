using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Consents;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Organizations;

/// <summary>Keeps organizations, and the last known state of each in memory.</summary>
internal sealed class EfOrganizationStore(OrganizationDb database, IStoreProvider provider, TransactionRunner transactions, IdSource ids, TimeProvider time) : IOrganizationStore
{
    private readonly ConcurrentDictionary<long, Organization> _known = new();

    // The versions this server wrote itself, so that its own changes work at once.
    private readonly ConcurrentDictionary<long, long> _written = new();

    public async Task<Organization?> FindAsync(long id, long version, CancellationToken cancellationToken)
    {
        long needed = Math.Max(version, _written.GetValueOrDefault(id));
        bool isKnown = _known.TryGetValue(id, out Organization? known) && known.Version >= needed;
        CoreTelemetry.CountCacheRead("organization", isKnown);
        if (isKnown)
        {
            return known;
        }

        await using SqlSession session = await database.ConnectAsync(cancellationToken);
        Organization? organization = await OrganizationRows.ReadAsync(session, id, ending: string.Empty, cancellationToken);
        if (organization is not null)
        {
            _known.AddOrUpdate(id, organization, (_, other) => other.Version > organization.Version ? other : organization);
        }

        return organization;
    }

    public async Task<Organization?> FindNewestAsync(CancellationToken cancellationToken)
    {
        List<(long Id, long Version)> newest;
        await using (SqlSession session = await database.ConnectAsync(cancellationToken))
        {
            SqlStatement sql = new SqlStatement().Add("SELECT organization_id, version FROM organizations ORDER BY version DESC LIMIT 1");
            newest = await session.QueryAsync(sql, reader => (reader.GetInt64(0), reader.GetInt64(1)), cancellationToken);
        }

        return newest is [(long id, long version)] ? await FindAsync(id, version, cancellationToken) : null;
    }

    public async Task<Organization?> FindLatestAsync(long id, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(id);
        long? version = await db.Organizations.Select(row => (long?)row.Version).SingleOrDefaultAsync(cancellationToken);
        return version is { } known ? await FindAsync(id, known, cancellationToken) : null;
    }

    public async Task<T> ChangeAsync<T>(long id, Func<Organization, Decision<T>> decide, CancellationToken cancellationToken)
    {
        (T answer, long version) = await transactions.RunAsync(
            id,
            async (db, token) =>
            {
                Organization organization = await OrganizationRows.ReadAsync(new SqlSession(provider, db), id, provider.ForUpdate, token)
                    ?? throw new InvalidOperationException("The organization is gone.");
                Decision<T> decision = decide(organization);
                if (decision.Change is not { } change)
                {
                    return (decision.Answer, organization.Version);
                }

                return (decision.Answer, await new OrganizationChanger(db, organization, ids, time.GetUtcNow()).ApplyAsync(change, token));
            },
            cancellationToken);
        _written.AddOrUpdate(id, version, (_, other) => Math.Max(other, version));
        return answer;
    }

    public Task AddAsync(NewOrganization organization, CancellationToken cancellationToken)
    {
        // A version of a former organization with the same id must not be taken for this one's.
        _known.TryRemove(organization.Id, out _);
        _written.TryRemove(organization.Id, out _);
        return transactions.RunAsync(
            organization.Id,
            async (db, token) =>
            {
                db.Add(new OrganizationRow
                {
                    OrganizationId = organization.Id,
                    Version = OrganizationChanger.VersionAfter(0, time.GetUtcNow()),
                    ModifiedTime = time.GetUtcNow().ToUnixTimeSeconds(),
                    Profile = OrganizationRows.Write(organization.Profile),
                    Privacy = OrganizationRows.Write(organization.Privacy),
                    SigningKey = organization.SigningKey,
                });
                db.AddRange(organization.Users.Select(user => OrganizationRows.ToRow(user, organization.Id)));
                db.AddRange(organization.Modules.Select(module => OrganizationRows.ToRow(module, organization.Id)));
                db.AddRange(organization.Modules.SelectMany(module => module.Fields.Select(field => OrganizationRows.ToRow(field, module, organization.Id))));
                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
    }

    public async Task<bool> HasDuplicatesAsync(Organization organization, Module module, Field field, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organization.Id);
        long moduleId = module.Id;
        string slot = CriterionSql.SlotOf(field);
        return await db.Index
            .Where(row => row.ModuleId == moduleId && EF.Property<string?>(row, slot) != null)
            .GroupBy(row => EF.Property<string>(row, slot))
            .AnyAsync(group => group.Count() > 1, cancellationToken);
    }

    public async Task RemoveAsync(long id, CancellationToken cancellationToken)
    {
        await transactions.RunAsync(
            id,
            async (db, token) =>
            {
                await ConsentRows.RemoveAllAsync(db, token);
                await db.Jobs.ExecuteDeleteAsync(token);
                await db.FileParts.ExecuteDeleteAsync(token);
                await db.Files.ExecuteDeleteAsync(token);
                await db.Words.ExecuteDeleteAsync(token);
                await db.UniqueValues.ExecuteDeleteAsync(token);
                await db.Index.ExecuteDeleteAsync(token);
                await db.Records.ExecuteDeleteAsync(token);
                await db.Deleted.ExecuteDeleteAsync(token);
                await db.History.ExecuteDeleteAsync(token);
                await db.Counters.ExecuteDeleteAsync(token);
                await db.Tokens.ExecuteDeleteAsync(token);
                await db.Clients.ExecuteDeleteAsync(token);
                await db.Views.ExecuteDeleteAsync(token);
                await db.Fields.ExecuteDeleteAsync(token);
                await db.Modules.ExecuteDeleteAsync(token);
                await db.Profiles.ExecuteDeleteAsync(token);
                await db.Roles.ExecuteDeleteAsync(token);
                await db.Users.ExecuteDeleteAsync(token);
                return await db.Organizations.ExecuteDeleteAsync(token);
            },
            cancellationToken);
        _known.TryRemove(id, out _);
        _written.TryRemove(id, out _);
    }
}
