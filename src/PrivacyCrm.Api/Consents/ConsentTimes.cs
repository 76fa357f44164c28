using System.Globalization;

namespace PrivacyCrm.Api.Consents;

/// <summary>Reads moments of parameters.</summary>
internal static class ConsentTimes
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>Reads a moment; null for anything else, and for one without an offset.</summary>
    public static DateTimeOffset? TryParse(string text) =>
        (text.EndsWith('Z') || (text.Length == 25 && text[19] is '+' or '-'))
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment) ? moment : null;
}
