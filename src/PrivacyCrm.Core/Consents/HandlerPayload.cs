using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>
/// Writes what a handler is handed: objects that were agreed to and that the handler may have, and of them the documented keys. What is left
/// out is not there, rather than null. Who runs it and in which organization is routing and always there.
/// </summary>
public sealed class HandlerPayload
{
    private const string ChatObject = "chat";
    private const string MessageObject = "message";
    private const string UserObject = "user";

    // What is typed to the component itself.
    private static readonly ImmutableArray<string> Inputs = ["arguments", "options", "selections"];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Keys = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["attachments"] = ["id", "name", "type", "size", "url", "comment"],
        [ChatObject] = ["id", "type", "title", "owner", "members"],
        ["location"] = ["latitude", "longitude", "accuracy", "altitude", "address", "city", "country", "timezone"],
        [MessageObject] = ["id", "sender", "time", "text", "type", "is_read"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Caller _caller;
    private readonly Component _component;
    private readonly Execution _execution;
    private readonly FrozenDictionary<string, Access> _objects;
    private readonly JsonElement _sent;

    /// <summary>Initializes a new instance of the <see cref="HandlerPayload"/> class.</summary>
    /// <param name="caller">The acting user.</param>
    /// <param name="component">The component.</param>
    /// <param name="execution">The execution.</param>
    /// <param name="allowed">What was agreed to.</param>
    /// <param name="sent">What the user's client knows: an object, or nothing.</param>
    public HandlerPayload(Caller caller, Component component, Execution execution, ImmutableArray<Access> allowed, JsonElement sent)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(execution);
        (_caller, _component, _execution, _sent) = (caller, component, execution, sent);
        HandlerKind kind = component.Kind.FindHandler(execution.Handler)!;
        Handler handler = component.Handlers.First(one => one.Type == execution.Handler);
        _objects = allowed.Select(access => (access.Parts, Access: access))
            .Where(one => one.Parts.Category == AccessCategory.Object && MayHave(kind, handler, one.Parts.Name))
            .ToFrozenDictionary(one => one.Parts.Name, one => one.Access, StringComparer.Ordinal);
        Objects = [.. _objects.Keys.Where(IsThere).Order(StringComparer.Ordinal)];
    }

    /// <summary>Gets the names of the objects that are in it.</summary>
    public ImmutableArray<string> Objects { get; }

    /// <summary>Writes it.</summary>
    /// <param name="grant">The consent, or null when none was needed.</param>
    /// <param name="accessToken">The token of the execution.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The JSON.</returns>
    public ReadOnlyMemory<byte> Write(Grant? grant, string accessToken, DateTimeOffset now)
    {
        using MemoryStream payload = new();
        using (Utf8JsonWriter writer = new(payload))
        {
            writer.WriteStartObject();
            writer.WriteString("name", _component.Name);
            writer.WriteString("type", _component.KindName);
            writer.WriteStartObject("handler");
            writer.WriteString("type", _execution.Handler);
            writer.WriteEndObject();
            writer.WriteNumber("timestamp", now.ToUnixTimeMilliseconds());
            writer.WriteStartObject("params");
            WriteParams(writer);
            writer.WriteEndObject();
            writer.WriteStartObject("consent");
            writer.WriteString("execution_id", RecordId.Format(_execution.Id));
            if (grant is not null)
            {
                writer.WriteString("grant_id", RecordId.Format(grant.Id));
                writer.WriteString("expires_at", ConsentReceipt.TimeOf(grant.ExpiresTime));
            }

            writer.WriteString("access_token", accessToken);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return payload.ToArray();
    }

    // Beside the table of kinds a webhook gets what it asked for alone; parts of an extension also what their extension was granted.
    private static bool MayHave(HandlerKind kind, Handler handler, string name) =>
        name == ComponentKind.OrganizationObject || (kind.Objects.Contains(name) && (handler.Script is not null || handler.Permissions.Contains(name)));

    private bool IsThere(string name) => name is UserObject or ComponentKind.OrganizationObject || Sent(name) is not null;

    private JsonElement? Sent(string name) =>
        _sent.ValueKind == JsonValueKind.Object && _sent.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value : null;

    private void WriteParams(Utf8JsonWriter writer)
    {
        WriteRouting(writer);
        foreach (string name in Objects)
        {
            writer.WritePropertyName(name);
            switch (name)
            {
                case UserObject: WriteUser(writer); break;
                case ComponentKind.OrganizationObject: WriteOrganization(writer); break;
                default: WriteSent(writer, name, Sent(name)!.Value); break;
            }
        }

        foreach (string name in Inputs.Where(name => _sent.ValueKind == JsonValueKind.Object && _sent.TryGetProperty(name, out _)))
        {
            writer.WritePropertyName(name);
            _sent.GetProperty(name).WriteTo(writer);
        }
    }

    private void WriteRouting(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("access");
        writer.WriteString("user_id", RecordId.Format(_caller.User.Id));
        writer.WriteStartObject("organization");
        writer.WriteString("id", RecordId.Format(_caller.Organization.Id));
        writer.WriteString("type", "company");
        writer.WriteEndObject();
        if (Objects.Contains(ChatObject) && Sent(ChatObject) is { ValueKind: JsonValueKind.Object } chat && IsShown(ChatObject, "id") && chat.TryGetProperty("id", out JsonElement id))
        {
            writer.WritePropertyName("chat_id");
            id.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteUser(Utf8JsonWriter writer)
    {
        User user = _caller.User;
        (string Key, string Value)[] members =
        [
            ("id", RecordId.Format(user.Id)), ("zoho_user_id", user.Zuid), ("organization_id", RecordId.Format(_caller.Organization.Id)), ("first_name", user.FirstName),
            ("last_name", user.LastName), ("email", user.Email), ("timezone", user.TimeZoneId),
        ];
        writer.WriteStartObject();
        foreach ((string key, string value) in members.Where(member => IsShown(UserObject, member.Key)))
        {
            writer.WriteString(key, value);
        }

        if (IsShown(UserObject, "admin"))
        {
            writer.WriteBoolean("admin", _caller.Profile.MayCustomize);
        }

        writer.WriteEndObject();
    }

    private void WriteOrganization(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", RecordId.Format(_caller.Organization.Id));
        writer.WriteString("name", _caller.Organization.Profile.CompanyName);
        writer.WriteEndObject();
    }

    private void WriteSent(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (JsonElement item in value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
            {
                WriteSent(writer, name, item);
            }

            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        foreach (JsonProperty member in value.EnumerateObject().Where(member => Keys[name].Contains(member.Name) && IsShown(name, member.Name)))
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    // Who wrote a message is who the user is, which is agreed to on its own.
    private bool IsShown(string name, string key) =>
        (_objects[name].Fields.IsEmpty || _objects[name].Fields.Contains(key)) && !((name, key) == (MessageObject, "sender") && !_objects.ContainsKey(UserObject));
}
