using System.Globalization;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Json;

/// <summary>Times in <c>If-Modified-Since</c> and <c>If-Unmodified-Since</c>: clients send ISO 8601 or the form of HTTP.</summary>
internal static class ConditionalHeaders
{
    /// <summary>Reads a time.</summary>
    /// <returns>The time, null without header, or the refusal of one that cannot be read: ignoring it could lose an update.</returns>
    public static Result<DateTimeOffset?> Read(HttpRequest request, string header)
    {
        string? text = request.Headers[header];
        if (string.IsNullOrWhiteSpace(text))
        {
            return (DateTimeOffset?)null;
        }

        bool isRead = Instants.TryParse(text, TimeZoneInfo.Utc, out DateTimeOffset instant)
            || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
        return isRead ? instant : CrmErrors.Requests.InvalidParameter(header);
    }
}
