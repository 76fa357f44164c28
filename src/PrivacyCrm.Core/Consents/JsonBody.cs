using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>
/// Reads the members of a body, each once, and keeps the first refusal. A member that nobody reads is refused as well: a misspelled
/// <c>fields</c> would otherwise mean all of them.
/// </summary>
/// <param name="json">The body.</param>
/// <param name="path">Where it stands; empty for the whole body.</param>
internal sealed class JsonBody(JsonElement json, string path = "")
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private CrmError? _error;

    /// <summary>The first refusal, after everything was read; null when there is none.</summary>
    public CrmError? Error => _error
        ?? (json.ValueKind != JsonValueKind.Object ? CrmErrors.Consents.InvalidInput(path.Length == 0 ? "body" : path)
        : json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !_read.Contains(name)) is { } unknown ? CrmErrors.Consents.InvalidInput(PathOf(unknown))
        : null);

    public bool Has(string name) => Find(name) is not null;

    /// <summary>One line of text, without what could make it look like another one to people.</summary>
    public string? Text(string name, int maximumLength, bool isRequired = false) =>
        Lines(name, maximumLength, isRequired)?.Trim() is not { } text ? null
        : text.Length > 0 && !text.Any(IsDisguise) ? text
        : Refuse<string?>(name);

    /// <summary>Any text, as it was sent.</summary>
    public string? Lines(string name, int maximumLength, bool isRequired = false)
    {
        if (Find(name) is not { } value)
        {
            return isRequired ? Refuse<string?>(name) : null;
        }

        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is { Length: > 0 } && text.Length <= maximumLength && !text.Contains('\0', StringComparison.Ordinal) ? text : Refuse<string?>(name);
    }

    public T? Word<T>(string name)
        where T : struct, Enum =>
        Find(name) is not { } value ? null : Words.Find<T>(value.ValueKind == JsonValueKind.String ? value.GetString() : null) ?? Refuse<T?>(name);

    public bool? Flag(string name) => Find(name) is not { } value
        ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Refuse<bool?>(name);

    public ImmutableArray<string>? Texts(string name, int maximum, Func<string, bool> isAllowed)
    {
        if (List(name, maximum) is not { } items)
        {
            return null;
        }

        ImmutableArray<string> texts = [.. items.Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : string.Empty)];
        return texts.All(isAllowed) && texts.Distinct(StringComparer.Ordinal).Count() == texts.Length ? texts : Refuse<ImmutableArray<string>?>(name);
    }

    public ImmutableArray<long>? Ids(string name, int maximum)
    {
        if (List(name, maximum) is not { } items)
        {
            return null;
        }

        long?[] ids = [.. items.Select(RecordId.Read)];
        return Array.TrueForAll(ids, id => id is not null) ? [.. ids.Select(id => id!.Value).Distinct()] : Refuse<ImmutableArray<long>?>(name);
    }

    public ImmutableArray<JsonElement>? List(string name, int maximum) => Find(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= maximum ? [.. value.EnumerateArray()] : Refuse<ImmutableArray<JsonElement>?>(name);

    public JsonElement? Object(string name) => Find(name) is not { } value ? null : value.ValueKind == JsonValueKind.Object ? value : Refuse<JsonElement?>(name);

    /// <summary>Keeps a refusal that whoever reads found.</summary>
    public T? Refuse<T>(string name, CrmError? error = null)
    {
        _error ??= error ?? CrmErrors.Consents.InvalidInput(PathOf(name));
        return default;
    }

    /// <summary>Where a member stands.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    // Control characters, and those that turn the direction of what follows.
    private static bool IsDisguise(char unit) => char.IsControl(unit) || unit is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
