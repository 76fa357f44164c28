using System.Text.Json;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>The records of a module that a lead could be converted into.</summary>
/// <param name="plan">The read that found them.</param>
/// <param name="documents">The records.</param>
/// <param name="names">The open names of records they refer to.</param>
/// <param name="field">The field that found them, or null.</param>
/// <param name="leadValue">The lead's value that was compared; open to the reader.</param>
internal sealed class ConversionCandidates(
    ReadPlan plan, IReadOnlyList<StoredDocument> documents, IReadOnlyDictionary<long, string> names, Field? field, string leadValue)
{
    public string Module => plan.Module.ApiName;

    public void WriteRecords(Utf8JsonWriter writer)
    {
        if (documents.Count == 0)
        {
            writer.WriteNull(Module);
            return;
        }

        ViewContext context = new(plan.Module, plan.Organization, plan.Caller.User.TimeZone, names) { IsList = true };
        writer.WriteStartArray(Module);
        foreach (StoredDocument document in documents)
        {
            new RecordView(document, plan).WriteTo(writer, context);
        }

        writer.WriteEndArray();
    }

    public void WriteMatch(Utf8JsonWriter writer)
    {
        if (field is null)
        {
            writer.WriteNull(Module);
            return;
        }

        writer.WriteStartArray(Module);
        writer.WriteStartObject();
        writer.WriteStartObject("field");
        writer.WriteString("api_name", field.ApiName);
        writer.WriteString("id", RecordId.Format(field.Id));
        writer.WriteEndObject();
        writer.WritePropertyName("matched_lead_value");
        writer.WriteRawValue(leadValue);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
