using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Jobs;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>One write of records. What it is asked to change is sent to the database in one batch when the work is done.</summary>
internal sealed class EfRecordTransaction(CrmDbContext db, IStoreProvider provider, Module module, IdSource ids, EfRecordTransaction? root = null) : IRecordTransaction
{
    // Kept by the transaction of the module that was first, which sends everything.
    private readonly List<EfRecordTransaction> _others = [];
    private readonly List<RecordChange> _changes = [];
    private readonly List<DeletedRow> _deleted = [];
    private readonly List<(long RecordId, HistoryEntry Deletion)> _deletions = [];
    private JobStep? _step;

    public IRecordTransaction In(Module module) => (root ?? this).Find(module);

    public Task LockAsync(IReadOnlyCollection<UniqueKey> keys, CancellationToken cancellationToken) =>
        provider.LockKeysAsync(db, module.Id, keys, cancellationToken);

    public async Task<IReadOnlyList<StoredDocument>> LoadAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await new SqlSession(provider, db).QueryAsync(Locked(ids), EfRecordStore.ReadDocument, cancellationToken);

    public async Task<IReadOnlyDictionary<string, long>> HoldersAsync(Field field, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        string[] wanted = [.. keys];
        long moduleId = module.Id;
        long fieldId = field.Id;
        IQueryable<KeyValuePair<string, long>> holders;
        if (field.IsUnique)
        {
            holders = db.UniqueValues.AsNoTracking()
                .Where(row => row.ModuleId == moduleId && row.FieldId == fieldId && wanted.Contains(row.Key))
                .Select(row => new KeyValuePair<string, long>(row.Key, row.RecordId));
        }
        else
        {
            string slot = CriterionSql.SlotOf(field);
            holders = db.Index.AsNoTracking()
                .Where(row => row.ModuleId == moduleId && wanted.Contains(EF.Property<string?>(row, slot)))
                .GroupBy(row => EF.Property<string>(row, slot))
                .Select(group => new KeyValuePair<string, long>(group.Key, group.Min(row => row.Id)));
        }

        return (await holders.ToListAsync(cancellationToken)).ToDictionary(StringComparer.Ordinal);
    }

    public async Task<IReadOnlySet<long>> ExistingAsync(long? moduleId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        long[] wanted = [.. ids];
        return await db.Records.AsNoTracking()
            .Where(row => wanted.Contains(row.Id) && (moduleId == null || row.ModuleId == moduleId))
            .Select(row => row.Id)
            .ToHashSetAsync(cancellationToken);
    }

    public async Task<IReadOnlySet<long>> TakenAsync(Organization organization, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        long[] wanted = [.. ids];
        long[] modules = [.. organization.Modules.Select(one => one.Id)];
        return await db.Records.Where(row => wanted.Contains(row.Id)).Select(row => row.Id)
            .Union(db.Deleted.Where(row => modules.Contains(row.ModuleId) && wanted.Contains(row.Id)).Select(row => row.Id))
            .ToHashSetAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<long>> ReferringAsync(Field lookup, long recordId, long after, int count, CancellationToken cancellationToken)
    {
        long moduleId = module.Id;
        string slot = CriterionSql.SlotOf(lookup);
        string key = RecordId.Format(recordId);
        return await db.Index.AsNoTracking()
            .Where(row => row.ModuleId == moduleId && EF.Property<string?>(row, slot) == key && row.Id > after)
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    public Task<long> TakeNumbersAsync(Field field, int count, CancellationToken cancellationToken) =>
        Counters.TakeAsync(new SqlSession(provider, db), db.OrganizationId, field.Id, field.AutoNumber?.StartNumber ?? 1, count, cancellationToken);

    public void Save(IReadOnlyCollection<RecordChange> changes) => _changes.AddRange(changes);

    public void Delete(IReadOnlyCollection<StoredDocument> documents, HistoryEntry deletion)
    {
        _deleted.AddRange(documents.Select(document => DeletedRecords.RowOf(db.OrganizationId, module, document, deletion)));
        _deletions.AddRange(documents.Select(document => (document.Id, deletion)));
    }

    public void Advance(JobStep step) => (root ?? this)._step = step;

    public Task SendAsync(CancellationToken cancellationToken) => ApplyAsync(cancellationToken);

    /// <summary>Sends what was asked for in all modules.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        EfRecordTransaction[] all = [this, .. _others];
        if (_step is not null)
        {
            await JobRows.AdvanceAsync(db, _step, cancellationToken);
        }

        foreach (EfRecordTransaction one in all)
        {
            await one.ApplyAsync(cancellationToken);
        }

        foreach (EfRecordTransaction one in all.Where(one => one._deleted.Count > 0))
        {
            await one.MoveDeletedAsync(cancellationToken);
        }

        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await provider.ApplyAsync(db, module.Id, new RecordStatements(module, ids, provider).Of(_changes, _deletions), cancellationToken);
        _changes.Clear();
        _deletions.Clear();
    }

    private EfRecordTransaction Find(Module other)
    {
        if (other.Id == module.Id)
        {
            return this;
        }

        EfRecordTransaction? found = _others.Find(one => one.IsOf(other));
        if (found is null)
        {
            found = new EfRecordTransaction(db, provider, other, ids, this);
            _others.Add(found);
        }

        return found;
    }

    private bool IsOf(Module other) => module.Id == other.Id;

    private Task MoveDeletedAsync(CancellationToken cancellationToken) => new DeletedRecords(db).MoveAsync(module, _deleted, cancellationToken);

    private SqlStatement Locked(IReadOnlyCollection<long> ids)
    {
        SqlStatement sql = new SqlStatement().Add("SELECT id, document, created_time, modified_time, NULL FROM records WHERE organization_id = ").AddValue(db.OrganizationId);
        sql.Add(" AND module_id = ").AddValue(module.Id).Add(" AND ");
        provider.AddOneOf(sql, "id", ids);

        // In one order for everybody, so that two writes never wait for each other.
        return sql.Add(" ORDER BY id").Add(provider.ForUpdate);
    }
}
