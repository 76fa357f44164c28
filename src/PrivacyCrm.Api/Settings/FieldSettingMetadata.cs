using System.Text.Json;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Writes those keys of a field's metadata that say what its administrators set, whatever its type.</summary>
internal static class FieldSettingMetadata
{
    /// <summary>The hint beside the field.</summary>
    public static void WriteTooltip(Utf8JsonWriter writer, Tooltip? tooltip)
    {
        if (tooltip is null)
        {
            writer.WriteNull("tooltip");
            return;
        }

        writer.WriteStartObject("tooltip");
        writer.WriteString("name", tooltip.Name);
        writer.WriteString("value", tooltip.Value);
        writer.WriteEndObject();
    }

    /// <summary>What may be changed about it.</summary>
    public static void WriteCustomizable(Utf8JsonWriter writer, Field field)
    {
        if (!field.CanBePersonal && !field.IsCustom)
        {
            writer.WriteNull("customizable_properties");
            return;
        }

        writer.WriteStartArray("customizable_properties");
        if (field.Type.CanBeUnique)
        {
            writer.WriteStringValue("unique");
        }

        if (field.IsCustom)
        {
            writer.WriteStringValue("removal");
        }

        if (field.CanBePersonal)
        {
            writer.WriteStringValue("private_field");
        }

        writer.WriteStringValue("tooltip");
        writer.WriteEndArray();
    }

    /// <summary>The fields that take the value over when a lead is converted.</summary>
    public static void WriteConvertMapping(Utf8JsonWriter writer, ConvertMapping? mapping)
    {
        writer.WriteStartObject("convert_mapping");
        writer.WriteString("Contacts", mapping?.Contacts);
        writer.WriteString("Deals", mapping?.Deals);
        writer.WriteString("Accounts", mapping?.Accounts);
        writer.WriteEndObject();
    }

    /// <summary>A key of a feature that is not here.</summary>
    public static void WriteEmpty(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
