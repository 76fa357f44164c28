using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Privacy;

/// <summary>The <c>private</c> object of a field's metadata.</summary>
/// <param name="Restricted">Whether record APIs show null instead of the value.</param>
/// <param name="Type"><c>Low</c> or <c>High</c>.</param>
/// <param name="Export">Whether the value is left out of exports.</param>
public sealed record FieldPrivacy(bool Restricted, string Type, bool Export)
{
    /// <summary>The object for a field: derived from its mark and the organization's restrictions, never set by itself.</summary>
    /// <param name="field">The field.</param>
    /// <param name="module">Its module.</param>
    /// <param name="settings">The organization's switches.</param>
    /// <returns>The object; null when privacy is off, or the field is not marked or marked without a sensitivity.</returns>
    public static FieldPrivacy? Of(Field field, Module module, PrivacySettings settings)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(settings);
        return settings.AppliesTo(module.ApiName) && field.Personal is PersonalMark.Low or PersonalMark.High
            ? new FieldPrivacy(
                PrivacySettings.Covers(settings.ApiRestriction, field.Personal),
                field.Personal == PersonalMark.High ? "High" : "Low",
                PrivacySettings.Covers(settings.ExportRestriction, field.Personal))
            : null;
    }

    /// <summary>Writes the object with its three keys.</summary>
    /// <param name="writer">Where to write.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteBoolean("restricted", Restricted);
        writer.WriteString("type", Type);
        writer.WriteBoolean("export", Export);
        writer.WriteEndObject();
    }
}
