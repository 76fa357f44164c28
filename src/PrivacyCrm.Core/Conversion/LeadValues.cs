using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Conversion;

/// <summary>
/// What of a lead may go into other modules. A value goes, or is compared, only where it is at least as closed as in the lead; otherwise
/// converting would open it. See docs/behaviour/conversion.md.
/// </summary>
internal sealed class LeadValues(Caller caller, Module leads, WorkingRecord lead)
{
    // What the person decided goes along, whatever the mapping says.
    private static readonly ImmutableArray<string> Decisions = ["Email_Opt_Out", "Unsubscribed_Mode", "Unsubscribed_Time"];

    // Whoever may not write a field may still convert what it holds.
    private const FieldUse Showing = FieldUse.See | FieldUse.Read | FieldUse.Filter | FieldUse.Sort | FieldUse.Export;

    private readonly FieldAccess _access = caller.AccessTo(leads);

    /// <summary>A draft of a record of another module.</summary>
    public RecordDraft DraftFor(Module target)
    {
        RecordDraft draft = new(0) { Path = $"$.data[0].{target.ApiName}" };
        AddTo(draft, target);
        foreach (string name in Decisions)
        {
            if (target.ApiName == ConversionModules.Contacts && leads.Find(name) is { } source && target.Find(name) is { } field)
            {
                Add(draft, source, field);
            }
        }

        return draft;
    }

    /// <summary>Adds the mapped values that were not sent.</summary>
    public void AddTo(RecordDraft draft, Module target)
    {
        foreach ((Field source, Field field) in Mapped(target).Where(pair => !draft.Values.ContainsKey(pair.Target) && Carries(pair.Source, target, pair.Target)))
        {
            Add(draft, source, field);
        }
    }

    /// <summary>Adds what records of another module are compared by, and tells by which fields they may be.</summary>
    public ImmutableArray<Field> AddMatched(RecordDraft draft, Module target)
    {
        ImmutableArray<(Field Source, Field Target)> pairs =
        [
            // A match by a closed field would tell whose value was guessed: by the record named in the answer, or by a refusal.
            .. ConversionMatching.PairsOf(leads, target)
                .Where(pair => lead.JsonOf(pair.Source) is not null && Carries(pair.Source, target, pair.Target) && caller.AccessTo(target).Allows(pair.Target, FieldUse.Filter)),
        ];
        foreach ((Field source, Field field) in pairs)
        {
            Add(draft, source, field);
        }

        return [.. pairs.Select(pair => pair.Target)];
    }

    /// <summary>The mandatory field of another module whose value has to stay in the lead; null when there is none.</summary>
    public Field? Withheld(Module target) => Mapped(target)
        .Where(pair => pair.Target.IsMandatory && lead.JsonOf(pair.Source) is not null && !Carries(pair.Source, target, pair.Target))
        .Select(pair => pair.Target)
        .FirstOrDefault();

    // The value must not be shown there in a way in which it is not shown here.
    private bool Carries(Field source, Module target, Field field) =>
        (caller.AccessTo(target).UsesOf(field) & ~_access.UsesOf(source) & Showing) == FieldUse.None;

    private IEnumerable<(Field Source, Field Target)> Mapped(Module target) =>
        from source in leads.Fields
        let field = target.Find(source.ConvertMapping?.In(target.ApiName) ?? string.Empty)
        where field is { IsReadOnly: false } && (field.Type is not RecordLookupType || field.LookupModule == source.LookupModule)
        select (source, field);

    private void Add(RecordDraft draft, Field source, Field field)
    {
        if (lead.JsonOf(source) is not { } json)
        {
            return;
        }

        using JsonDocument value = JsonDocument.Parse(json);
        ReadOutcome outcome = field.Type.Read(value.RootElement, new FieldInput(field, caller.Organization));
        if (outcome.Problem is { } problem)
        {
            draft.ValueError ??= DraftReader.ToError(problem, field, draft);
        }
        else
        {
            draft.Values[field] = outcome.Value;
        }
    }
}
