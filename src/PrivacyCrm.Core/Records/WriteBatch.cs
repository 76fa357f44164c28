using System.Collections.Immutable;
using System.Globalization;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>The rows of one write inside its transaction: each sees what the rows before it did.</summary>
internal sealed class WriteBatch(Caller caller, Module module, IRecordTransaction transaction, IdSource ids, DateTimeOffset now, string source = HistorySource.Api)
{
    private readonly Dictionary<long, WorkingRecord> _records = [];
    private readonly UniqueValues _unique = new(caller, module, transaction);
    private readonly DraftChecks _checks = new(caller, module, transaction);

    private Organization Organization => caller.Organization;

    /// <summary>Asks the store once for everything the rows will need.</summary>
    /// <param name="drafts">The rows.</param>
    /// <param name="checkFields">The fields an upsert compares.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public async Task PrepareAsync(ImmutableArray<RecordDraft> drafts, ImmutableArray<Field> checkFields, CancellationToken cancellationToken)
    {
        await _unique.PrepareAsync(drafts, checkFields, cancellationToken);
        await LoadAsync([.. drafts.Where(draft => !draft.KeepsId).Select(draft => draft.Id).OfType<long>().Concat(_unique.Holders).Distinct()], cancellationToken);
        await _checks.PrepareAsync(drafts, cancellationToken);
    }

    public async Task<RowOutcome> CreateAsync(RecordDraft draft, CancellationToken cancellationToken) =>
        ProblemOf(draft) is { } problem ? problem : Success(await AddAsync(draft, cancellationToken), "record added");

    /// <summary>Tells why no record can be made of a draft; null when one can.</summary>
    public CrmError? ProblemOf(RecordDraft draft) =>
        _checks.ProblemOfNew(draft) ?? _unique.Clash(draft, recordId: 0, _records);

    /// <summary>Makes a record of a draft without a problem.</summary>
    public async Task<WorkingRecord> AddAsync(RecordDraft draft, CancellationToken cancellationToken)
    {
        WorkingRecord record = new(module, Organization, draft.KeepsId ? _checks.Take(draft.Id!.Value) : ids.Next()) { IsClone = draft.IsClone, Source = source };
        _records[record.Id] = record;
        record.SetUser("Owner", caller.User.Id);
        record.SetChoice("Record_Status__s", "Available");
        record.SetChoice("Data_Source", "API");
        await NumberAsync(record, cancellationToken);
        Apply(draft, record);
        return record;
    }

    /// <summary>Reads a record and keeps others from changing it.</summary>
    public async Task<WorkingRecord?> FindAsync(long? id, CancellationToken cancellationToken)
    {
        if (id is not { } known)
        {
            return null;
        }

        await LoadAsync([known], cancellationToken);
        return _records.GetValueOrDefault(known);
    }

    /// <summary>The first record that holds a value of a prepared draft.</summary>
    public WorkingRecord? Match(RecordDraft draft, ImmutableArray<Field> fields) =>
        _unique.Match(draft, fields) is { } match ? _records.GetValueOrDefault(match.Holder) : null;

    public RowOutcome Update(RecordDraft draft, DateTimeOffset? unmodifiedSince)
    {
        if (!draft.HasId)
        {
            return CrmErrors.Records.MandatoryMissing("id", draft.PathOf("id"));
        }

        if (draft.Id is not { } id || !_records.TryGetValue(id, out WorkingRecord? record))
        {
            return draft.UnknownRecord();
        }

        if (Closed(draft, record) is { } closed)
        {
            return closed;
        }

        if (unmodifiedSince < record.ModifiedTime && !record.IsTouched)
        {
            return CrmErrors.Records.AlreadyModified(RowOutcome.StampsOf(record, caller, isSuccess: false));
        }

        if ((_checks.ProblemOfChange(draft) ?? _unique.Clash(draft, record.Id, _records)) is { } problem)
        {
            return problem;
        }

        Apply(draft, record, isConditional: unmodifiedSince is not null);
        return Success(record, "record updated");
    }

