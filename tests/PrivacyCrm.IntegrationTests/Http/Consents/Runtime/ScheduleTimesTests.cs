using System.Globalization;
using PrivacyCrm.Api.Consents.Schedulers;
using PrivacyCrm.Core.Consents.Schedules;

namespace PrivacyCrm.IntegrationTests.Http.Consents.Runtime;

public sealed class ScheduleTimesTests
{
    [Theory]
    [InlineData("30 6 * * *", "Europe/Stockholm", "2026-03-14T05:29:59Z", "2026-03-14T05:30:00Z")]
    [InlineData("30 6 * * *", "Europe/Stockholm", "2026-03-14T05:30:00Z", "2026-03-15T05:30:00Z")]
    [InlineData("30 6 * * *", "Europe/Stockholm", "2026-03-28T12:00:00Z", "2026-03-29T04:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Stockholm", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("0 9 * * 1-5", "Etc/UTC", "2026-03-13T09:00:00Z", "2026-03-16T09:00:00Z")]
    [InlineData("0 0 29 2 *", "Etc/UTC", "2026-03-13T09:00:00Z", "2028-02-29T00:00:00Z")]
    public void Cron_expression_is_meant_in_its_zone(string cron, string zone, string after, string next) =>
        Assert.Equal(Time(next), ScheduleTimes.After(new Schedule { ComponentId = 1, Cron = cron, TimeZone = zone, Since = Time(after) }, Time(after)));

    [Theory]
    [InlineData("2026-03-14T10:00:00Z", "2026-03-14T10:05:00Z")]
    [InlineData("2026-03-14T10:04:59Z", "2026-03-14T10:05:00Z")]
    [InlineData("2026-03-14T10:05:00Z", "2026-03-14T10:10:00Z")]
    [InlineData("2026-05-14T10:07:00Z", "2026-05-14T10:10:00Z")]
    [InlineData("2026-03-13T10:00:00Z", "2026-03-14T10:05:00Z")]
    public void Minutes_are_counted_from_when_they_were_set_and_what_was_missed_is_passed_over(string after, string next) =>
        Assert.Equal(Time(next), ScheduleTimes.After(new Schedule { ComponentId = 1, EveryMinutes = 5, Since = Time("2026-03-14T10:00:00Z") }, Time(after)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
