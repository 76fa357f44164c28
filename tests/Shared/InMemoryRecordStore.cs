using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Tests;

/// <summary>
/// The plainest store that keeps the promises of <see cref="IRecordStore"/>: dictionaries and loops, one write at a time.
/// Its <see cref="Matches"/> says what criteria mean, for others to be compared with.
/// </summary>
public sealed class InMemoryRecordStore : IRecordStore
{
    private readonly SortedDictionary<(long Organization, long Module, long Id), Row> _rows = [];
    private readonly List<(long Organization, long Module, DeletedRecord Record)> _deleted = [];
    private readonly Dictionary<long, long> _numbers = [];

    /// <summary>Tells whether a record fulfils a criterion.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="record">What the record is compared by.</param>
    /// <param name="nameOf">The key of the name of the record that a lookup points at, by the lookup's criterion and key; null when it is gone.</param>
    /// <returns>True when it does.</returns>
    public static bool Matches(Criterion criterion, RecordKeys record, Func<Criterion.Refers, string, string?> nameOf) => criterion switch
    {
        Criterion.And both => Matches(both.Left, record, nameOf) && Matches(both.Right, record, nameOf),
        Criterion.Or either => Matches(either.Left, record, nameOf) || Matches(either.Right, record, nameOf),
        Criterion.Compare compare => Passes(compare, record),
        Criterion.Refers refers => RefersTo(refers, record, nameOf) != refers.IsNegated,
        Criterion.HasWords words => words.Words.All(word => words.Fields.Any(field => BeginsOne(record.Words, WordIndex.Token(field, word)))),
        _ => false,
    };

