using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.People;

/// <summary>Writes a profile with the keys of the original.</summary>
internal sealed class ProfileMetadata(Caller caller)
{
    /// <summary>Writes a profile as the list shows it, or with its permissions.</summary>
    public void Write(Utf8JsonWriter writer, Profile profile, bool isSingle)
    {
        writer.WriteStartObject();
        writer.WriteString("id", RecordId.Format(profile.Id));
        writer.WriteString("name", profile.Name);
        writer.WriteString("display_label", profile.Name);
        writer.WriteString("api_name", string.Concat(profile.Name.Select(unit => char.IsAsciiLetterOrDigit(unit) ? unit : '_')));
        writer.WriteString("description", profile.Description);
        writer.WriteString("type", "normal_profile");
        writer.WriteBoolean("custom", profile.IsCustom);
        writer.WriteBoolean("category", profile.IsCustom);
        writer.WriteBoolean("default", !profile.IsCustom);
        writer.WriteNull("permission_type");
        WriteStamp(writer, "created", profile.CreatedTime, profile.CreatedBy);
        WriteStamp(writer, "modified", profile.ModifiedTime, profile.ModifiedBy);
        if (isSingle)
        {
            writer.WriteNull("_default_view");
            WritePermissions(writer, profile);
            WriteSections(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteStamp(Utf8JsonWriter writer, string what, DateTimeOffset? time, long? userId)
    {
        writer.WriteString($"{what}_time", time is { } known ? Instants.Format(known, caller.User.TimeZone) : null);
        if (userId is not { } id)
        {
            writer.WriteNull($"{what}_by");
            return;
        }

        writer.WriteStartObject($"{what}_by");
        writer.WriteString("name", caller.Organization.FindUser(id)?.FullName);
        writer.WriteString("id", RecordId.Format(id));
        writer.WriteEndObject();
    }

    private void WritePermissions(Utf8JsonWriter writer, Profile profile)
    {
        writer.WriteStartArray("permissions_details");
        Dictionary<long, long> parents = Permissions.Of(caller.Organization)
            .Where(permission => permission.Use == ModuleUse.View)
            .ToDictionary(permission => permission.Module!.Id, permission => permission.Id);
        foreach (Permission permission in Permissions.Of(caller.Organization))
        {
            writer.WriteStartObject();
            writer.WriteString("display_label", permission.Label);
            writer.WriteString("module", permission.Module?.ApiName);
            writer.WriteString("name", permission.Name);
            writer.WriteBoolean("customizable", !profile.IsSystem);
            writer.WriteString("id", RecordId.Format(permission.Id));
            writer.WriteBoolean("enabled", permission.IsGivenBy(profile));
            if (permission.Module is { } module && permission.Use != ModuleUse.View)
            {
                writer.WriteStartArray("parent_permissions");
                writer.WriteStringValue(RecordId.Format(parents[module.Id]));
                writer.WriteEndArray();
            }
            else
            {
                writer.WriteNull("parent_permissions");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteSections(Utf8JsonWriter writer)
    {
        ILookup<Module?, Permission> byModule = Permissions.Of(caller.Organization).ToLookup(permission => permission.Module);
        writer.WriteStartArray("sections");
        writer.WriteStartObject();
        writer.WriteString("name", "module");
        writer.WriteStartArray("categories");
        foreach (IGrouping<Module?, Permission> group in byModule.Where(group => group.Key is not null))
        {
            WriteCategory(writer, group.Key!.PluralLabel, group.Key.ModuleName, group.Key.ApiName, group);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("name", "setup");
        writer.WriteStartArray("categories");
        WriteCategory(writer, "Customization", "customization", null, byModule[null]);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteCategory(Utf8JsonWriter writer, string label, string name, string? module, IEnumerable<Permission> permissions)
    {
        writer.WriteStartObject();
        writer.WriteString("display_label", label);
        writer.WriteString("name", name);
        writer.WriteString("module", module);
        writer.WriteStartArray("permissions_details");
        foreach (Permission permission in permissions)
        {
            writer.WriteStringValue(RecordId.Format(permission.Id));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
