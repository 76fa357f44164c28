using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Api.Settings;

/// <summary>Writes the metadata of a field with every key of the original; clients build their caches from it. Keys of features that are not here have their empty value.</summary>
internal sealed class FieldMetadata(Module module, Caller caller)
{
    private readonly FieldAccess _access = caller.AccessTo(module);

    /// <summary>Writes the options of a picklist, each with the layouts that show it.</summary>
    public void WriteOptions(Utf8JsonWriter writer, Field field)
    {
        int sequence = 0;
        foreach (PickListValue option in field.PickList)
        {
            FieldTypeMetadata.WriteOption(writer, option, ++sequence, WriteLayouts);
        }
    }

    /// <summary>Writes a field, with what its place adds.</summary>
    public void Write(Utf8JsonWriter writer, Field field, Action<Utf8JsonWriter>? writeMore = null)
    {
        writer.WriteStartObject();
        WriteAbilities(writer, field);
        WriteIdentity(writer, field);
        WriteTypeKeys(writer, field);
        WriteRest(writer, field);
        writeMore?.Invoke(writer);
        writer.WriteEndObject();
    }

    private void WriteAbilities(Utf8JsonWriter writer, Field field)
    {
        bool isWritable = !field.IsReadOnly && _access.Allows(field, FieldUse.Write);
        writer.WriteNull("associated_module");
        writer.WriteBoolean("webhook", true);
        writer.WriteStartObject("operation_type");
        writer.WriteBoolean("web_update", isWritable);
        writer.WriteBoolean("api_create", isWritable);
        writer.WriteBoolean("web_create", isWritable);
        writer.WriteBoolean("api_update", isWritable);
        writer.WriteEndObject();
        writer.WriteBoolean("colour_code_enabled_by_system", false);
        writer.WriteString("field_label", field.Label);
        FieldSettingMetadata.WriteTooltip(writer, field.Tooltip);
        writer.WriteNull("display_format_properties");
        writer.WriteString("type", "used");
        writer.WriteBoolean("field_read_only", field.IsReadOnly || field.Type is OwnerLookupType);
        FieldSettingMetadata.WriteCustomizable(writer, field);
        writer.WriteString("display_label", field.Label);
        writer.WriteBoolean("read_only", !isWritable);
        writer.WriteNull("association_details");
        writer.WriteBoolean("businesscard_supported", field.Type is TextType or EmailType or PhoneType or OwnerLookupType);
        FieldSettingMetadata.WriteEmpty(writer, "multi_module_lookup");
    }

    private void WriteIdentity(Utf8JsonWriter writer, Field field)
    {
        writer.WriteString("id", RecordId.Format(field.Id));
        WriteTime(writer, "created_time", field.CreatedTime);
        writer.WriteBoolean("filterable", field.IsFilterable && !field.Type.Operators.IsEmpty);
        writer.WriteBoolean("visible", field.IsVisible);
        WriteProfiles(writer, field);
        writer.WriteStartObject("view_type");
        writer.WriteBoolean("view", field.IsVisible);
        writer.WriteBoolean("edit", field.IsVisible && !field.IsReadOnly);
        writer.WriteBoolean("quick_create", field.IsMandatory);
        writer.WriteBoolean("create", field.IsVisible && !field.IsReadOnly);
        writer.WriteEndObject();
        writer.WriteBoolean("separator", false);
        writer.WriteBoolean("searchable", field.IsSearchable);
        writer.WriteBoolean("history_tracking_enabled", false);
        writer.WriteNull("external");
        writer.WriteString("api_name", field.ApiName);
        writer.WriteNull("parent_field");
        writer.WriteStartObject("unique");
        if (field.IsUnique)
        {
            writer.WriteBoolean("case_sensitive", false);
        }

        writer.WriteEndObject();
        writer.WriteBoolean("enable_colour_code", false);
        writer.WriteNull("child_fields");
        FieldTypeMetadata.WritePickList(writer, field);
        writer.WriteBoolean("system_mandatory", field.IsMandatory);
        WritePrivate(writer, field);
        writer.WriteBoolean("virtual_field", field.IsVirtual);
        writer.WriteString("json_type", field.Type.JsonType);
    }

