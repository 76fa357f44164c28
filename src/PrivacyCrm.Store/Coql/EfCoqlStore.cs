using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store.Coql;

/// <summary>Answers queries from the search index.</summary>
internal sealed class EfCoqlStore(OrganizationDb database, IStoreProvider provider, CandidateFinder candidates) : ICoqlStore
{
    public Task<IReadOnlyList<StoredDocument>> PageAsync(CoqlPlan plan, CancellationToken cancellationToken) =>
        database.ReadAsync(plan, (db, token) => PageAsync(db, plan, token), cancellationToken);

    public Task<IReadOnlyDictionary<(long ModuleId, long Id), StoredDocument>> DocumentsAsync(
        CoqlPlan plan, int level, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        database.ReadAsync(plan, (db, token) => DocumentsAsync(db, plan, level, ids, token), cancellationToken);

    public Task<T> GroupsAsync<T>(CoqlPlan plan, Func<IAsyncEnumerable<CoqlGroupPart>, Task<T>> take, CancellationToken cancellationToken) =>
        database.ReadAsync(plan, (db, token) => take(GroupsAsync(db, plan, token)), cancellationToken);

    private async Task<IReadOnlyList<StoredDocument>> PageAsync(CrmDbContext db, CoqlPlan plan, CancellationToken cancellationToken)
    {
        CoqlQueries queries = await QueriesAsync(db, plan, cancellationToken);
        List<long> ids = queries.PageOfKeys() is { } ofKeys && await ofKeys.ToListAsync(cancellationToken) is { } full && full.Count > plan.PageSize
            ? full
            : await queries.Page().ToListAsync(cancellationToken);

        // Documents follow when the page is cut: within one statement SQLite would fetch them for every row it sorts.
        long[] wanted = [.. ids];
        long moduleId = plan.Module.Id;
        Dictionary<long, StoredDocument> found = await db.Records.AsNoTracking()
            .Where(row => row.ModuleId == moduleId && EF.Parameter(wanted).Contains(row.Id))
            .Select(row => new StoredDocument(row.Id, row.Document, row.CreatedTime, row.ModifiedTime))
            .ToDictionaryAsync(document => document.Id, cancellationToken);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private static async Task<IReadOnlyDictionary<(long ModuleId, long Id), StoredDocument>> DocumentsAsync(
        CrmDbContext db, CoqlPlan plan, int level, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        long[] modules = [.. plan.Sources.Where(source => source.Level == level).Select(source => source.Module.Id).Distinct()];
        long[] wanted = [.. ids];
        var rows = await db.Records.AsNoTracking()
            .Where(row => modules.Contains(row.ModuleId) && EF.Parameter(wanted).Contains(row.Id))
            .Select(row => new { row.ModuleId, Document = new StoredDocument(row.Id, row.Document, row.CreatedTime, row.ModifiedTime) })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => (row.ModuleId, row.Document.Id), row => row.Document);
    }

    private async IAsyncEnumerable<CoqlGroupPart> GroupsAsync(CrmDbContext db, CoqlPlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CoqlGroupRow row in (await QueriesAsync(db, plan, cancellationToken)).Groups().AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            string?[] groups = [row.Key.G0, row.Key.G1, row.Key.G2, row.Key.G3];
            string?[] measures = [row.Key.M0, row.Key.M1, row.Key.M2, row.Key.M3, row.Key.M4];
            yield return new CoqlGroupPart(groups[..plan.Groups.Length], measures[..plan.Measures.Length], row.Count, row.Sample);
        }
    }

    private async Task<CoqlQueries> QueriesAsync(CrmDbContext db, CoqlPlan plan, CancellationToken cancellationToken)
    {
        // It stays open until the context is disposed.
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new CoqlQueries(db, provider, plan, await candidates.FindAsync(new SqlSession(provider, db), plan.Organization.Id, plan.Module.Id, plan.Filter, cancellationToken));
    }
}
