using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Reads the deal of a conversion. It needs more than a deal elsewhere: a day to close, and a stage that exists.</summary>
internal sealed class DealReader(Module deals, Caller caller)
{
    private static readonly ImmutableArray<string> Mandatory = ["Deal_Name", "Stage", "Closing_Date"];

    /// <summary>Reads a deal.</summary>
    /// <param name="json">The deal.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="mappedPath">Where refusals say that a stage or pipeline is, which the original places elsewhere.</param>
    public Result<RecordDraft> Read(JsonElement json, string path, string mappedPath)
    {
        RecordDraft draft = new DraftReader(deals, caller).Read(json, new RecordDraft(0) { Path = path });
        CrmError? problem = Missing(draft) ?? draft.ValueError ?? Impossible(draft, mappedPath) ?? Role(json, draft);
        return problem is null ? draft : problem;
    }

    private CrmError? Missing(RecordDraft draft)
    {
        string? wrong = draft.ValueError?.Details.Find("api_name") as string;
        string? missing = Mandatory.FirstOrDefault(name => name != wrong && deals.Find(name) is { } field && TextOf(draft, field) is null);
        return missing is null ? null : CrmErrors.Records.MandatoryMissing(missing, draft.PathOf(missing));
    }

    private CrmError? Impossible(RecordDraft draft, string mappedPath)
    {
        // There is one layout with one pipeline, which has all stages.
        if (deals.Find("Pipeline") is { } pipeline && TextOf(draft, pipeline) is { } sent)
        {
            if (pipeline.PickList.FirstOrDefault(option => Same(option.ActualValue, sent)) is not { } known)
            {
                return CrmErrors.Conversion.UnknownPipeline($"{mappedPath}.Pipeline");
            }

            draft.Values[pipeline] = new FieldValue(JsonText.Quote(known.ActualValue), known.ActualValue);
        }

        if (deals.Find("Stage") is { } stage && TextOf(draft, stage) is { } text && !stage.PickList.Any(option => option.ActualValue == text || option.DisplayValue == text))
        {
            return CrmErrors.Conversion.UnknownStage($"{mappedPath}.Stage");
        }

        return deals.Find("Probability") is { } probability && draft.Values.TryGetValue(probability, out FieldValue value) && value.Json is { } number
            && !(decimal.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out decimal percent) && percent is >= 0 and <= 100)
            ? CrmErrors.Conversion.InvalidProbability("integer", draft.PathOf("Probability"))
            : null;
    }

    // The roles of contacts are not here; an id is as good as another.
    private static CrmError? Role(JsonElement json, RecordDraft draft)
    {
        JsonElement? role = ConversionRequestReader.Sent(json, "Contact_Role");
        JsonElement? id = role is { ValueKind: JsonValueKind.Object } value ? ConversionRequestReader.Sent(value, "id") : role;
        return role is null || (id is { } sent && RecordId.Read(sent) is not null)
            ? null
            : CrmErrors.Records.InvalidId("Contact_Role", draft.PathOf("Contact_Role"));
    }

    // Clients write the pipeline with and without a space before its layout.
    private static bool Same(string left, string right) =>
        string.Equals(left.Replace(" ", string.Empty, StringComparison.Ordinal), right.Replace(" ", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(RecordDraft draft, Field field) =>
        draft.Values.TryGetValue(field, out FieldValue value) && value.Json is { } json ? JsonText.Unquote(json) : null;
}
