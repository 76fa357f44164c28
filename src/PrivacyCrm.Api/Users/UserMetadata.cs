using System.Text.Json;
using PrivacyCrm.Api.Settings;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Users;

/// <summary>Writes a user with every key of the original. Keys of features that are not here have their empty value.</summary>
internal sealed class UserMetadata(Caller caller, DateTimeOffset now)
{
    private const string Theme = """
        {"normal_tab":{"font_color":"#FFFFFF","background":"#222222"},"selected_tab":{"font_color":"#FFFFFF","background":"#222222"},"new_background":null,"background":"#F3F0EB","screen":"fixed","type":"default"}
        """;

    private const string CustomizeInfo = """
        {"notes_desc":null,"show_right_panel":null,"bc_view":null,"show_home":false,"show_detail_view":true,"show_left_panel":true,"unpin_recent_item":null}
        """;

    public void Write(Utf8JsonWriter writer, User user)
    {
        writer.WriteStartObject();
        WritePerson(writer, user);
        WritePlace(writer, user);
        WriteHistory(writer, user);
        WriteUnused(writer);
        writer.WriteEndObject();
    }

    private void WritePerson(Utf8JsonWriter writer, User user)
    {
        Organization organization = caller.Organization;
        writer.WriteString("id", RecordId.Format(user.Id));
        writer.WriteString("zuid", user.Zuid);
        writer.WriteString("first_name", user.FirstName);
        writer.WriteString("last_name", user.LastName);
        writer.WriteString("full_name", user.FullName);
        writer.WriteString("email", user.Email);
        writer.WriteBoolean("confirm", true);
        writer.WriteString("status", user.IsActive ? "active" : "inactive");
        writer.WriteNull("status_reason__s");
        writer.WriteString("type__s", "Regular User");
        writer.WriteStartObject("role");
        writer.WriteString("name", user.Role);
        writer.WriteString("id", RecordId.Format(organization.RoleOf(user).Id));
        writer.WriteEndObject();
        writer.WritePropertyName("profile");
        SettingsJson.WriteProfile(writer, organization.ProfileOf(user));
        writer.WriteNull("Reporting_To");
    }

    private void WritePlace(Utf8JsonWriter writer, User user)
    {
        writer.WriteString("country", caller.Organization.Profile.Country);
        writer.WriteString("language", "en_US");
        writer.WriteString("locale", "en_US");
        writer.WriteString("country_locale", "en_US");
        writer.WriteString("time_zone", user.TimeZoneId);
        writer.WriteNumber("offset", (int)user.TimeZone.GetUtcOffset(now).TotalMilliseconds);
        writer.WriteString("date_format", "MMM d, yyyy");
        writer.WriteString("time_format", "hh:mm a");
        writer.WriteString("decimal_separator", "Period");
        writer.WriteString("number_separator", "Comma");
        writer.WriteString("name_format__s", "Salutation,First Name,Last Name");
        writer.WriteString("sort_order_preference__s", "First Name,Last Name");
    }

    private void WriteHistory(Utf8JsonWriter writer, User user)
    {
        string created = Instants.Format(user.CreatedTime ?? caller.Organization.Profile.CreatedTime, caller.User.TimeZone);
        WriteUser(writer, "created_by", null);
        writer.WriteString("created_time", created);
        WriteUser(writer, "Modified_By", user.ModifiedBy);
        writer.WriteString("Modified_Time", user.ModifiedTime is { } modified ? Instants.Format(modified, caller.User.TimeZone) : created);
    }

    // Whoever runs the server adds users; the first of them stands for that.
    private void WriteUser(Utf8JsonWriter writer, string name, long? id)
    {
        User first = caller.Organization.FindUser(id) ?? caller.Organization.Users[0];
        writer.WriteStartObject(name);
        writer.WriteString("name", first.FullName);
        writer.WriteString("id", RecordId.Format(first.Id));
        writer.WriteEndObject();
    }

    private static void WriteUnused(Utf8JsonWriter writer)
    {
        foreach (string name in (ReadOnlySpan<string>)["alias", "phone", "mobile", "fax", "dob", "website", "street", "city", "state", "zip", "signature", "$current_shift", "$next_shift", "$shift_effective_from"])
        {
            writer.WriteNull(name);
        }

        foreach (string name in (ReadOnlySpan<string>)["Isonline", "personal_account", "microsoft", "sandboxDeveloper"])
        {
            writer.WriteBoolean(name, false);
        }

        writer.WriteString("default_tab_group", "0");
        writer.WritePropertyName("theme");
        writer.WriteRawValue(Theme);
        writer.WritePropertyName("customize_info");
        writer.WriteRawValue(CustomizeInfo);
    }
}
