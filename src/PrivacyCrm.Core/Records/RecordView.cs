using System.Buffers.Text;
using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>A record as its reader may see it: all that can be written to a client. Closed fields are null here and nowhere else.</summary>
/// <param name="document">The stored record.</param>
/// <param name="plan">The read it was found by.</param>
public readonly struct RecordView(StoredDocument document, ReadPlan plan)
{
    private const int LongestId = 20;

    /// <summary>Writes the record, copying open values straight from the stored document.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="context">Who reads it.</param>
    public void WriteTo(Utf8JsonWriter writer, ViewContext context)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(context);
        RecordShape shape = plan.Shape;
        RecordBuffer buffer = RecordBuffer.Own;
        try
        {
            ReadOnlySpan<byte> json = document.Utf8.Span;
            Span<Range> found = stackalloc Range[shape.Fields.Length];
            RecordState state = DocumentScan.Locate(json, shape.Places, found);
            buffer.Add("{"u8);
            for (int index = 0; index < found.Length; index++)
            {
                AddField(buffer, shape.Parts[index], json[found[index]], shape.Fields[index].Field, context);
            }

            AddSystemKeys(buffer, shape, state, context);
            buffer.Add("}"u8);
            writer.WriteRawValue(buffer.Written, skipInputValidation: true);
        }
        finally
        {
            buffer.Clear();
        }
    }

    private void AddField(RecordBuffer buffer, in FieldPart part, ReadOnlySpan<byte> stored, Field field, ViewContext context)
    {
        if (part.Way == FieldWay.Id)
        {
            AddId(buffer, part);
        }
        else if (stored.IsEmpty || part.Way == FieldWay.Closed)
        {
            buffer.Add(part.Nothing);
        }
        else
        {
            buffer.Add(part.Name);
            if (part.Way == FieldWay.AsStored)
            {
                buffer.Add(stored);
                return;
            }

            buffer.Values.Reset();
            field.Type.Write(buffer.Values, stored, field, context);
            buffer.Values.Flush();
        }
    }

    private void AddId(RecordBuffer buffer, in FieldPart part)
    {
        Span<byte> digits = stackalloc byte[LongestId];
        Utf8Formatter.TryFormat(document.Id, digits, out int length);
        buffer.Add(part.Name);
        buffer.Add("\""u8);
        buffer.Add(digits[..length]);
        buffer.Add("\""u8);
    }

    private static void AddSystemKeys(RecordBuffer buffer, RecordShape shape, RecordState state, ViewContext context)
    {
        foreach ((byte[] same, SystemKey? key) in shape.KeyParts)
        {
            buffer.Add(same);
            if (key is not null)
            {
                buffer.Values.Reset();
                key.Write(buffer.Values, state, context);
                buffer.Values.Flush();
            }
        }
    }
}
