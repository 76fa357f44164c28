using System.Globalization;
using System.Text.Json;

namespace PrivacyCrm.Core.Schema;

/// <summary>Date-times on the wire: ISO 8601 with an offset, to the second.</summary>
public static class Instants
{
    private static readonly string[] WithOffset =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    private static readonly string[] WithoutOffset = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    /// <summary>Reads a date-time; one without offset is meant in the given zone. Fractions of a second are dropped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">The zone of a date-time without offset.</param>
    /// <param name="instant">The instant in UTC.</param>
    /// <returns>True when it is one.</returns>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (DateTimeOffset.TryParseExact(
            text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant))
        {
            instant = ToSecond(instant);
            return true;
        }

        if (DateTime.TryParseExact(text, WithoutOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return TryShift(local, zone, out instant);
        }

        instant = default;
        return false;
    }

    /// <summary>Reads a date-time that this server wrote.</summary>
    /// <param name="text">The text, in UTC.</param>
    /// <returns>The instant.</returns>
    public static DateTimeOffset Stored(string text) => DateTimeOffset.ParseExact(
        text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The first instant of a day in a zone.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The instant, in UTC.</returns>
    public static DateTimeOffset StartOfDay(DateOnly day, TimeZoneInfo zone) =>
        TryShift(day.ToDateTime(TimeOnly.MinValue), zone, out DateTimeOffset start) ? start : DateTimeOffset.MinValue;

    /// <summary>Cuts an instant to the second.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The second, in UTC.</returns>
    public static DateTimeOffset ToSecond(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    /// <summary>Writes an instant as the people of a zone read it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The zone.</param>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Format(instant, zone));
    }

    /// <summary>An instant as the people of a zone read it.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>Such as <c>2026-11-21T10:00:00+01:00</c>.</returns>
    public static string Format(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static bool TryShift(DateTime local, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        TimeSpan offset = zone.GetUtcOffset(local);
        if (local.Ticks < offset.Ticks || DateTime.MaxValue.Ticks - local.Ticks < -offset.Ticks)
        {
            instant = default;
            return false;
        }

        instant = ToSecond(new DateTimeOffset(local, offset));
        return true;
    }
}
