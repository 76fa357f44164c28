using System.Globalization;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Times as people read them, in their zone.</summary>
/// <param name="zoneId">The zone.</param>
/// <param name="now">The moment.</param>
internal sealed class PageTimes(string zoneId, DateTimeOffset now)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out TimeZoneInfo? found) ? found : TimeZoneInfo.Utc;

    /// <summary>Such as <c>13 May 2026, 09:26</c>.</summary>
    public string Moment(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>13 May 2026</c>.</summary>
    public string Day(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How long is left until a moment.</summary>
    public string Left(DateTimeOffset end)
    {
        TimeSpan left = end - now;
        return left >= TimeSpan.FromDays(2) ? $"{(int)left.TotalDays} days left"
            : left >= TimeSpan.FromDays(1) ? "1 day left"
            : left >= TimeSpan.FromHours(2) ? $"{(int)left.TotalHours} hours left"
            : "ends within two hours";
    }
}
