using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>What can be wrong with the rows of one write, whatever record they are for: their own ids, missing values, refused ones and references to nothing.</summary>
internal sealed class DraftChecks(Caller caller, Module module, IRecordTransaction transaction)
{
    private readonly HashSet<(long? Module, long Id)> _existing = [];
    private readonly HashSet<long> _taken = [];

    /// <summary>Asks the store once which of the named records there are.</summary>
    public async Task PrepareAsync(ImmutableArray<RecordDraft> drafts, CancellationToken cancellationToken)
    {
        if (drafts.Where(draft => draft.KeepsId).Select(draft => draft.Id).OfType<long>().ToArray() is { Length: > 0 } kept)
        {
            _taken.UnionWith(await transaction.TakenAsync(caller.Organization, kept, cancellationToken));
        }

        foreach (IGrouping<long?, long> group in drafts.SelectMany(draft => draft.References).GroupBy(reference => caller.Organization.FindModule(reference.Field.LookupModule)?.Id, reference => reference.Id))
        {
            _existing.UnionWith((await transaction.ExistingAsync(group.Key, [.. group.Distinct()], cancellationToken)).Select(id => (group.Key, id)));
        }
    }

    /// <summary>Tells why no record can be made of a draft; null when one can.</summary>
    public CrmError? ProblemOfNew(RecordDraft draft) => (draft.KeepsId ? IdProblem(draft) : null) ?? MissingMandatory(draft) ?? CheckValues(draft);

    /// <summary>Tells why a draft cannot change a record; null when it can.</summary>
    public CrmError? ProblemOfChange(RecordDraft draft) => ClearedMandatory(draft) ?? CheckValues(draft);

    /// <summary>Gives a row the id it names: the rows after it may refer to the record, and must not have its id.</summary>
    public long Take(long id)
    {
        _taken.Add(id);
        _existing.UnionWith([(module.Id, id), (null, id)]);
        return id;
    }

    private CrmError? IdProblem(RecordDraft draft) => draft switch
    {
        { HasId: false } => CrmErrors.Records.MandatoryMissing("id", draft.PathOf("id")),
        { Id: null } => CrmErrors.Records.InvalidId("id", draft.PathOf("id")),
        { Id: { } id } when _taken.Contains(id) => CrmErrors.Records.Duplicate(ErrorDetails.Of(("api_name", "id"), ("json_path", draft.PathOf("id")))),
        _ => null,
    };

    private CrmError? MissingMandatory(RecordDraft draft)
    {
        // A value that was sent but refused is not missing.
        Field? missing = module.Fields.FirstOrDefault(field =>
            field.IsMandatory && !field.IsReadOnly && !HasValue(draft, field) && !IsRefused(draft, field));
        return missing is null ? null : CrmErrors.Records.MandatoryMissing(missing.ApiName, draft.PathOf(missing.ApiName));
    }

    private CrmError? ClearedMandatory(RecordDraft draft)
    {
        Field? cleared = module.Fields.FirstOrDefault(field =>
            field.IsMandatory && draft.Values.TryGetValue(field, out FieldValue value) && value.Json is null);
        return cleared is null ? null : CrmErrors.Records.MandatoryMissing(cleared.ApiName, draft.PathOf(cleared.ApiName));
    }

    private static bool HasValue(RecordDraft draft, Field field) => draft.Values.TryGetValue(field, out FieldValue value) && value.Json is not null;

    private static bool IsRefused(RecordDraft draft, Field field) => draft.ValueError?.Details.Find("api_name") as string == field.ApiName;

    private CrmError? CheckValues(RecordDraft draft)
    {
        if (draft.ValueError is not null)
        {
            return draft.ValueError;
        }

        foreach ((Field field, long id, string path) in draft.References)
        {
            // Records that the caller may not see do not exist for it.
            Module? target = caller.Organization.FindModule(field.LookupModule);
            if (!_existing.Contains((target?.Id, id)) || (target is not null && !caller.May(ModuleUse.View, target)))
            {
                return CrmErrors.Records.InvalidId(field.ApiName, path);
            }
        }

        return null;
    }
}