    public async Task<RowOutcome> UpsertAsync(
        RecordDraft draft, ImmutableArray<Field> checkFields, DateTimeOffset? unmodifiedSince, CancellationToken cancellationToken)
    {
        string? matched = null;
        if (!draft.HasId && _unique.Match(draft, checkFields) is { } match)
        {
            (matched, draft.Id) = (match.Field.ApiName, match.Holder);
        }

        bool isUpdate = draft.HasId || matched is not null;
        RowOutcome outcome = isUpdate
            ? UpdateFound(draft, unmodifiedSince)
            : await CreateAsync(draft, cancellationToken);
        return outcome with { Action = isUpdate ? "update" : "insert", DuplicateField = matched };
    }

    public async Task<RowOutcome> SetStoppedAsync(long? id, bool isStopped, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } record)
        {
            return CrmErrors.Requests.InvalidPathId(1);
        }

        if (record.IsStopped != isStopped)
        {
            record.IsStopped = isStopped;
            record.Touch(caller.User.Id, now);
            Save();
        }

        return new RowOutcome
        {
            Message = isStopped ? "processing stopped" : "processing resumed",
            Details = ErrorDetails.Of(("id", RecordId.Format(record.Id)), (RecordState.StoppedKey, record.IsStopped)),
        };
    }

    public void Save() => transaction.Save([.. _records.Values.Where(record => record.IsTouched).Select(record => record.ToChange())]);

    private RowOutcome UpdateFound(RecordDraft draft, DateTimeOffset? unmodifiedSince)
    {
        // A row of the same upsert that created the record is followed by an update of it.
        bool hadId = draft.HasId;
        draft.HasId = true;
        RowOutcome outcome = Update(draft, unmodifiedSince);
        draft.HasId = hadId;
        return outcome;
    }

    private async Task LoadAsync(IReadOnlyCollection<long> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count > 0)
        {
            foreach (StoredDocument document in await transaction.LoadAsync(wanted, cancellationToken))
            {
                _records[document.Id] = new WorkingRecord(module, Organization, document) { Source = source };
            }
        }
    }

    private CrmError? Closed(RecordDraft draft, WorkingRecord record)
    {
        if (record.IsStopped && Organization.Privacy.AppliesTo(module.ApiName))
        {
            return draft.StoppedRecord(record.Id);
        }

        return record.IsConverted ? draft.ConvertedRecord(record.Id) : null;
    }

    private void Apply(RecordDraft draft, WorkingRecord record, bool isConditional = false)
    {
        foreach ((Field field, FieldValue value) in draft.Values)
        {
            FieldValue applied = draft.Appended.Contains(field) && record.JsonOf(field) is { } before && value.Json is { } added
                ? MultiSelectPicklistType.Append(before, added)
                : value;
            _unique.Move(field, record, applied.Key);

            // An owner cannot be cleared, only replaced.
            if (applied.Json is not null || field.Type is not OwnerLookupType)
            {
                record.Set(field, applied);
            }
        }

        if (draft.Basis is { } change)
        {
            ProcessingBasis? basis = change.Merge(record.Basis(), ids.Next, caller.User.Id, now);
            record.SetBasis(basis);
            record.IsStopped |= basis?.Basis == BasisValues.Declined.Short;
        }

        record.Touch(caller.User.Id, now, isConditional);
    }

    private async Task NumberAsync(WorkingRecord record, CancellationToken cancellationToken)
    {
        foreach (Field field in module.Fields.Where(field => field.Type is AutoNumberType))
        {
            AutoNumber format = field.AutoNumber ?? new AutoNumber(string.Empty, 1, string.Empty);
            long number = await transaction.TakeNumbersAsync(field, 1, cancellationToken);
            string text = format.Prefix + number.ToString(CultureInfo.InvariantCulture) + format.Suffix;
            record.Set(field, new FieldValue(JsonText.Quote(text), Keys.Fold(text)));
        }
    }

    private RowOutcome Success(WorkingRecord record, string message) =>
        new() { Message = message, Details = RowOutcome.StampsOf(record, caller, isSuccess: true) };
}
