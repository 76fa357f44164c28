using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Writes the one layout of a module, "Standard", with every key of the original. Keys of features that are not here have their empty value.</summary>
internal sealed class LayoutMetadata(Module module, Caller caller)
{
    private readonly FieldMetadata _fields = new(module, caller);

    public async Task WriteAsync(Utf8JsonWriter writer, Func<ValueTask> flush)
    {
        writer.WriteStartObject();
        WriteProperties(writer);
        WriteProfiles(writer);
        WriteConvertMapping(writer);
        writer.WriteStartArray("sections");
        int number = 0;
        foreach (LayoutSection section in LayoutSection.Of(module, Visible(module)))
        {
            await WriteAsync(writer, section, ++number, flush);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("actions_allowed");
        foreach (string action in (ReadOnlySpan<string>)["edit", "rename", "clone", "downgrade", "delete", "deactivate", "set_layout_permissions"])
        {
            writer.WriteBoolean(action, false);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteProperties(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("has_more_profiles", false);
        writer.WriteNull("created_time");
        writer.WriteBoolean("visible", true);
        writer.WriteNull("created_for");
        writer.WriteString("source", "crm");
        writer.WriteNull("created_by");
        writer.WriteString("display_label", "Standard");
        writer.WriteNull("mode");
        writer.WriteNull("subform_properties");
        writer.WriteBoolean("show_business_card", true);
        writer.WriteNull("modified_time");
        writer.WriteString("api_name", "Standard__s");
        writer.WriteString("name", "Standard");
        writer.WriteNull("modified_by");
        writer.WriteString("generated_type", "system");
        writer.WriteString("id", RecordId.Format(module.LayoutId));
        writer.WriteString("status", "active");
    }

    private void WriteProfiles(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("profiles");
        foreach (Profile profile in caller.Organization.Profiles.Where(profile => profile.Allows(module, ModuleUse.View)))
        {
            writer.WriteStartObject();
            WriteView(writer, "_default_assignment_view");
            writer.WriteBoolean("default", true);
            writer.WriteString("name", profile.Name);
            writer.WriteString("id", RecordId.Format(profile.Id));
            WriteView(writer, "_default_view");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteView(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("name", "Standard");
        writer.WriteString("id", RecordId.Format(module.LayoutId));
        writer.WriteString("type", "layout");
        writer.WriteEndObject();
    }

    private void WriteConvertMapping(Utf8JsonWriter writer)
    {
        if (!module.IsConvertable)
        {
            writer.WriteNull("convert_mapping");
            return;
        }

        writer.WriteStartObject("convert_mapping");
        foreach (string name in (ReadOnlySpan<string>)["Contacts", "Deals", "Accounts"])
        {
            Module? target = caller.Organization.FindModule(name);
            if (target is null || !caller.May(ModuleUse.View, target))
            {
                writer.WriteNull(name);
                continue;
            }

            writer.WriteStartObject(name);
            writer.WriteString("name", "Standard");
            writer.WriteString("id", RecordId.Format(target.LayoutId));
            if (name == "Deals")
            {
                WriteDealFields(writer, target);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // What people are asked for when a deal is made of a lead.
    private void WriteDealFields(Utf8JsonWriter writer, Module deals)
    {
        ImmutableArray<string> asked = ["Amount", "Deal_Name", "Closing_Date", "Pipeline", "Stage"];
        writer.WriteStartArray("fields");
        foreach (Field field in Visible(deals).Where(field => asked.Contains(field.ApiName)))
        {
            writer.WriteStartObject();
            writer.WriteString("api_name", field.ApiName);
            writer.WriteString("field_label", field.Label);
            writer.WriteString("id", RecordId.Format(field.Id));
            writer.WriteBoolean("required", field.IsMandatory);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private async Task WriteAsync(Utf8JsonWriter writer, LayoutSection section, int number, Func<ValueTask> flush)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("isSubformSection", false);
        writer.WriteString("type", "used");
        writer.WriteString("display_label", section.Label);
        writer.WriteString("mode", "default_create");
        writer.WriteNumber("sequence_number", number);
        writer.WriteString("tab_traversal", "left_to_right");
        writer.WriteString("api_name", section.Label);
        writer.WriteNumber("column_count", section.ColumnCount);
        writer.WriteString("name", section.Name);
        writer.WriteString("generated_type", "default");
        writer.WriteString("id", RecordId.Format(module.LayoutId + number));
        writer.WriteStartArray("fields");
        int place = 0;
        foreach (Field field in section.Fields)
        {
            int sequence = ++place;
            _fields.Write(writer, field, inLayout =>
            {
                inLayout.WriteBoolean("required", field.IsMandatory);
                inLayout.WriteNull("validation_rule");
                inLayout.WriteNull("default_value");
                inLayout.WriteNumber("section_id", number);
                inLayout.WriteNumber("sequence_number", sequence);
            });
            await flush();
        }

        writer.WriteEndArray();
        writer.WriteNull("properties");
        writer.WriteEndObject();
    }

    private IEnumerable<Field> Visible(Module of) => of.Fields.Where(field => caller.AccessTo(of).Allows(field, FieldUse.See));
}