    // Who may not change permissions is not told those of others.
    private void WriteProfiles(Utf8JsonWriter writer, Field field)
    {
        if (!caller.Profile.MayCustomize)
        {
            writer.WriteNull("profiles");
            return;
        }

        writer.WriteStartArray("profiles");
        foreach (Profile profile in caller.Organization.Profiles)
        {
            FieldRight permission = profile.RightTo(field);
            SettingsJson.WriteProfile(writer, profile, permission == FieldRight.ReadWrite && field.IsReadOnly ? FieldRight.ReadOnly : permission);
        }

        writer.WriteEndArray();
    }

    private static void WriteTypeKeys(Utf8JsonWriter writer, Field field)
    {
        writer.WriteNull("crypt");
        writer.WriteNull("range");
        writer.WriteString("created_source", "default");
        writer.WriteNumber("display_type", -1);
        writer.WriteNumber("ui_type", field.UiType);
    }

    private void WriteRest(Utf8JsonWriter writer, Field field)
    {
        WriteTime(writer, "modified_time", field.ModifiedTime);
        writer.WriteBoolean("public", false);
        writer.WriteNull("quick_sequence_number");
        writer.WriteStartObject("email_parser");
        writer.WriteBoolean("fields_update_supported", !field.IsReadOnly);
        writer.WriteBoolean("record_operations_supported", !field.IsReadOnly);
        writer.WriteEndObject();
        FieldTypeMetadata.WriteCurrency(writer, field);
        writer.WriteBoolean("custom_field", field.IsCustom);
        FieldTypeMetadata.WriteLookup(writer, field, caller.Organization.FindModule(field.LookupModule));
        writer.WriteNull("hipaa_compliance");
        FieldSettingMetadata.WriteConvertMapping(writer, field.ConvertMapping);
        writer.WriteNull("address");
        FieldSettingMetadata.WriteEmpty(writer, "rollup_summary");
        writer.WriteNumber("length", field.Length);
        writer.WriteString("column_name", field.ApiName.ToUpperInvariant());
        writer.WriteBoolean("display_field", field.ApiName == module.DisplayField);
        writer.WriteBoolean("pick_list_values_sorted_lexically", false);
        writer.WriteBoolean("sortable", field.IsSortable);
        WriteLayouts(writer);
        writer.WriteNull("global_picklist");
        writer.WriteNull("display_format");
        writer.WriteNull("history_tracking");
        writer.WriteString("data_type", field.Type.Name);
        FieldSettingMetadata.WriteEmpty(writer, "formula");
        writer.WriteNull("additional_column");
        writer.WriteBoolean("hipaa_compliance_enabled", false);
        FieldTypeMetadata.WriteDecimals(writer, field);
        writer.WriteBoolean("mass_update", field.AllowsMassUpdate);
        FieldSettingMetadata.WriteEmpty(writer, "multiselectlookup");
        FieldTypeMetadata.WriteAutoNumber(writer, field.AutoNumber);
        FieldTypeMetadata.WriteTextarea(writer, field.TextareaKind);
    }

    private void WriteLayouts(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("layout_associations");
        writer.WriteStartObject();
        writer.WriteString("api_name", "Standard__s");
        writer.WriteString("name", "Standard");
        writer.WriteString("id", RecordId.Format(module.LayoutId));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WritePrivate(Utf8JsonWriter writer, Field field)
    {
        writer.WritePropertyName("private");
        if (FieldPrivacy.Of(field, module, caller.Organization.Privacy) is { } privacy)
        {
            privacy.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            writer.WriteString(name, Instants.Format(known, caller.User.TimeZone));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
