using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents.Schedules;

/// <summary>Reads a schedule as it was sent.</summary>
public static class ScheduleDraft
{
    private const int MaximumLength = 100;
    private const int MinutesOfAYear = 366 * 24 * 60;

    /// <summary>Reads it. Whether a cron expression is one, only whoever counts with it knows.</summary>
    /// <param name="json">What was sent.</param>
    /// <param name="componentId">The scheduler.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The schedule, or the refusal.</returns>
    public static Result<Schedule> Read(JsonElement json, long componentId, DateTimeOffset now)
    {
        JsonBody body = new(json);
        string? cron = body.Text("cron", MaximumLength);
        string? minutes = body.Has("every_minutes") ? json.GetProperty("every_minutes").GetRawText() : null;
        string? zone = body.Text("time_zone", MaximumLength);
        int every = 0;
        string? wrong = (cron is null) == (minutes is null) ? "cron"
            : minutes is not null && (!int.TryParse(minutes, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out every) || every is < 1 or > MinutesOfAYear) ? "every_minutes"
            : zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? "time_zone"
            : null;
        return (body.Error ?? (wrong is null ? null : CrmErrors.Consents.InvalidInput(wrong))) is { } error
            ? error
            : new Schedule { ComponentId = componentId, Cron = cron, EveryMinutes = minutes is null ? null : every, TimeZone = zone ?? "Etc/UTC", Since = now };
    }
}
