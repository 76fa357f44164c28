using System.Text.Json;
using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Api.Consents;

/// <summary>Writes accesses as a prompt shows them: objects, tasks and APIs.</summary>
/// <param name="isNew">Tells whether an access was not agreed to before; null where nobody asks.</param>
/// <param name="withLines">Whether derived accesses tell their line of the script.</param>
internal sealed class AccessesJson(Func<Access, bool>? isNew = null, bool withLines = false)
{
    public void Write(Utf8JsonWriter writer, IReadOnlyCollection<Access> accesses)
    {
        writer.WriteStartObject("accesses");
        foreach ((string name, AccessCategory category) in ((string, AccessCategory)[])[("objects", AccessCategory.Object), ("tasks", AccessCategory.Task), ("apis", AccessCategory.Api)])
        {
            writer.WritePropertyName(name);
            PlatformJson.WriteList(writer, accesses.Where(access => access.Parts.Category == category), Write);
        }

        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, Access access)
    {
        AccessKey key = access.Parts;
        writer.WriteStartObject();
        writer.WriteString("id", access.Key);
        if (key.Category == AccessCategory.Object)
        {
            writer.WriteString("name", key.Name);
        }
        else
        {
            WriteService(writer, access, key);
        }

        if (!access.Fields.IsEmpty)
        {
            PlatformJson.WriteTexts(writer, "fields", access.Fields);
        }

        writer.WriteString("purpose", access.Purpose);
        writer.WriteBoolean("required", access.IsRequired);
        if (isNew is not null)
        {
            writer.WriteBoolean("new", isNew(access));
        }
        else
        {
            writer.WriteString("source", Words.Of(access.Source));
        }

        if (withLines && access.Line is { } line)
        {
            writer.WriteNumber("line", line);
        }

        writer.WriteEndObject();
    }

    private static void WriteService(Utf8JsonWriter writer, Access access, AccessKey key)
    {
        writer.WriteString("service", access.Service);
        if (key.Category == AccessCategory.Api)
        {
            writer.WriteBoolean("third_party", key.IsThirdParty);
        }

        PlatformJson.WriteTexts(writer, "operations", access.Operations);
        if (!access.Modules.IsEmpty)
        {
            PlatformJson.WriteTexts(writer, "modules", access.Modules);
        }

        writer.WriteString("authentication", Words.Of(access.Authentication!.Value));
    }
}
