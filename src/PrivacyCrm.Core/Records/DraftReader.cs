using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>Reads the records of a write by their field types. Unknown, read-only and system keys are ignored, as the original does.</summary>
/// <param name="module">The module written.</param>
/// <param name="caller">Who writes.</param>
internal sealed class DraftReader(Module module, Caller caller)
{
    private readonly FieldAccess _access = caller.AccessTo(module);

    public RecordDraft Read(JsonElement json, int index) => Read(json, new RecordDraft(index));

    /// <summary>Reads a record into a draft of its own, for records that do not stand in the list of the request.</summary>
    public RecordDraft Read(JsonElement json, RecordDraft draft)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            draft.ShapeError = CrmErrors.Records.WrongType("data", draft.Path, "jsonobject");
            return draft;
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            ReadMember(draft, property);
        }

        return draft;
    }

    private void ReadMember(RecordDraft draft, JsonProperty property)
    {
        if (property.NameEquals("id"))
        {
            draft.HasId = property.Value.ValueKind != JsonValueKind.Null;
            draft.Id = RecordId.Read(property.Value);
        }
        else if (property.NameEquals("$append_values"))
        {
            ReadAppended(draft, property.Value);
        }
        else if (module.Find(property.Name) is { IsReadOnly: false } field && _access.Allows(field, FieldUse.Write))
        {
            ReadValue(draft, field, property.Value);
        }
    }

    private void ReadValue(RecordDraft draft, Field field, JsonElement value)
    {
        if (field.Type is ConsentLookupType)
        {
            if (ProcessingBasisReader.Read(value, field.ApiName, draft.PathOf(field.ApiName)).TryGet(out ProcessingBasisChange? change, out CrmError? error))
            {
                draft.Basis = change;
            }
            else
            {
                draft.ValueError ??= error;
            }

            return;
        }

        ReadOutcome outcome = value.ValueKind == JsonValueKind.Null ? FieldValue.Null : field.Type.Read(value, new FieldInput(field, caller.Organization));
        if (outcome.Problem is { } problem)
        {
            draft.ValueError ??= ToError(problem, field, draft);
            return;
        }

        draft.Values[field] = outcome.Value;
        if (outcome.Value.Reference is { } reference)
        {
            string path = draft.PathOf(field.ApiName) + (value.ValueKind == JsonValueKind.Object ? ".id" : string.Empty);
            draft.References.Add((field, reference, path));
        }
    }

    private void ReadAppended(RecordDraft draft, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            draft.ValueError ??= CrmErrors.Records.WrongType("$append_values", draft.PathOf("$append_values"), "jsonobject");
            return;
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.True && module.Find(property.Name) is { Type: MultiSelectPicklistType } field)
            {
                draft.Appended.Add(field);
            }
        }
    }

    /// <summary>The refusal of a value.</summary>
    public static CrmError ToError(ValueProblem problem, Field field, RecordDraft draft)
    {
        string path = draft.PathOf(field.ApiName) + problem.SubPath;
        return problem switch
        {
            { IsUnknownId: true } => CrmErrors.Records.InvalidId(field.ApiName, path),
            { MaximumLength: { } length } => CrmErrors.Records.TooLong(field.ApiName, path, length),
            { ExpectedDataType: { } expected } => CrmErrors.Records.WrongType(field.ApiName, path, expected),
            _ => CrmErrors.Records.InvalidValue(field.ApiName, path),
        };
    }
}
