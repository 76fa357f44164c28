using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>Makes copies of records. A closed value is copied without being shown, and is as closed in the copy.</summary>
/// <param name="store">Where records are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class RecordCloner(IRecordStore store, IdSource ids, TimeProvider time)
{
    /// <summary>Copies a record.</summary>
    /// <param name="caller">Who copies.</param>
    /// <param name="module">The module.</param>
    /// <param name="sentId">The original's id, as sent.</param>
    /// <param name="row">The fields in which the copy differs.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> CloneAsync(Caller caller, Module module, string sentId, JsonElement row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        return store.WriteAsync(
            caller.Organization,
            module,
            async (transaction, token) =>
            {
                IReadOnlyList<StoredDocument> found = RecordId.Parse(sentId) is { } id ? await transaction.LoadAsync([id], token) : [];
                return found.Count == 0
                    ? CrmErrors.Requests.InvalidPathId(1)
                    : await CloneAsync(caller, module, new WorkingRecord(module, caller.Organization, found[0]), row, transaction, token);
            },
            cancellationToken);
    }

    private async Task<RowOutcome> CloneAsync(
        Caller caller, Module module, WorkingRecord original, JsonElement row, IRecordTransaction transaction, CancellationToken cancellationToken)
    {
        RecordDraft draft = new DraftReader(module, caller).Read(row, 0);
        if (draft.ShapeError is { } error)
        {
            return error;
        }

        if (original.IsStopped && caller.Organization.Privacy.AppliesTo(module.ApiName))
        {
            return draft.StoppedRecord(original.Id);
        }

        Copy(original, draft, module, caller);
        draft.IsClone = true;
        WriteBatch batch = new(caller, module, transaction, ids, Instants.ToSecond(time.GetUtcNow()));
        await batch.PrepareAsync([draft], [], cancellationToken);
        RowOutcome outcome = await batch.CreateAsync(draft, cancellationToken);
        batch.Save();
        return outcome;
    }

    private static void Copy(WorkingRecord original, RecordDraft draft, Module module, Caller caller)
    {
        FieldAccess access = caller.AccessTo(module);
        foreach (Field field in module.Fields.Where(field => IsCopied(field, access)))
        {
            if (original.JsonOf(field) is { } json && ValueOf(field, json, caller.Organization) is { Json: not null } copied)
            {
                bool isSent = draft.Values.TryGetValue(field, out FieldValue sent);
                draft.Values[field] = !isSent ? copied
                    : draft.Appended.Contains(field) && sent.Json is not null ? MultiSelectPicklistType.Append(json, sent.Json)
                    : sent;
            }
        }
    }

    // A unique value can never be copied. That of an open field is refused, so that the caller changes it; that of a closed one is left
    // out, because the refusal would tell that there is one.
    private static bool IsCopied(Field field, FieldAccess access) =>
        !field.IsReadOnly
        && field.Type is not (ConsentLookupType or RowListType or ImageUploadType or ProfileImageType)
        && (!field.IsUnique || access.Allows(field, FieldUse.Read));

    // A value that the field no longer accepts is not copied; a reference is, whatever became of the record it names.
    private static FieldValue ValueOf(Field field, string json, Organization organization)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        ReadOutcome outcome = field.Type.Read(document.RootElement, new FieldInput(field, organization));
        return outcome.Problem is null ? outcome.Value : FieldValue.Null;
    }
}
