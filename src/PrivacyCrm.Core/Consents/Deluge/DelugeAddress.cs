namespace PrivacyCrm.Core.Consents.Deluge;

/// <summary>What a script tells of the address of a request.</summary>
internal static class DelugeAddress
{
    /// <summary>Stands for requests whose method or address only the running script knows.</summary>
    public const string Dynamic = "* (dynamic)";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    /// <summary>The name of the access: its method and the server it goes to.</summary>
    public static string NameOf(string? method, DelugeValue? url) =>
        Array.Find(Methods, known => known.Equals(method, StringComparison.OrdinalIgnoreCase)) is { } known && url is not null && OriginOf(url) is { } origin
            ? $"{known} {origin}/*"
            : Dynamic;

    private static string? OriginOf(DelugeValue url)
    {
        string text = url.Start ?? string.Empty;
        int authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3 || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            return null;
        }

        int length = text.AsSpan(authority).IndexOfAny('/', '?', '#');

        // What is added to a host could make it another one; signs other than those of names and ports could mean another one.
        bool isWhole = length >= 0 || !url.IsPrefix;
        string host = length < 0 ? text[authority..] : text[authority..(authority + length)];
        return isWhole && host.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '-' or ':') ? address.GetLeftPart(UriPartial.Authority) : null;
    }
}
