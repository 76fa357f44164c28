using System.Text;
using System.Text.Json;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records;

/// <summary>A record as texts, one for each planned field, for files. Closed fields are empty here as they are null in <see cref="RecordView"/>.</summary>
public static class RecordCells
{
    /// <summary>Reads the texts.</summary>
    /// <param name="document">The stored record.</param>
    /// <param name="plan">The read it was found by.</param>
    /// <param name="zone">The zone of date-times.</param>
    /// <returns>The texts in the plan's order, and what the document says about the record itself.</returns>
    public static (string[] Cells, RecordState State) Of(StoredDocument document, ReadPlan plan, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ReadOnlySpan<byte> json = document.Utf8.Span;
        Range[] places = new Range[plan.Fields.Length];
        RecordState state = DocumentScan.Locate(json, plan.Shape.Places, places);
        string[] cells = new string[places.Length];
        for (int index = 0; index < cells.Length; index++)
        {
            PlannedField planned = plan.Fields[index];
            cells[index] = !planned.IsOpen ? string.Empty
                : planned.Field.Type is RecordIdType ? RecordId.Format(document.Id)
                : TextOf(json[places[index]], planned.Field, plan.Module, zone);
        }

        return (cells, state);
    }

    private static string TextOf(ReadOnlySpan<byte> stored, Field field, Module module, TimeZoneInfo zone)
    {
        if (stored.IsEmpty)
        {
            return field.Type switch
            {
                BooleanType => "false",
                LayoutType => RecordId.Format(module.LayoutId),
                _ => string.Empty,
            };
        }

        Utf8JsonReader reader = new(stored);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return string.Empty;
            case JsonTokenType.String:
                string text = reader.GetString()!;
                return field.Type is DateTimeType ? Instants.Format(Instants.Stored(text), zone) : text;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                using (JsonDocument json = JsonDocument.ParseValue(ref reader))
                {
                    return TextOf(json.RootElement, field.Type is TagType ? "name" : "id");
                }

            default:
                return Encoding.UTF8.GetString(stored);
        }
    }

    // A list of choices joins them, a reference is its id.
    private static string TextOf(JsonElement json, string member) => json.ValueKind switch
    {
        JsonValueKind.Array => string.Join(';', json.EnumerateArray().Select(item => TextOf(item, member))),
        JsonValueKind.Object => Member(json, member),
        JsonValueKind.Null => string.Empty,
        _ => json.ToString(),
    };

    private static string Member(JsonElement json, string name)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value.ToString();
            }
        }

        return json.GetRawText();
    }
}
