using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>A record as its reader may see it: all that can be written to a client. Closed fields are null here and nowhere else.</summary>
/// <param name="document">The stored record.</param>
/// <param name="plan">The read it was found by.</param>
public readonly struct RecordView(StoredDocument document, ReadPlan plan)
{
    /// <summary>Writes the record, copying open values straight from the stored document.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="context">Who reads it.</param>
    public void WriteTo(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        Range[] places = ArrayPool<Range>.Shared.Rent(plan.Fields.Length);
        try
        {
            ReadOnlySpan<byte> json = document.Utf8.Span;
            Span<Range> found = places.AsSpan(0, plan.Fields.Length);
            found.Clear();
            RecordState state = DocumentScan.Locate(json, plan.Fields, found);
            Write(writer, json, found, state, context);
        }
        finally
        {
            ArrayPool<Range>.Shared.Return(places);
        }
    }

    private void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> json, ReadOnlySpan<Range> places, RecordState state, ViewContext context)
    {
        writer.WriteStartObject();
        ImmutableArray<PlannedField> fields = plan.Fields;
        for (int index = 0; index < fields.Length; index++)
        {
            PlannedField planned = fields[index];
            writer.WritePropertyName(planned.Name);
            WriteField(writer, planned, json[places[index]], context);
        }

        foreach (SystemKey key in plan.SystemKeys)
        {
            writer.WritePropertyName(key.Name);
            key.Write(writer, state, context);
        }

        writer.WriteEndObject();
    }

    private void WriteField(Utf8JsonWriter writer, PlannedField planned, ReadOnlySpan<byte> stored, ViewContext context)
    {
        if (!planned.IsOpen)
        {
            writer.WriteNullValue();
        }
        else if (planned.Field.Type is RecordIdType)
        {
            writer.WriteStringValue(RecordId.Format(document.Id));
        }
        else if (stored.IsEmpty)
        {
            planned.Field.Type.WriteAbsent(writer, context);
        }
        else
        {
            planned.Field.Type.Write(writer, stored, planned.Field, context);
        }
    }
}
