using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records.Mass;

/// <summary>Gives many records one value, or deletes them.</summary>
/// <param name="store">Where records are.</param>
/// <param name="writer">Deletes records.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class MassActions(IRecordStore store, RecordWriter writer, IdSource ids, TimeProvider time)
{
    /// <summary>The greatest number of ids in a call.</summary>
    public const int MaximumIds = 500;

    private const int MaximumFields = 1;
    private const int MaximumFieldsOfDeals = 3;

    private Func<IReadOnlyList<RowOutcome>, JobStep>? _step;

    /// <summary>Mass actions that are steps of a job, recorded in the transaction of their writes.</summary>
    /// <param name="step">Makes the step of the outcomes. A lost race calls it again.</param>
    /// <returns>The actions, for one write.</returns>
    public MassActions With(Func<IReadOnlyList<RowOutcome>, JobStep> step) => new(store, writer, ids, time) { _step = step };

    /// <summary>Tells what is wrong with the values of a mass update, whatever the records.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="row">The values as sent.</param>
    /// <returns>The refusal, or null.</returns>
    public static CrmError? Check(Caller caller, Module module, JsonElement row)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        RecordDraft draft = new DraftReader(module, caller).Read(row, 0);
        if (draft.ShapeError is { } error)
        {
            return error;
        }

        string[] names = [.. row.EnumerateObject().Select(property => property.Name)];
        int maximum = module.ApiName == "Deals" ? MaximumFieldsOfDeals : MaximumFields;
        return names.Length == 0 ? CrmErrors.Records.InvalidValue("data", draft.Path)
            : names.Length > maximum ? CrmErrors.MassActions.TooManyFields(maximum)
            : names.Select(name => Check(caller, module, name, draft)).FirstOrDefault(refusal => refusal is not null) ?? draft.ValueError;
    }

    /// <summary>Gives records the same values. The values were checked before.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="module">The module.</param>
    /// <param name="row">The values as sent.</param>
    /// <param name="overwrites">Whether choices of multi-select picklists are replaced, or added to those a record has.</param>
    /// <param name="sentIds">The records' ids as sent.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each id, in order.</returns>
    public Task<IReadOnlyList<RowOutcome>> UpdateAsync(
        Caller caller, Module module, JsonElement row, bool overwrites, IReadOnlyList<string> sentIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        DraftReader reader = new(module, caller);
        List<RecordDraft> drafts = [.. sentIds.Select(sent => DraftOf(reader.Read(row, 0), sent, overwrites))];
        return store.WriteAsync<IReadOnlyList<RowOutcome>>(
            caller.Organization,
            module,
            async (transaction, token) =>
            {
                WriteBatch batch = new(caller, module, transaction, ids, Instants.ToSecond(time.GetUtcNow()), HistorySource.MassUpdate);
                await batch.PrepareAsync([.. drafts], [], token);
                List<RowOutcome> outcomes = [.. drafts.Select(draft => batch.Update(draft, unmodifiedSince: null))];
                batch.Save();
                if (_step is not null)
                {
                    transaction.Advance(_step(outcomes));
                }

                return outcomes;
            },
            cancellationToken);
    }

    /// <summary>Moves records to the recycle bin.</summary>
    /// <param name="caller">Who deletes.</param>
    /// <param name="module">The module.</param>
    /// <param name="sentIds">The records' ids as sent.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>One outcome for each id, in order.</returns>
    public async Task<IReadOnlyList<RowOutcome>> DeleteAsync(
        Caller caller, Module module, IReadOnlyList<string> sentIds, CancellationToken cancellationToken)
    {
        IReadOnlyList<RowOutcome> outcomes = await (_step is null ? writer : writer.With(_step)).DeleteAsync(caller, module, sentIds, HistorySource.MassDelete, cancellationToken);
        return [.. outcomes.Select(outcome => outcome.Error is null ? outcome with { Message = "record is deleted" } : outcome)];
    }

    private static CrmError? Check(Caller caller, Module module, string name, RecordDraft draft)
    {
        FieldAccess access = caller.AccessTo(module);
        return module.Find(name) switch
        {
            { } field when access.Allows(field, FieldUse.See) => IsAllowed(field) && access.Allows(field, FieldUse.Write)
                ? null
                : CrmErrors.MassActions.FieldNotAllowed(name, draft.PathOf(name)),
            _ => CrmErrors.Records.InvalidValue(name, draft.PathOf(name)),
        };
    }

    private static bool IsAllowed(Field field) => field is
    {
        IsReadOnly: false,
        AllowsMassUpdate: true,
        Type: not (EmailType or RecordLookupType or LayoutType or TextAreaType or ConsentLookupType or RowListType),
    };

    private static RecordDraft DraftOf(RecordDraft draft, string sent, bool overwrites)
    {
        draft.HasId = true;
        draft.Id = RecordId.Parse(sent);
        draft.IdPlace = IdPlace.InList;
        draft.ListedId = sent;
        if (!overwrites)
        {
            draft.Appended.UnionWith(draft.Values.Keys.Where(field => field.Type is MultiSelectPicklistType));
        }

        return draft;
    }
}
