namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>An open bracket, and what is known of what stands in it.</summary>
/// <param name="call">What the bracket belongs to: a task's name, <c>getUrl</c>, <c>postUrl</c>, <c>invokeurl</c>; null for any other.</param>
/// <param name="line">Where the call begins.</param>
internal sealed class DelugeBracket(string? call, int line)
{
    public const string GetUrl = "getUrl";
    public const string PostUrl = "postUrl";
    public const string InvokeUrl = "invokeurl";

    // Module and record, or module and criteria, come first in every task; a connection comes last.
    private const int FirstConnection = 2;

    private readonly Dictionary<string, DelugeValue> _named = new(StringComparer.OrdinalIgnoreCase);
    private DelugeValue _value = new();
    private DelugeValue? _first;
    private int _count;

    /// <summary>Gets a value indicating whether its values have names.</summary>
    public bool IsNamed => call == InvokeUrl;

    /// <summary>Begins the value of a name.</summary>
    public void Name(string name) => _named.TryAdd(name, _value = new DelugeValue());

    /// <summary>Takes the next piece between its brackets.</summary>
    public void Take(DelugeToken token)
    {
        if (token.IsSign(','))
        {
            _first ??= _value;
            _value = new DelugeValue();
            _count++;
        }
        else
        {
            _value.Take(token);
        }
    }

    /// <summary>What the call accesses, now that its bracket is closed.</summary>
    public DerivedAccess? Access() => call switch
    {
        null => null,
        GetUrl => Api("GET", _first ?? _value, connection: null),
        PostUrl => Api("POST", _first ?? _value, connection: null),
        InvokeUrl => Api(MethodOf(_named.GetValueOrDefault("type")), _named.GetValueOrDefault("url"), _named.GetValueOrDefault("connection")?.Whole),
        _ => new DerivedAccess("task", call, _count >= FirstConnection && IsLinkName(_value.Whole) ? _value.Whole : null, line),
    };

    private static string? MethodOf(DelugeValue? type) => type is null ? "GET" : type.Whole ?? type.Word;

    private static bool IsLinkName(string? text) =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && text.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '_');

    private DerivedAccess Api(string? method, DelugeValue? url, string? connection) => new("api", DelugeAddress.NameOf(method, url), connection, line);
}
