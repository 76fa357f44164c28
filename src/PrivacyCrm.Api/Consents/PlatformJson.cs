using System.Text.Json;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>Pieces of JSON that several answers of the platform share.</summary>
internal static class PlatformJson
{
    public static void WriteList<T>(Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WritePropertyName(name);
        WriteList(writer, texts, static (to, text) => to.WriteStringValue(text));
    }

    public static void WriteId(Utf8JsonWriter writer, string name, long? id)
    {
        if (id is { } known)
        {
            writer.WriteString(name, RecordId.Format(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? moment) => writer.WriteString(name, moment is { } known ? ConsentReceipt.TimeOf(known) : null);

    public static void WriteTarget(Utf8JsonWriter writer, ConsentTarget target, Organization? organization)
    {
        writer.WriteStartObject("component");
        WriteId(writer, "id", target.Id);
        writer.WriteString("kind", target.Kind);
        writer.WriteString("name", target.Name);
        if (organization is not null)
        {
            WriteUser(writer, "creator", target.CreatorId, organization);
        }

        writer.WriteEndObject();
    }

    public static void WriteUser(Utf8JsonWriter writer, string name, long id, Organization organization)
    {
        writer.WriteStartObject(name);
        WriteId(writer, "id", id);
        writer.WriteString("name", organization.FindUser(id)?.FullName);
        writer.WriteEndObject();
    }

    public static void WriteManifest(Utf8JsonWriter writer, int version, string digest, string? recipient)
    {
        writer.WriteStartObject("manifest");
        writer.WriteNumber("version", version);
        writer.WriteString("digest", digest);
        writer.WriteString("recipient", recipient);
        writer.WriteEndObject();
    }
}
