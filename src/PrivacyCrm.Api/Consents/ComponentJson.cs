using System.Text.Json;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>Writes components; scripts only for those who may change them.</summary>
/// <param name="caller">Who reads.</param>
internal sealed class ComponentJson(Caller caller)
{
    public void Write(Utf8JsonWriter writer, Component component)
    {
        bool isOwn = ComponentEditor.MayChange(caller, component);
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", component.Id);
        writer.WriteString("kind", component.KindName);
        writer.WriteString("name", component.Name);
        if (component.FunctionType is { } type)
        {
            writer.WriteString("function_type", Words.Of(type));
        }

        writer.WriteString("scope", Words.Of(component.Scope));
        PlatformJson.WriteTexts(writer, "team_ids", component.TeamIds.Select(RecordId.Format));
        writer.WriteString("status", component.IsEnabled ? "enabled" : "disabled");
        writer.WriteString("execution_type", Words.Of(component.ExecutionType));
        if (isOwn && component.ExecutionUrl is { } url)
        {
            writer.WriteString("execution_url", url.OriginalString);
        }

        writer.WriteBoolean("consent_events", component.HearsOfConsents);
        PlatformJson.WriteUser(writer, "creator", component.CreatorId, caller.Organization);
        PlatformJson.WriteId(writer, "extension_id", component.ExtensionId);
        writer.WritePropertyName("handlers");
        PlatformJson.WriteList(writer, component.Handlers, (to, handler) => Write(to, handler, isOwn));
        PlatformJson.WriteManifest(writer, component.Manifest.Version, component.Manifest.Digest, component.Manifest.Recipient);
        PlatformJson.WriteTime(writer, "created_at", component.CreatedTime);
        PlatformJson.WriteTime(writer, "modified_at", component.ModifiedTime);
        writer.WriteEndObject();
    }

    /// <summary>Writes the manifest with everything in it.</summary>
    public static void WriteManifest(Utf8JsonWriter writer, Manifest manifest, bool withLines)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", manifest.Version);
        writer.WriteString("digest", manifest.Digest);
        writer.WriteString("recipient", manifest.Recipient);
        new AccessesJson(withLines: withLines).Write(writer, manifest.Accesses);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Handler handler, bool isOwn)
    {
        writer.WriteStartObject();
        writer.WriteString("type", handler.Type);
        if (handler.Script is null)
        {
            PlatformJson.WriteTexts(writer, "permissions", handler.Permissions);
        }
        else if (isOwn)
        {
            writer.WriteString("script", handler.Script);
        }

        writer.WriteEndObject();
    }
}
