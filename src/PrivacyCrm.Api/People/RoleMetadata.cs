using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.People;

/// <summary>Writes a role with the keys of the original.</summary>
internal sealed class RoleMetadata(Caller caller)
{
    public void Write(Utf8JsonWriter writer, Role role)
    {
        writer.WriteStartObject();
        writer.WriteString("id", RecordId.Format(role.Id));
        writer.WriteString("name", role.Name);
        writer.WriteString("display_label", role.Name);
        writer.WriteString("api_name", string.Concat(role.Name.Select(unit => char.IsAsciiLetterOrDigit(unit) ? unit : '_')));
        writer.WriteString("description", role.Description);
        writer.WriteBoolean("share_with_peers", role.SharesWithPeers);
        writer.WriteBoolean("admin_user", role.ReportsTo is null);
        writer.WriteNull("forecast_manager");
        WriteReference(writer, "reporting_to", role.ReportsTo, caller.Organization.Roles.FirstOrDefault(other => other.Id == role.ReportsTo)?.Name);
        WriteReference(writer, "created_by__s", role.CreatedBy, caller.Organization.FindUser(role.CreatedBy)?.FullName);
        WriteReference(writer, "modified_by__s", role.ModifiedBy, caller.Organization.FindUser(role.ModifiedBy)?.FullName);
        WriteTime(writer, "created_time__s", role.CreatedTime);
        WriteTime(writer, "modified_time__s", role.ModifiedTime);
        writer.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter writer, string name, long? id, string? text)
    {
        if (id is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("name", text);
        writer.WriteString("id", RecordId.Format(known));
        writer.WriteEndObject();
    }

    private void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time) =>
        writer.WriteString(name, time is { } known ? Instants.Format(known, caller.User.TimeZone) : null);
}
