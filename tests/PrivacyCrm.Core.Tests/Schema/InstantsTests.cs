using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Tests.Schema;

public sealed class InstantsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-21T10:00:00+01:00", "2026-11-21T09:00:00Z")]
    [InlineData("2026-11-21T10:00:00-08:00", "2026-11-21T18:00:00Z")]
    [InlineData("2026-11-21T10:00:00+00:00", "2026-11-21T10:00:00Z")]
    [InlineData("2026-11-21T10:00:00+05:30", "2026-11-21T04:30:00Z")]
    [InlineData("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z")]
    [InlineData("2026-11-21T10:00:00.999Z", "2026-11-21T10:00:00Z")]
    [InlineData("2026-11-21T10:00:00.5+01:00", "2026-11-21T09:00:00Z")]
    [InlineData("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59Z")]
    [InlineData("2026-11-21T10:00:00", "2026-11-21T09:00:00Z")]
    [InlineData("2026-07-21T10:00:00", "2026-07-21T08:00:00Z")]
    [InlineData("2026-07-21T10:00:00.25", "2026-07-21T08:00:00Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z")]
    public void Date_time_is_read_to_the_second(string text, string utc)
    {
        bool isRead = Instants.TryParse(text, Berlin, out DateTimeOffset instant);

        Assert.True(isRead);
        Assert.Equal(utc, Keys.OfInstant(instant));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-21 10:00:00")]
    [InlineData("2026-11-21T10:00")]
    [InlineData("2026-11-21T24:00:00Z")]
    [InlineData("2026-02-29T10:00:00Z")]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-11-21T10:00:00+25:00")]
    [InlineData("2026-11-21T10:00:00 01:00")]
    [InlineData("2026-11-21T10:00:00Z ")]
    [InlineData("2026-11-21T10:00:00Z\0")]
    [InlineData("21/11/2026T10:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("null")]
    public void Other_text_is_refused(string text) => Assert.False(Instants.TryParse(text, Berlin, out _));

    [Theory]
    [InlineData("Europe/Amsterdam", "1930-06-01T12:00:00")]
    [InlineData("Europe/Dublin", "1900-06-01T12:00:00")]
    [InlineData("Asia/Kathmandu", "1980-06-01T12:00:00")]
    [InlineData("Africa/Monrovia", "1971-06-01T12:00:00")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30:00")]
    public void Odd_hours_of_a_zone_are_read(string zone, string text) =>
        Assert.True(Instants.TryParse(text, TimeZoneInfo.FindSystemTimeZoneById(zone), out _));

    [Theory]
    [InlineData("Europe/Berlin", "2026-11-21T10:00:00+01:00")]
    [InlineData("Europe/Berlin", "2026-07-21T11:00:00+02:00")]
    [InlineData("Asia/Kolkata", "2026-11-21T14:30:00+05:30")]
    [InlineData("America/New_York", "2026-11-21T04:00:00-05:00")]
    [InlineData("Etc/UTC", "2026-11-21T09:00:00+00:00")]
    public void Instant_is_shown_in_the_zone_of_its_reader(string zone, string shown)
    {
        _ = Instants.TryParse(shown, TimeZoneInfo.Utc, out DateTimeOffset instant);

        Assert.Equal(shown, Instants.Format(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    [Theory]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-30", "2026-03-29T22:00:00Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00Z")]
    public void Day_starts_at_midnight_of_the_zone(string day, string utc) =>
        Assert.Equal(utc, Keys.OfInstant(Instants.StartOfDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Berlin)));

    [Fact]
    public void First_and_last_moments_are_shown_in_every_zone() =>
        Assert.All(
            TimeZoneInfo.GetSystemTimeZones(),
            zone => Assert.NotEmpty(Instants.Format(DateTimeOffset.MinValue, zone) + Instants.Format(DateTimeOffset.MaxValue, zone)));

    [Fact]
    public void Stored_form_is_read_back()
    {
        DateTimeOffset instant = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

        Assert.Equal(instant, Instants.Stored(Keys.OfInstant(instant)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-14")]
    [InlineData("2026-03-14T09:26:53")]
    [InlineData("2026-03-14 09:26:53Z")]
    [InlineData("2026-03-14T09:26:5:Z")]
    [InlineData("20/6-03-14T09:26:53Z")]
    [InlineData("2026-13-14T09:26:53Z")]
    [InlineData("2026-03-14T09:26:53+01:00")]
    public void Another_form_is_not_taken_for_a_stored_one(string text) => Assert.ThrowsAny<Exception>(() => Instants.Stored(text));

    [Theory]
    [InlineData("1890-01-01T00:00:00Z", "America/St_Johns")]
    [InlineData("1931-06-01T12:00:00Z", "Africa/Monrovia")]
    [InlineData("0001-01-01T00:00:00Z", "Etc/UTC")]
    [InlineData("9999-12-31T23:59:59Z", "Etc/UTC")]
    [InlineData("2026-02-03T04:05:06Z", "Pacific/Marquesas")]
    public void What_is_shown_is_the_same_instant(string stored, string zone)
    {
        DateTimeOffset instant = Instants.Stored(stored);

        string shown = Instants.Format(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.True(Instants.TryParse(shown, TimeZoneInfo.Utc, out DateTimeOffset read));
        Assert.Equal(instant, read);
    }
}
