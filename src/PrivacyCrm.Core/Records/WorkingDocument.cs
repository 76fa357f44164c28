using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Writes a record that is being written as the document that is stored.</summary>
internal static class WorkingDocument
{
    /// <summary>The document.</summary>
    public static string Write(WorkingRecord record)
    {
        RecordBuffer buffer = RecordBuffer.Own;
        try
        {
            buffer.Values.Reset();
            WriteTo(buffer.Values, record);
            buffer.Values.Flush();
            return Encoding.UTF8.GetString(buffer.Written);
        }
        finally
        {
            buffer.Clear();
        }
    }

    private static void WriteTo(Utf8JsonWriter writer, WorkingRecord record)
    {
        writer.WriteStartObject();

        // In the module's order, which makes reading short.
        foreach (Field field in record.Module.Fields)
        {
            if (record.JsonOf(field) is { } json)
            {
                writer.WritePropertyName(field.ApiName);
                writer.WriteRawValue(json, skipInputValidation: true);
            }
        }

        if (record.HiddenConsent is { } consent)
        {
            writer.WritePropertyName(RecordDecisions.ConsentField);
            writer.WriteRawValue(consent, skipInputValidation: true);
        }

        WriteFlag(writer, RecordState.StoppedKey, record.IsStopped);
        WriteFlag(writer, RecordState.ConvertedKey, record.IsConverted);
        if (record.Conversion is { } conversion)
        {
            writer.WritePropertyName(RecordState.ConvertedDetailKey);
            JsonSerializer.Serialize(writer, conversion, ConvertedDetailJson.Default.ConvertedDetail);
        }

        writer.WriteEndObject();
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }
}
