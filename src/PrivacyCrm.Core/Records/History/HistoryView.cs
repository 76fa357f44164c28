using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Writes the <c>field_history</c> of an entry.</summary>
internal sealed class HistoryView(TimelineDetails details, ViewContext context)
{
    public void WriteTo(Utf8JsonWriter writer, ImmutableArray<FieldChange>? changes)
    {
        if (changes is null)
        {
            writer.WriteNull("field_history");
            return;
        }

        writer.WriteStartArray("field_history");
        foreach (FieldChange change in changes)
        {
            if (change.Field.Type is ConsentLookupType && (change.Before ?? change.After) is not null)
            {
                WriteConsent(writer, change);
            }
            else
            {
                Write(writer, change.Field, change.Field.ApiName, TextOf(change.Field, change.Before), TextOf(change.Field, change.After));
            }
        }

        writer.WriteEndArray();
    }

    // A consent is shown key by key, under the names by which queries know its keys.
    private void WriteConsent(Utf8JsonWriter writer, FieldChange change)
    {
        ImmutableArray<(string Key, string? Value)> before = ConsentTexts.Of(change.Before);
        ImmutableArray<(string Key, string? Value)> after = ConsentTexts.Of(change.After);
        foreach (((string key, string? old), (_, string? now)) in before.Zip(after))
        {
            if (old != now)
            {
                Write(writer, change.Field, $"{change.Field.ApiName}.{key}", old, now);
            }
        }
    }

    private void Write(Utf8JsonWriter writer, Field field, string apiName, string? before, string? after)
    {
        writer.WriteStartObject();
        writer.WriteString("api_name", apiName);
        if (details.Inner.Contains(TimelineDetails.Label))
        {
            writer.WriteString("field_label", field.Label);
        }

        if (details.Inner.Contains(TimelineDetails.Colours))
        {
            writer.WriteBoolean("enable_colour_code", false);
        }

        if (details.Inner.Contains(TimelineDetails.DataType))
        {
            writer.WriteString("data_type", field.Type.Name);
        }

        writer.WriteStartObject("_value");
        writer.WriteString("new", after);
        writer.WriteString("old", before);
        writer.WriteEndObject();
        writer.WriteString("id", RecordId.Format(field.Id));
        if (details.Inner.Contains(TimelineDetails.Options))
        {
            WriteOptions(writer, field, before, after);
        }

        writer.WriteEndObject();
    }

    // The options that the entry names; a closed field names none.
    private static void WriteOptions(Utf8JsonWriter writer, Field field, string? before, string? after)
    {
        writer.WriteStartArray("pick_list_values");
        for (int index = 0; index < field.PickList.Length; index++)
        {
            PickListValue option = field.PickList[index];
            if (option.ActualValue == before || option.ActualValue == after)
            {
                writer.WriteStartObject();
                writer.WriteString("display_value", option.DisplayValue);
                writer.WriteNumber("sequence_number", index + 1);
                writer.WriteNull("colour_code");
                writer.WriteString("actual_value", option.ActualValue);
                writer.WriteString("id", RecordId.Format(option.Id));
                writer.WriteString("type", "used");
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private string? TextOf(Field field, string? stored) => stored is null ? null : field.Type.TextOf(stored, context);
}
