using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Pieces of JSON that several settings answers share.</summary>
internal static class SettingsJson
{
    /// <summary>Writes a profile as others name it, with its permission for a field.</summary>
    public static void WriteProfile(Utf8JsonWriter writer, Profile profile, FieldRight? permission = null)
    {
        writer.WriteStartObject();
        if (permission is { } known)
        {
            writer.WriteString("permission_type", FieldRights.NameOf(known));
        }

        writer.WriteString("name", profile.Name);
        writer.WriteString("id", RecordId.Format(profile.Id));
        writer.WriteEndObject();
    }
}
