using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Creates, changes and deletes records, row by row: a refused row leaves nothing behind and does not stop the others.</summary>
/// <param name="store">Where records are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class RecordWriter(IRecordStore store, IdSource ids, TimeProvider time)
{
    /// <summary>The greatest number of records in a write.</summary>
    public const int MaximumRecords = 100;

    private Func<IReadOnlyList<RowOutcome>, JobStep>? _step;

    /// <summary>A writer whose writes are steps of a job: the outcomes decide what is recorded, in the same transaction.</summary>
    /// <param name="step">Makes the step of the outcomes. A lost race calls it again.</param>
    /// <returns>The writer, for one write.</returns>
    public RecordWriter With(Func<IReadOnlyList<RowOutcome>, JobStep> step) => new(store, ids, time) { _step = step };

    /// <summary>Creates records.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="rows">The records as sent.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> CreateAsync(
        Caller caller, Module module, IReadOnlyList<JsonElement> rows, CancellationToken cancellationToken) =>
        RunAsync(caller, module, rows, (batch, draft, token) => batch.CreateAsync(draft, token), [], cancellationToken);

    /// <summary>Creates records of a file, as many as given, by the same rules as <see cref="CreateAsync"/>.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="rows">The records as sent.</param>
    /// <param name="keepsIds">Whether each record has the id that stands in its row; else it gets a new one.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record, in order.</returns>
    internal Task<IReadOnlyList<RowOutcome>> LoadAsync(Caller caller, Module module, IReadOnlyList<JsonElement> rows, bool keepsIds, CancellationToken cancellationToken) => RunAsync(
        caller,
        module,
        rows,
        (batch, draft, token) => batch.CreateAsync(draft, token),
        [],
        cancellationToken,
        draft =>
        {
            draft.KeepsId = keepsIds;

            // Without this an id that stands there for nobody would be looked up.
            draft.Id = keepsIds ? draft.Id : null;
        });

    /// <summary>Changes records named by their ids.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="rows">The records as sent.</param>
    /// <param name="pathId">The id in the path, as sent, when one record is changed; null when ids stand in the records.</param>
    /// <param name="unmodifiedSince">The time after which a record must not have changed, or null.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> UpdateAsync(
        Caller caller, Module module, IReadOnlyList<JsonElement> rows, string? pathId, DateTimeOffset? unmodifiedSince, CancellationToken cancellationToken) => RunAsync(
            caller,
            module,
            rows,
            (batch, draft, _) => Task.FromResult(batch.Update(draft, unmodifiedSince)),
            [],
            cancellationToken,
            draft =>
            {
                if (pathId is not null)
                {
                    draft.HasId = true;
                    draft.Id = RecordId.Parse(pathId);
                    draft.IdPlace = IdPlace.InPath;
                }
            });

    /// <summary>Changes the record that holds the value of a field, or creates one.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="rows">The records as sent.</param>
    /// <param name="checkFields">The fields to compare, in order.</param>
    /// <param name="unmodifiedSince">The time after which a record must not have changed, or null.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each record, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> UpsertAsync(
        Caller caller, Module module, IReadOnlyList<JsonElement> rows, ImmutableArray<Field> checkFields, DateTimeOffset? unmodifiedSince, CancellationToken cancellationToken) =>
        RunAsync(caller, module, rows, (batch, draft, token) => batch.UpsertAsync(draft, checkFields, unmodifiedSince, token), checkFields, cancellationToken);

    /// <summary>The fields an upsert compares: those named, then the unique ones; without names the module's own comes first.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="named">The names as sent, or null.</param>
    /// <returns>The fields, or the refusal of a name.</returns>
    public static Result<ImmutableArray<Field>> CheckFieldsOf(Caller caller, Module module, IReadOnlyList<string>? named)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        List<Field> fields = [];
        Field? system = module.Find(module.DuplicateCheckField ?? string.Empty);
        for (int index = 0; index < named?.Count; index++)
        {
            Field? field = module.Find(named[index]);
            if (field is null || !(field.IsUnique || field == system) || !caller.AccessTo(module).Allows(field, FieldUse.See))
            {
                return CrmErrors.Records.InvalidValue("duplicate_check_fields", $"$.duplicate_check_fields[{index}]");
            }

            fields.Add(field);
        }

        if (named is null && system is not null)
        {
            fields.Add(system);
        }

        return (ImmutableArray<Field>)[.. fields.Concat(module.Fields.Where(field => field.IsUnique)).Distinct()];
    }

    /// <summary>Deletes records.</summary>
    /// <param name="caller">Who deletes.</param>
    /// <param name="module">The module.</param>
    /// <param name="sentIds">The ids as sent.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each id, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> DeleteAsync(
        Caller caller, Module module, IReadOnlyList<string> sentIds, CancellationToken cancellationToken) =>
        DeleteAsync(caller, module, sentIds, HistorySource.Api, cancellationToken);

    /// <summary>Deletes records.</summary>
    /// <param name="caller">Who deletes.</param>
    /// <param name="module">The module.</param>
    /// <param name="sentIds">The ids as sent.</param>
    /// <param name="source">By which way, for their history.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each id, in order.</returns>
    internal Task<IReadOnlyList<RowOutcome>> DeleteAsync(
        Caller caller, Module module, IReadOnlyList<string> sentIds, string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.WriteAsync<IReadOnlyList<RowOutcome>>(
            caller.Organization,
            module,
            async (transaction, token) =>
            {
                IReadOnlyList<StoredDocument> found = await transaction.LoadAsync([.. sentIds.Select(RecordId.Parse).OfType<long>().Distinct()], token);
                transaction.Delete(found, new HistoryEntry(HistoryAction.Deleted, source, caller.User.Id, time.GetUtcNow().ToUnixTimeSeconds(), null));
                HashSet<long> remaining = [.. found.Select(document => document.Id)];
                IReadOnlyList<RowOutcome> outcomes = [.. sentIds.Select(sent => Deleted(sent, remaining))];
                if (_step is not null)
                {
                    transaction.Advance(_step(outcomes));
                }

                return outcomes;
            },
            cancellationToken);
    }

    /// <summary>Stops the processing of a record, or resumes it. Doing it twice changes nothing.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="module">The module.</param>
    /// <param name="sentId">The record's id as sent.</param>
    /// <param name="isStopped">Whether processing is to be stopped.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> SetStoppedAsync(Caller caller, Module module, string sentId, bool isStopped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.WriteAsync(
            caller.Organization,
            module,
            async (transaction, token) =>
            {
                WriteBatch batch = NewBatch(caller, module, transaction);
                return await batch.SetStoppedAsync(RecordId.Parse(sentId), isStopped, token);
            },
            cancellationToken);
    }

    private Task<IReadOnlyList<RowOutcome>> RunAsync(
        Caller caller,
        Module module,
        IReadOnlyList<JsonElement> rows,
        Func<WriteBatch, RecordDraft, CancellationToken, Task<RowOutcome>> write,
        ImmutableArray<Field> checkFields,
        CancellationToken cancellationToken,
        Action<RecordDraft>? prepare = null)
    {
        ArgumentNullException.ThrowIfNull(caller);
        DraftReader reader = new(module, caller);
        ImmutableArray<RecordDraft> drafts = [.. rows.Select(reader.Read)];
        foreach (RecordDraft draft in drafts)
        {
            prepare?.Invoke(draft);
        }

        return store.WriteAsync<IReadOnlyList<RowOutcome>>(
            caller.Organization,
            module,
            async (transaction, token) =>
            {
                WriteBatch batch = NewBatch(caller, module, transaction);
                await batch.PrepareAsync(drafts, checkFields, token);
                List<RowOutcome> outcomes = [];
                foreach (RecordDraft draft in drafts)
                {
                    outcomes.Add(draft.ShapeError is { } error ? error : await write(batch, draft, token));
                }

                batch.Save();
                if (_step is not null)
                {
                    transaction.Advance(_step(outcomes));
                }

                return outcomes;
            },
            cancellationToken);
    }

    private WriteBatch NewBatch(Caller caller, Module module, IRecordTransaction transaction) =>
        new(caller, module, transaction, ids, Instants.ToSecond(time.GetUtcNow()));

    private static RowOutcome Deleted(string sent, HashSet<long> remaining)
    {
        if (sent.Length is 0 or > 19 || !sent.All(char.IsAsciiDigit))
        {
            return CrmErrors.Records.UnparsableId(sent.Length > 19 ? sent[..19] : sent);
        }

        return RecordId.Parse(sent) is { } id && remaining.Remove(id)
            ? new RowOutcome { Message = "record deleted", Details = ErrorDetails.Of(("id", RecordId.Format(id))) }
            : CrmErrors.Records.NotDeleted(sent);
    }
}
