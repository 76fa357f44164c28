using System.Text.Json;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Records as their reader may see them, with what is told beside them.</summary>
/// <param name="plan">The read.</param>
/// <param name="documents">What it found.</param>
/// <param name="names">The open names of referenced records.</param>
/// <param name="info">The page, or null for a single record.</param>
public sealed class RecordPage(ReadPlan plan, IReadOnlyList<StoredDocument> documents, IReadOnlyDictionary<long, string> names, PageInfo? info)
{
    /// <summary>Gets a value indicating whether nothing was found, which is answered without a body.</summary>
    public bool IsEmpty => documents.Count == 0;

    /// <summary>Gets a value indicating whether only changes were asked for and there are none, which is answered with 304.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>Gets or sets a value indicating whether the personal fields are listed beside the records.</summary>
    public bool ListsPrivateFields { get; set; }

    /// <summary>Writes <c>{data, info, private_fields}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="flush">Called after each record, to send what was written.</param>
    /// <returns>A task.</returns>
    public async Task WriteToAsync(Utf8JsonWriter writer, Func<ValueTask> flush)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(flush);
        ViewContext context = new(plan.Module, plan.Organization, plan.Caller.User.TimeZone, names) { IsList = info is not null };
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        foreach (StoredDocument document in documents)
        {
            new RecordView(document, plan).WriteTo(writer, context);
            await flush();
        }

        writer.WriteEndArray();
        if (info is not null)
        {
            writer.WritePropertyName("info");
            info.WriteTo(writer);
        }

        if (ListsPrivateFields)
        {
            WritePrivateFields(writer);
        }

        writer.WriteEndObject();
    }

    private void WritePrivateFields(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("private_fields");
        foreach (PlannedField planned in plan.Fields)
        {
            if (FieldPrivacy.Of(planned.Field, plan.Module, plan.Organization.Privacy) is { } privacy)
            {
                writer.WriteStartObject();
                writer.WriteString("api_name", planned.Field.ApiName);
                writer.WriteString("id", RecordId.Format(planned.Field.Id));
                writer.WritePropertyName("private");
                privacy.WriteTo(writer);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }
}
