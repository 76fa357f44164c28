using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Writes the metadata of a module with every key of the original. Keys of features that are not here have their empty value.</summary>
internal sealed class ModuleMetadata(Caller caller)
{
    /// <summary>Writes a module as the list shows it, or with the keys of a single one.</summary>
    public void Write(Utf8JsonWriter writer, Module module, bool isSingle)
    {
        writer.WriteStartObject();
        WriteAbilities(writer, module);
        WriteIdentity(writer, module);
        if (isSingle)
        {
            WriteSingle(writer, module);
        }

        writer.WriteEndObject();
    }

    private void WriteAbilities(Utf8JsonWriter writer, Module module)
    {
        writer.WriteBoolean("has_more_profiles", false);
        writer.WriteString("access_type", "org_based");
        writer.WriteNull("private_profile");
        writer.WriteBoolean("global_search_supported", module.SupportsSearch);
        writer.WriteBoolean("deletable", module.IsDeletable && caller.May(ModuleUse.Delete, module));
        writer.WriteNull("description");
        writer.WriteBoolean("creatable", module.IsCreatable && caller.May(ModuleUse.Create, module));
        writer.WriteBoolean("recycle_bin_on_delete", module.IsDeletable);
        writer.WriteBoolean("presence_sub_menu", module.Sequence is not null);
        writer.WriteBoolean("lookupable", module.Sequence is not null);
        writer.WriteBoolean("isBlueprintSupported", module.Sequence is not null);
        writer.WriteNumber("visibility", module.Visibility);
        writer.WriteBoolean("convertable", module.IsConvertable);
        writer.WriteBoolean("sub_menu_available", module.Sequence is not null);
        writer.WriteBoolean("editable", module.IsEditable && caller.May(ModuleUse.Edit, module));
        writer.WriteBoolean("show_as_tab", module.Sequence is not null);
        writer.WriteNull("web_link");
        writer.WriteBoolean("viewable", true);
        writer.WriteBoolean("api_supported", module.IsInApi);
        writer.WriteBoolean("quick_create", module.HasQuickCreate);
        writer.WriteBoolean("feeds_required", false);
        writer.WriteBoolean("public_fields_configured", false);
    }

    private void WriteIdentity(Utf8JsonWriter writer, Module module)
    {
        writer.WriteString("id", RecordId.Format(module.Id));
        writer.WriteString("api_name", module.ApiName);
        writer.WriteString("module_name", module.ModuleName);
        writer.WriteString("singular_label", module.SingularLabel);
        writer.WriteString("plural_label", module.PluralLabel);
        writer.WriteString("actual_singular_label", module.SingularLabel);
        writer.WriteString("actual_plural_label", module.PluralLabel);
        writer.WriteString("generated_type", module.GeneratedType);
        if (module.Sequence is { } sequence)
        {
            writer.WriteNumber("sequence_number", sequence);
        }

        WriteModified(writer, module.ModifiedTime);
        writer.WriteStartArray("profiles");
        Profile[] profiles = [.. caller.Organization.Profiles.Where(profile => profile.Allows(module, ModuleUse.View))];
        foreach (Profile profile in profiles)
        {
            SettingsJson.WriteProfile(writer, profile);
        }

        writer.WriteEndArray();
        writer.WriteNumber("profile_count", profiles.Length);
        writer.WriteStartArray("arguments");
        writer.WriteEndArray();
        writer.WriteNumber("business_card_field_limit", 5);
        writer.WriteStartObject("parent_module");
        writer.WriteEndObject();
        writer.WriteString("status", module.Visibility == 1 ? "visible" : "system_hidden");
    }

    private void WriteModified(Utf8JsonWriter writer, DateTimeOffset? time)
    {
        writer.WriteString("modified_time", time is { } known ? Instants.Format(known, caller.User.TimeZone) : null);
        writer.WriteNull("modified_by");
    }

    private void WriteSingle(Utf8JsonWriter writer, Module module)
    {
        writer.WriteString("activity_badge", "Disabled");
        WriteTexts(writer, "$field_states", []);
        WriteTexts(writer, "$properties", SystemKeys.Of(module, caller.Organization).Select(key => key.Name));
        WriteTexts(writer, "$on_demand_properties", []);
        writer.WriteBoolean("chart_view", false);
        writer.WriteBoolean("chart_view_supported", false);
        writer.WriteBoolean("kanban_view", false);
        writer.WriteBoolean("kanban_view_supported", false);
        writer.WriteBoolean("show_as_tab_supported", module.Sequence is not null);
        writer.WriteNumber("per_page", 50);
        writer.WriteBoolean("filter_status", false);
        writer.WriteBoolean("filter_supported", module.SupportsSearch);
        WriteDisplayField(writer, module);
        WriteTexts(writer, "search_layout_fields", module.Fields.Where(field => field is { IsVisible: true, IsSearchable: true } && caller.AccessTo(module).Allows(field, FieldUse.See)).Take(10).Select(field => field.ApiName));
        WriteLookupFields(writer, module);
        writer.WriteStartObject("related_list_properties");
        writer.WriteNull("sort_by");
        WriteTexts(writer, "fields", [module.DisplayField]);
        writer.WriteNull("sort_order");
        writer.WriteEndObject();
        WriteTexts(writer, "properties", []);
        writer.WritePropertyName("custom_view");
        new ViewMetadata(caller, module).Write(writer, caller.Organization.ViewsOf(module)[0]);
        writer.WriteStartObject("territory");
        writer.WriteEndObject();
        writer.WriteNumber("masked_fields_count", 0);
        WriteTexts(writer, "business_card_fields", []);
        writer.WriteBoolean("inventory_template_supported", false);
        writer.WriteBoolean("triggers_supported", false);
        writer.WriteBoolean("emailTemplate_support", false);
        writer.WriteBoolean("email_parser_supported", false);
        writer.WriteBoolean("zia_view", false);
        writer.WriteBoolean("default_mapping_fields_supported", false);
    }

    // What people see of the module's records where they choose one: the columns of its default view.
    private void WriteLookupFields(Utf8JsonWriter writer, Module module)
    {
        writer.WriteStartObject("lookup_field_properties");
        writer.WriteStartArray("fields");
        int number = 0;
        foreach (Field field in module.Fields.Where(field => caller.Organization.ViewsOf(module)[0].Columns.Contains(field.Id) && caller.AccessTo(module).Allows(field, FieldUse.See)))
        {
            writer.WriteStartObject();
            writer.WriteNumber("sequence_number", ++number);
            writer.WriteString("api_name", field.ApiName);
            writer.WriteString("id", RecordId.Format(field.Id));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDisplayField(Utf8JsonWriter writer, Module module)
    {
        if (module.Find(module.DisplayField) is not { } field)
        {
            writer.WriteNull("display_field");
            return;
        }

        writer.WriteStartObject("display_field");
        writer.WriteString("api_name", field.ApiName);
        writer.WriteString("id", RecordId.Format(field.Id));
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
