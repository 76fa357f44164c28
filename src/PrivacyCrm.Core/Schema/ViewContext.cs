using System.Text.Json;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Schema;

/// <summary>What showing a value needs beside the value: the module, the people, the names of referenced records, the caller's zone.</summary>
/// <param name="module">The module of the records shown.</param>
/// <param name="organization">The organization.</param>
/// <param name="timeZone">The zone of the reader.</param>
/// <param name="names">The names of referenced records, as far as the caller may see them.</param>
public sealed class ViewContext(Module module, Organization organization, TimeZoneInfo timeZone, IReadOnlyDictionary<long, string> names)
{
    /// <summary>Gets the module of the records shown.</summary>
    public Module Module { get; } = module;

    /// <summary>Gets a value indicating whether the records stand in a list, where the original shortens long values.</summary>
    public bool IsList { get; init; }

    /// <summary>Gets the organization.</summary>
    public Organization Organization { get; } = organization;

    /// <summary>Gets the zone of the reader.</summary>
    public TimeZoneInfo TimeZone { get; } = timeZone;

    /// <summary>The name of a referenced record.</summary>
    /// <param name="id">The record.</param>
    /// <returns>The name; null when it is closed to the caller or the record is gone.</returns>
    public string? NameOf(long id) => names.GetValueOrDefault(id);

    /// <summary>Writes a user as <c>{name, id, email}</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="userId">The user.</param>
    public void WriteUser(Utf8JsonWriter writer, long userId)
    {
        ArgumentNullException.ThrowIfNull(writer);
        User? user = Organization.FindUser(userId);
        writer.WriteStartObject();
        writer.WriteString("name", user?.FullName);
        writer.WriteString("id", RecordId.Format(userId));
        writer.WriteString("email", user?.Email);
        writer.WriteEndObject();
    }

    /// <summary>Writes an instant in the reader's zone.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="instant">The instant.</param>
    public void WriteInstant(Utf8JsonWriter writer, DateTimeOffset instant) => Instants.Write(writer, instant, TimeZone);
}