    /// <summary>Compares keys by their characters, which is the order of their UTF-8 bytes.</summary>
    /// <param name="left">A key.</param>
    /// <param name="right">Another one.</param>
    /// <returns>Less than zero when the left one comes first.</returns>
    public static int CompareKeys(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    /// <summary>Stores a record with a chosen id, as a write would have.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="module">The module.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="json">Its values as sent, those of read-only fields left out.</param>
    public void Put(Organization organization, Module module, long id, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        RecordDraft draft = new DraftReader(module, A.Caller(organization)).Read(document.RootElement, 0);
        if (draft.ValueError is not null)
        {
            throw new ArgumentException("A value cannot be read.", nameof(json));
        }

        WorkingRecord record = new(module, organization, id);
        record.SetUser("Owner", organization.Users[0].Id);
        foreach ((Field field, FieldValue value) in draft.Values)
        {
            record.Set(field, value);
        }

        record.Touch(organization.Users[0].Id, FrozenTime.Start);
        Apply(organization, module, record.ToChange());
    }

    public Task<IReadOnlyList<StoredDocument>> ReadAsync(ReadPlan plan, CancellationToken cancellationToken)
    {
        List<(StoredDocument Document, RecordKeys Keys)> found = [.. Find(plan)];
        found.Sort((left, right) => Compare(plan.Sort, left, right));
        IEnumerable<StoredDocument> documents = found.Select(one => one.Document);
        if (plan.Keyset is not { } keyset)
        {
            return Task.FromResult<IReadOnlyList<StoredDocument>>([.. documents.Skip(plan.Skip).Take(plan.PageSize + 1)]);
        }

        IEnumerable<StoredDocument> beyond = documents.Where(document => IsBeyond(plan, document, keyset));
        return Task.FromResult<IReadOnlyList<StoredDocument>>(
            keyset.IsBackward ? [.. beyond.TakeLast(plan.PageSize)] : [.. beyond.Take(plan.PageSize + 1)]);
    }

    public Task<long> CountAsync(ReadPlan plan, CancellationToken cancellationToken) => Task.FromResult((long)Find(plan).Count());

    public Task<IReadOnlyDictionary<long, string>> NamesAsync(
        Caller caller, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        Dictionary<long, string> names = [];
        foreach (Module module in caller.Organization.Modules.Where(caller.MayReadNamesOf))
        {
            Field name = module.Find(module.DisplayField)!;

            foreach (long id in ids.Distinct())
            {
                if (_rows.TryGetValue((caller.Organization.Id, module.Id, id), out Row? row) && TextOf(row.Document, name) is { } text)
                {
                    names[id] = text;
                }
            }
        }

        return Task.FromResult<IReadOnlyDictionary<long, string>>(names);
    }

    public Task<IReadOnlyList<DeletedRecord>> DeletedAsync(
        Caller caller, Module module, DeletedQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeletedRecord>>(
        [
            .. _deleted
                .Where(one => one.Organization == caller.Organization.Id && one.Module == module.Id)
                .Select(one => caller.MayReadNamesOf(module) ? one.Record : one.Record with { DisplayName = null })
                .Where(record => record.IsPermanent ? query.IncludesPermanent : query.IncludesRecycled)
                .Where(record => query.Since is null || record.DeletedTime > query.Since)
                .OrderByDescending(record => record.DeletedTime)
                .ThenByDescending(record => record.Id)
                .Skip((query.Page - 1) * query.PageSize)
                .Take(query.PageSize + 1),
        ]);

    public async Task<T> WriteAsync<T>(
        Organization organization, Module module, Func<IRecordTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Transaction transaction = new(this, organization, module);
        T answer = await work(transaction, cancellationToken);
        transaction.Commit();
        return answer;
    }

    private static bool Passes(Criterion.Compare compare, RecordKeys record)
    {
        string? key = KeyOf(compare.Field, record);
        ImmutableArray<string> keys = compare.Comparison.Keys;
        if (key is null)
        {
            return compare.Comparison.Test is KeyTest.NotEqual or KeyTest.NotContains or KeyTest.NoneOf or KeyTest.NotBetween or KeyTest.Empty;
        }

        int Order(string other) => compare.Field.Type.Key == KeyKind.Column
            ? long.Parse(key, CultureInfo.InvariantCulture).CompareTo(long.Parse(other, CultureInfo.InvariantCulture))
            : CompareKeys(key, other);
        bool IsBetween(int first) => Order(keys[first]) >= 0 && Order(keys[first + 1]) <= 0;
        return compare.Comparison.Test switch
        {
            KeyTest.Equal => Order(keys[0]) == 0,
            KeyTest.NotEqual => Order(keys[0]) != 0,
            KeyTest.Contains => key.Contains(keys[0], StringComparison.Ordinal),
            KeyTest.NotContains => !key.Contains(keys[0], StringComparison.Ordinal),
            KeyTest.EndsWith => key.EndsWith(keys[0], StringComparison.Ordinal),
            KeyTest.StartsWith => key.StartsWith(keys[0], StringComparison.Ordinal),
            KeyTest.OneOf => keys.Any(other => Order(other) == 0),
            KeyTest.NoneOf => keys.All(other => Order(other) != 0),
            KeyTest.ContainsOneOf => keys.Any(other => key.Contains(other, StringComparison.Ordinal)),
            KeyTest.Greater => Order(keys[0]) > 0,
            KeyTest.GreaterOrEqual => Order(keys[0]) >= 0,
            KeyTest.Less => Order(keys[0]) < 0,
            KeyTest.LessOrEqual => Order(keys[0]) <= 0,
            KeyTest.Between => IsBetween(0),
            KeyTest.NotBetween => !IsBetween(0),
            KeyTest.BetweenOneOf => Enumerable.Range(0, keys.Length / 2).Any(pair => IsBetween(pair * 2)),
            KeyTest.Empty => false,
            KeyTest.NotEmpty => true,
            _ => throw new InvalidOperationException("A comparison is missing here."),
        };
    }

    private static bool RefersTo(Criterion.Refers refers, RecordKeys record, Func<Criterion.Refers, string, string?> nameOf)
    {
        string? id = KeyOf(refers.Field, record);
        return id is not null && (refers.Ids.Contains(id) || (nameOf(refers, id) is { } name && refers.Names.Contains(name)));
    }

    private static string? KeyOf(Field field, RecordKeys record) =>
        record.Slots.GetValueOrDefault(field.Type.Key == KeyKind.Column ? field.ApiName : field.Slot ?? string.Empty);

    private static bool BeginsOne(IReadOnlySet<string> words, string token) => words.Any(word => word.StartsWith(token, StringComparison.Ordinal));

    private static int Compare(SortOrder? sort, (StoredDocument Document, RecordKeys Keys) left, (StoredDocument Document, RecordKeys Keys) right)
    {
        int sign = sort is null or { IsDescending: true } ? -1 : 1;
        int order = sort is null ? 0 : CompareBy(sort.Field, KeyOf(sort.Field, left.Keys), KeyOf(sort.Field, right.Keys), sign);
        return order == 0 ? sign * left.Document.Id.CompareTo(right.Document.Id) : order;
    }

    // Records without a value come last, whatever the direction.
    private static int CompareBy(Field field, string? left, string? right, int sign) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        _ when field.Type.Key == KeyKind.Column => sign * long.Parse(left, CultureInfo.InvariantCulture).CompareTo(long.Parse(right, CultureInfo.InvariantCulture)),
        _ => sign * CompareKeys(left, right),
    };

    private static bool IsBeyond(ReadPlan plan, StoredDocument document, Keyset keyset)
    {
        long value = plan.Sort?.Field.ApiName switch
        {
            "Created_Time" => document.CreatedTime,
            "Modified_Time" => document.ModifiedTime,
            _ => document.Id,
        };
        int order = (value, document.Id).CompareTo((keyset.SortValue, keyset.Id));
        return plan.Sort is { IsDescending: true } == keyset.IsBackward ? order > 0 : order < 0;
    }

    private static string? TextOf(StoredDocument stored, Field field)
    {
        using JsonDocument document = JsonDocument.Parse(stored.Utf8);
        return document.RootElement.TryGetProperty(field.ApiName, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private IEnumerable<(StoredDocument Document, RecordKeys Keys)> Find(ReadPlan plan) => _rows
        .Where(pair => pair.Key.Organization == plan.Organization.Id && pair.Key.Module == plan.Module.Id)
        .Select(pair => pair.Value)
        .Where(row => plan.Ids is not { } ids || ids.Contains(row.Document.Id))
        .Where(row => plan.Converted == ConvertedFilter.Both || row.IsConverted == (plan.Converted == ConvertedFilter.Yes))
        .Where(row => plan.ModifiedSince is not { } since || row.Document.ModifiedTime > since.ToUnixTimeSeconds())
        .Where(row => plan.Filter is null || Matches(plan.Filter, row.Keys, (refers, id) => NameKeyOf(plan.Organization, refers, id)))
        .Select(row => (row.Document, row.Keys));

    private string? NameKeyOf(Organization organization, Criterion.Refers refers, string id) =>
        _rows.TryGetValue((organization.Id, refers.Target.Id, RecordId.Parse(id) ?? 0), out Row? row) ? KeyOf(refers.TargetName, row.Keys) : null;

    private void Apply(Organization organization, Module module, RecordChange change)
    {
        (long, long, long) place = (organization.Id, module.Id, change.Id);
        RecordKeys? before = _rows.GetValueOrDefault(place)?.Keys;
        Dictionary<string, string?> slots = new(before?.Slots ?? ImmutableDictionary<string, string?>.Empty, StringComparer.Ordinal)
        {
            ["id"] = RecordId.Format(change.Id),
            ["Created_Time"] = RecordId.Format(change.CreatedTime),
            ["Modified_Time"] = RecordId.Format(change.ModifiedTime),
        };
        foreach ((string slot, string? key) in change.Slots)
        {
            slots[slot] = key;
        }

        IReadOnlySet<string> words = change.Words is null
            ? before!.Words
            : change.Words.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        StoredDocument document = new(change.Id, change.Document, change.CreatedTime, change.ModifiedTime);
        _rows[place] = new Row(document, new RecordKeys(slots, words), change.IsConverted);
    }

    private sealed record Row(StoredDocument Document, RecordKeys Keys, bool IsConverted);

    private sealed class Transaction(InMemoryRecordStore store, Organization organization, Module module, List<Action>? shared = null) : IRecordTransaction
    {
        private readonly List<Action> _work = shared ?? [];

        public void Commit() => _work.ForEach(work => work());

        public IRecordTransaction In(Module module) => new Transaction(store, organization, module, _work);

        public Task LockAsync(IReadOnlyCollection<UniqueKey> keys, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<StoredDocument>> LoadAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StoredDocument>>(
                [.. ids.Distinct().Select(id => store._rows.GetValueOrDefault((organization.Id, module.Id, id))).OfType<Row>().Select(row => row.Document)]);

        public Task<IReadOnlyDictionary<string, long>> HoldersAsync(Field field, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
        {
            Dictionary<string, long> holders = new(StringComparer.Ordinal);
            foreach (((long rowOrganization, long rowModule, long id), Row row) in store._rows)
            {
                if (rowOrganization == organization.Id && rowModule == module.Id && KeyOf(field, row.Keys) is { } key && keys.Contains(key))
                {
                    holders.TryAdd(key, id);
                }
            }

            return Task.FromResult<IReadOnlyDictionary<string, long>>(holders);
        }

        public Task<IReadOnlySet<long>> ExistingAsync(long? moduleId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlySet<long>>(store._rows.Keys
                .Where(place => place.Organization == organization.Id && (moduleId is null || place.Module == moduleId) && ids.Contains(place.Id))
                .Select(place => place.Id)
                .ToHashSet());

        public Task<IReadOnlySet<long>> TakenAsync(Organization organization, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlySet<long>>(store._rows.Keys.Where(place => place.Organization == organization.Id).Select(place => place.Id)
                .Union(store._deleted.Where(one => one.Organization == organization.Id).Select(one => one.Record.Id))
                .Intersect(ids)
                .ToHashSet());

        public Task<IReadOnlyList<long>> ReferringAsync(Field lookup, long recordId, long after, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<long>>(
            [
                .. store._rows
                    .Where(pair => pair.Key.Organization == organization.Id && pair.Key.Module == module.Id && pair.Key.Id > after)
                    .Where(pair => KeyOf(lookup, pair.Value.Keys) == RecordId.Format(recordId))
                    .Select(pair => pair.Key.Id)
                    .Order()
                    .Take(count),
            ]);

        public Task SendAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<long> TakeNumbersAsync(Field field, int count, CancellationToken cancellationToken)
        {
            long first = store._numbers.GetValueOrDefault(field.Id, field.AutoNumber?.StartNumber ?? 1);
            store._numbers[field.Id] = first + count;
            return Task.FromResult(first);
        }

        public void Save(IReadOnlyCollection<RecordChange> changes) => _work.Add(() =>
        {
            foreach (RecordChange change in changes)
            {
                store.Apply(organization, module, change);
            }
        });

        // Jobs are kept nowhere here.
        public void Advance(JobStep step) => _work.Add(() => { });

        public void Delete(IReadOnlyCollection<StoredDocument> documents, HistoryEntry deletion) => _work.Add(() =>
        {
            Field? name = module.Find(module.DisplayField);
            foreach (StoredDocument document in documents)
            {
                store._rows.Remove((organization.Id, module.Id, document.Id));
                DeletedRecord record = new(
                    document.Id, name is null ? null : TextOf(document, name), false, deletion.UserId, deletion.UserId, DateTimeOffset.FromUnixTimeSeconds(deletion.Time));
                store._deleted.Add((organization.Id, module.Id, record));
            }
        });
    }
}
