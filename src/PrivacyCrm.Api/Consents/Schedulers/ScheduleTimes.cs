using Cronos;
using PrivacyCrm.Core.Consents.Schedules;

namespace PrivacyCrm.Api.Consents.Schedulers;

/// <summary>Counts when a schedule comes next.</summary>
internal static class ScheduleTimes
{
    /// <summary>The first run after a moment. Runs that were missed meanwhile are not made up for.</summary>
    /// <returns>The moment; null when there is none, or the cron expression is none.</returns>
    public static DateTimeOffset? After(Schedule schedule, DateTimeOffset moment)
    {
        if (schedule.EveryMinutes is { } minutes)
        {
            TimeSpan step = TimeSpan.FromMinutes(minutes);
            long passed = moment < schedule.Since ? 0 : (moment - schedule.Since).Ticks / step.Ticks;
            return schedule.Since + (step * (passed + 1));
        }

        return CronExpression.TryParse(schedule.Cron ?? string.Empty, out CronExpression? cron)
            ? cron.GetNextOccurrence(moment, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone))?.ToUniversalTime()
            : null;
    }
}
