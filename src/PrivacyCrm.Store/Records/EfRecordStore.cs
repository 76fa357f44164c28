using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>Keeps records as documents beside an index of slots.</summary>
internal sealed class EfRecordStore(OrganizationDb database, IStoreProvider provider, TransactionRunner transactions, CandidateFinder finder, IdSource ids) : IRecordStore
{
    // Made once, because a read of one record makes little else.
    private Func<SqlSession, ReadPlan, CancellationToken, Task<IReadOnlyList<StoredDocument>>>? _page;

    public Task<IReadOnlyList<StoredDocument>> ReadAsync(ReadPlan plan, CancellationToken cancellationToken) =>
        database.ReadAsync(plan, _page ??= PageAsync, cancellationToken);

    public Task<long> CountAsync(ReadPlan plan, CancellationToken cancellationToken) =>
        database.ReadAsync(plan, CountAsync, cancellationToken);

    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(Caller caller, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await using SqlSession session = await database.ConnectAsync(cancellationToken);
        SqlStatement sql = new SqlStatement().Add("SELECT id, module_id, name FROM records WHERE organization_id = ").AddValue(caller.Organization.Id).Add(" AND name IS NOT NULL AND ");
        provider.AddOneOf(sql, "id", ids);
        HashSet<long> open = [.. caller.Organization.Modules.Where(caller.MayReadNamesOf).Select(module => module.Id)];
        Dictionary<long, string> names = [];
        foreach ((long id, long moduleId, string name) in await session.QueryAsync(sql, reader => (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)), cancellationToken))
        {
            if (open.Contains(moduleId))
            {
                names[id] = name;
            }
        }

        return names;
    }

    public async Task<IReadOnlyList<DeletedRecord>> DeletedAsync(Caller caller, Module module, DeletedQuery query, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(caller.Organization.Id);
        long recycledSince = (query.Now - Retention.InBin).ToUnixTimeSeconds();
        long toldSince = (query.Now - Retention.Told).ToUnixTimeSeconds();
        long after = Math.Max(query.Since?.ToUnixTimeSeconds() ?? 0, toldSince);
        (bool recycled, bool permanent) = (query.IncludesRecycled, query.IncludesPermanent);
        long moduleId = module.Id;
        List<DeletedRow> rows = await db.Deleted.AsNoTracking()
            .Where(row => row.ModuleId == moduleId && row.DeletedTime > after)
            .Where(row => row.IsPermanent || row.DeletedTime <= recycledSince ? permanent : recycled)
            .OrderByDescending(row => row.DeletedTime).ThenByDescending(row => row.Id)
            .Skip(query.Skip).Take(query.PageSize + 1)
            .ToListAsync(cancellationToken);
        bool isNameOpen = caller.MayReadNamesOf(module);
        return
        [
            .. rows.Select(row => row.IsPermanent || row.DeletedTime <= recycledSince
                ? new DeletedRecord(row.Id, null, IsPermanent: true, null, null, DateTimeOffset.FromUnixTimeSeconds(row.DeletedTime))
                : new DeletedRecord(row.Id, isNameOpen ? row.Name : null, IsPermanent: false, row.CreatedBy, row.DeletedBy, DateTimeOffset.FromUnixTimeSeconds(row.DeletedTime))),
        ];
    }

    public Task<T> WriteAsync<T>(
        Organization organization, Module module, Func<IRecordTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => transactions.RunAsync(
            organization.Id,
            async (db, token) =>
            {
                EfRecordTransaction transaction = new(db, provider, module, ids);
                T answer = await work(transaction, token);
                await transaction.FlushAsync(token);
                return answer;
            },
            cancellationToken);

    private async Task<IReadOnlyList<StoredDocument>> PageAsync(SqlSession session, ReadPlan plan, CancellationToken cancellationToken)
    {
        Candidates candidates = await CandidatesAsync(session, plan, cancellationToken);
        PlanSql sql = new(plan, provider, candidates);
        if (sql.PageOfKeys() is { } ofKeys)
        {
            List<StoredDocument> full = await session.QueryAsync(ofKeys, ReadDocument, cancellationToken);
            if (full.Count > plan.PageSize)
            {
                return full;
            }

            sql = new PlanSql(plan, provider, candidates);
        }

        List<StoredDocument> found = await session.QueryAsync(sql.Page(), ReadDocument, cancellationToken);
        if (plan.Keyset is { IsBackward: true })
        {
            // Read towards the beginning; a record too many is then the first.
            found.Reverse();
            return found.Count > plan.PageSize ? found[1..] : found;
        }

        return found;
    }

    private async Task<long> CountAsync(SqlSession session, ReadPlan plan, CancellationToken cancellationToken)
    {
        Candidates candidates = await CandidatesAsync(session, plan, cancellationToken);
        return (await session.QueryAsync(new PlanSql(plan, provider, candidates).Count(), reader => reader.GetInt64(0), cancellationToken))[0];
    }

    private ValueTask<Candidates> CandidatesAsync(SqlSession session, ReadPlan plan, CancellationToken cancellationToken) =>
        finder.FindAsync(session, plan.Organization.Id, plan.Module.Id, plan.Filter, cancellationToken);

    // The document as it lies in the database, in UTF-8.
    internal static StoredDocument ReadDocument(DbDataReader reader) =>
        new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetInt64(3)) { SortKey = reader.IsDBNull(4) ? null : reader.GetString(4) };
}
