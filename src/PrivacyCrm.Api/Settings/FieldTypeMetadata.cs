using System.Text.Json;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Settings;

/// <summary>Writes those keys of a field's metadata that only fields of one type fill; the others have them as well, without a value.</summary>
internal static class FieldTypeMetadata
{
    /// <summary>The options of a picklist, without their layouts.</summary>
    public static void WritePickList(Utf8JsonWriter writer, Field field)
    {
        writer.WriteStartArray("pick_list_values");
        int sequence = 0;
        foreach (PickListValue option in field.PickList)
        {
            WriteOption(writer, option, ++sequence, writeMore: null);
        }

        writer.WriteEndArray();
    }

    /// <summary>An option of a picklist, with what its place adds.</summary>
    public static void WriteOption(Utf8JsonWriter writer, PickListValue option, int sequence, Action<Utf8JsonWriter>? writeMore)
    {
        writer.WriteStartObject();
        writer.WriteString("display_value", option.DisplayValue);
        writer.WriteNumber("sequence_number", sequence);
        writer.WriteString("reference_value", option.ActualValue);
        writer.WriteNull("colour_code");
        writer.WriteString("actual_value", option.ActualValue);
        writer.WriteString("id", RecordId.Format(option.Id));
        writer.WriteString("type", "used");
        writeMore?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>How amounts of money are rounded.</summary>
    public static void WriteCurrency(Utf8JsonWriter writer, Field field)
    {
        writer.WriteStartObject("currency");
        if (field.Type is CurrencyType)
        {
            writer.WriteString("rounding_option", "normal");
            writer.WriteNumber("precision", field.DecimalPlaces ?? 2);
        }

        writer.WriteEndObject();
    }

    /// <summary>What a lookup points into.</summary>
    public static void WriteLookup(Utf8JsonWriter writer, Field field, Module? target)
    {
        writer.WriteStartObject("lookup");
        if (target is not null)
        {
            writer.WriteString("display_label", field.Label);
            writer.WriteString("api_name", field.ApiName);
            writer.WriteStartObject("module");
            writer.WriteString("api_name", target.ApiName);
            writer.WriteString("id", RecordId.Format(target.Id));
            writer.WriteEndObject();
            FieldSettingMetadata.WriteEmpty(writer, "query_details");
            writer.WriteBoolean("revalidate_filter_during_edit", false);
            writer.WriteString("id", RecordId.Format(field.Id));
        }

        writer.WriteEndObject();
    }

    /// <summary>How many digits follow the point.</summary>
    public static void WriteDecimals(Utf8JsonWriter writer, Field field)
    {
        if (field.DecimalPlaces is { } places)
        {
            writer.WriteNumber("decimal_place", places);
        }
        else
        {
            writer.WriteNull("decimal_place");
        }
    }

    /// <summary>How numbers of records are made.</summary>
    public static void WriteAutoNumber(Utf8JsonWriter writer, AutoNumber? format)
    {
        writer.WriteStartObject("auto_number");
        if (format is not null)
        {
            writer.WriteString("prefix", format.Prefix);
            writer.WriteNumber("start_number", format.StartNumber);
            writer.WriteString("suffix", format.Suffix);
        }

        writer.WriteEndObject();
    }

    /// <summary>The size of a long text; other fields do not have the key.</summary>
    public static void WriteTextarea(Utf8JsonWriter writer, string? kind)
    {
        if (kind is not null)
        {
            writer.WriteStartObject("textarea");
            writer.WriteString("type", kind);
            writer.WriteEndObject();
        }
    }
}
