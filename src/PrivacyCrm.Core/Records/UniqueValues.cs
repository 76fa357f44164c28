using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Which record holds which value of the fields that are unique or compared by an upsert, as the rows of a write change them.</summary>
internal sealed class UniqueValues(Caller caller, Module module, IRecordTransaction transaction)
{
    private readonly Dictionary<UniqueKey, long> _holders = [];

    /// <summary>Gets the records that hold values of the rows.</summary>
    public IEnumerable<long> Holders => _holders.Values;

    /// <summary>Finds the holders of all values of the rows, and keeps other writes from deciding about them meanwhile.</summary>
    /// <param name="drafts">The rows.</param>
    /// <param name="checkFields">The fields an upsert compares.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public async Task PrepareAsync(ImmutableArray<RecordDraft> drafts, ImmutableArray<Field> checkFields, CancellationToken cancellationToken)
    {
        ImmutableArray<Field> fields = [.. module.Fields.Where(field => field.IsUnique).Union(checkFields)];
        ILookup<Field, string> keys = drafts
            .SelectMany(draft => fields.Select(field => (Field: field, Key: KeyOf(draft, field))))
            .Where(pair => pair.Key is not null)
            .Distinct()
            .ToLookup(pair => pair.Field, pair => pair.Key!);
        if (keys.Count == 0)
        {
            return;
        }

        await transaction.LockAsync([.. keys.SelectMany(group => group.Select(key => new UniqueKey(group.Key.Id, key)))], cancellationToken);
        foreach (IGrouping<Field, string> group in keys)
        {
            foreach ((string key, long holder) in await transaction.HoldersAsync(group.Key, [.. group], cancellationToken))
            {
                _holders[new UniqueKey(group.Key.Id, key)] = holder;
            }
        }
    }

    /// <summary>Finds the record that an upsert means.</summary>
    /// <param name="draft">The row.</param>
    /// <param name="checkFields">The fields to compare, in order.</param>
    /// <returns>The record and the field that found it, or null.</returns>
    public (Field Field, long Holder)? Match(RecordDraft draft, ImmutableArray<Field> checkFields)
    {
        foreach (Field field in checkFields)
        {
            if (KeyOf(draft, field) is { } key && _holders.TryGetValue(new UniqueKey(field.Id, key), out long holder))
            {
                return (field, holder);
            }
        }

        return null;
    }

    /// <summary>Tells which unique values of a row another record holds.</summary>
    /// <param name="draft">The row.</param>
    /// <param name="recordId">The record it is written to.</param>
    /// <param name="records">The records of this write.</param>
    /// <returns>The refusal, or null.</returns>
    public CrmError? Clash(RecordDraft draft, long recordId, IReadOnlyDictionary<long, WorkingRecord> records)
    {
        List<CrmError> clashes = [];
        foreach (Field field in module.Fields.Where(field => field.IsUnique))
        {
            if (KeyOf(draft, field) is { } key && _holders.TryGetValue(new UniqueKey(field.Id, key), out long holder) && holder != recordId)
            {
                clashes.Add(CrmErrors.Records.Duplicate(DetailsOf(draft, field, holder, records)));
            }
        }

        return clashes.Count switch
        {
            0 => null,
            1 => clashes[0],
            _ => CrmErrors.Records.Several(clashes),
        };
    }

    /// <summary>Notes that a record now holds another value.</summary>
    /// <param name="field">The field.</param>
    /// <param name="record">The record, before the change.</param>
    /// <param name="key">The new value's key.</param>
    public void Move(Field field, WorkingRecord record, string? key)
    {
        if (!field.IsUnique && field.ApiName != module.DuplicateCheckField)
        {
            return;
        }

        if (record.KeyOf(field) is { } before && _holders.GetValueOrDefault(new UniqueKey(field.Id, before)) == record.Id)
        {
            _holders.Remove(new UniqueKey(field.Id, before));
        }

        if (key is not null)
        {
            _holders.TryAdd(new UniqueKey(field.Id, key), record.Id);
        }
    }

    private static string? KeyOf(RecordDraft draft, Field field) => draft.Values.TryGetValue(field, out FieldValue value) ? value.Key : null;

    private ErrorDetails DetailsOf(RecordDraft draft, Field field, long holder, IReadOnlyDictionary<long, WorkingRecord> records)
    {
        string id = RecordId.Format(holder);
        string path = draft.PathOf(field.ApiName);

        // Which record holds a value of a closed field is told by its id alone.
        if (!caller.AccessTo(module).Allows(field, FieldUse.Filter) || !records.TryGetValue(holder, out WorkingRecord? record))
        {
            return ErrorDetails.Of(("api_name", field.ApiName), ("json_path", path), ("id", id), ("more_records", false));
        }

        long ownerId = record.UserOf("Owner") ?? caller.User.Id;
        User? owner = caller.Organization.FindUser(ownerId);
        ErrorDetails duplicate = ErrorDetails.Of(
            ("Owner", ErrorDetails.Of(("name", owner?.FullName), ("id", RecordId.Format(ownerId)), ("zuid", owner?.Zuid))),
            ("module", ErrorDetails.Of(("api_name", module.ApiName), ("id", RecordId.Format(module.Id)))),
            ("id", id));
        return ErrorDetails.Of(("api_name", field.ApiName), ("duplicate_record", duplicate), ("json_path", path), ("id", id), ("more_records", false));
    }
}
