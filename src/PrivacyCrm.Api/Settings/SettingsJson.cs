using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Pieces of JSON that several settings answers share.</summary>
internal static class SettingsJson
{
    /// <summary>Writes one of the two profiles.</summary>
    public static void WriteProfile(Utf8JsonWriter writer, long organizationId, bool isAdministrator, string? permission = null)
    {
        writer.WriteStartObject();
        if (permission is not null)
        {
            writer.WriteString("permission_type", permission);
        }

        writer.WriteString("name", isAdministrator ? Profiles.Administrator : Profiles.Standard);
        writer.WriteString("id", RecordId.Format(isAdministrator ? Profiles.AdministratorId(organizationId) : Profiles.StandardId(organizationId)));
        writer.WriteEndObject();
    }
}
