using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Conversion;

/// <summary>Reads what a conversion is asked to do. Members that change nothing here are checked all the same.</summary>
internal static class ConversionRequestReader
{
    private const string Path = "$.data[0]";

    private static readonly string[] Flags = ["overwrite", "notify_lead_owner", "notify_new_entity_owner", "add_to_existing_record"];

    public static Result<ConversionRequest> Read(JsonElement json, Organization organization)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("data", Path, "jsonobject");
        }

        if (WrongFlag(json) is { } wrong)
        {
            return wrong;
        }

        if (!ReadId(json, "Accounts").TryGet(out long? account, out CrmError? error)
            || !ReadId(json, "Contacts").TryGet(out long? contact, out error)
            || !ReadId(json, "assign_to").TryGet(out long? assignTo, out error)
            || !ReadDeal(json, $"{Path}.Deals").TryGet(out JsonElement? deal, out error)
            || !ReadAttachments(json, $"{Path}.move_attachments_to", organization).TryGet(out string? attachments, out error)
            || !ReadTags(json, $"{Path}.carry_over_tags").TryGet(out Dictionary<string, IReadOnlyCollection<string>?>? tags, out error))
        {
            return error;
        }

        return new ConversionRequest
        {
            Overwrites = Sent(json, "overwrite") is { ValueKind: JsonValueKind.True },
            AccountId = account,
            ContactId = contact,
            AssignTo = assignTo,
            Deal = deal,
            AttachmentsTo = attachments,
            Tags = tags,
        };
    }

    /// <summary>Reads the deal, null when there is none.</summary>
    public static Result<JsonElement?> ReadDeal(JsonElement json, string path) => Sent(json, ConversionModules.Deals) switch
    {
        null => (JsonElement?)null,
        { ValueKind: JsonValueKind.Object } deal => deal,
        _ => CrmErrors.Records.WrongType(ConversionModules.Deals, path, "jsonobject"),
    };

    /// <summary>Reads which record takes the attachments.</summary>
    public static Result<string> ReadAttachments(JsonElement json, string path, Organization organization)
    {
        if (Sent(json, "move_attachments_to") is not { } sent)
        {
            return ConversionModules.Contacts;
        }

        if (sent.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("move_attachments_to", path, "jsonobject");
        }

        return ModuleIn(sent, organization) is { } name ? name : CrmErrors.Records.NotSupportedValue("api_name", $"{path}.api_name", ConversionModules.All);
    }

    /// <summary>The module that an object names or means by its id; null for any that a lead does not become.</summary>
    public static string? ModuleIn(JsonElement json, Organization organization)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        long? id = Sent(json, "id") is { } sent ? RecordId.Read(sent) : null;
        string? name = TextIn(json, "api_name") ?? organization.Modules.FirstOrDefault(module => module.Id == id)?.ApiName;
        return name is not null && ConversionModules.All.Contains(name) ? name : null;
    }

    /// <summary>A member that was sent with a value.</summary>
    public static JsonElement? Sent(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text in an object.</summary>
    public static string? TextIn(JsonElement json, string name) =>
        Sent(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static CrmError? WrongFlag(JsonElement json)
    {
        string? wrong = Array.Find(Flags, name => Sent(json, name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) });
        return wrong is null ? null : CrmErrors.Records.WrongType(wrong, $"{Path}.{wrong}", "boolean");
    }

    // Older clients send the id alone.
    private static Result<long?> ReadId(JsonElement json, string name) => Sent(json, name) switch
    {
        null => (long?)null,
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } id => RecordId.Read(id) ?? 0,
        { ValueKind: JsonValueKind.Object } value => Sent(value, "id") is { } id ? RecordId.Read(id) ?? 0 : CrmErrors.Records.MandatoryMissing("id", $"{Path}.{name}.id"),
        _ => CrmErrors.Records.WrongType(name, $"{Path}.{name}", "jsonobject"),
    };

    private static Result<Dictionary<string, IReadOnlyCollection<string>?>> ReadTags(JsonElement json, string path)
    {
        Dictionary<string, IReadOnlyCollection<string>?> tags = [];
        if (Sent(json, "carry_over_tags") is not { } sent)
        {
            return tags;
        }

        if (sent.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("carry_over_tags", path, "jsonobject");
        }

        foreach (string module in ConversionModules.All)
        {
            if (Sent(sent, module) is not { } names)
            {
                continue;
            }

            if (names.ValueKind != JsonValueKind.Array || names.EnumerateArray().Any(name => NameOf(name) is null))
            {
                return CrmErrors.Records.WrongType(module, $"{path}.{module}", "jsonarray");
            }

            tags[module] = [.. names.EnumerateArray().Select(name => NameOf(name)!.Trim())];
        }

        return tags;
    }

    private static string? NameOf(JsonElement tag) => tag.ValueKind switch
    {
        JsonValueKind.String => tag.GetString(),
        JsonValueKind.Object => TextIn(tag, "name"),
        _ => null,
    };
}
