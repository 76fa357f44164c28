using System.Globalization;

namespace PrivacyCrm.Core.Schema;

/// <summary>Values of custom views that mean something else for every reader and every day.</summary>
public static class Placeholders
{
    /// <summary>No value.</summary>
    public const string Empty = "${EMPTY}";

    /// <summary>Any value.</summary>
    public const string NotEmpty = "${NOTEMPTY}";

    /// <summary>The user who reads.</summary>
    public const string CurrentUser = "${CURRENTUSER}";

    private const string Age = "${AGEINDAYS}+";
    private const string Due = "${DUEINDAYS}+";

    // More than any date can be away.
    private const int MostPeriods = 100_000;

    /// <summary>A number of days since a date.</summary>
    /// <param name="days">The number.</param>
    /// <returns>The placeholder.</returns>
    public static string AgeInDays(int days) => Age + days.ToString(CultureInfo.InvariantCulture);

    /// <summary>Tells whether a text looks like a placeholder.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it does.</returns>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("${", StringComparison.Ordinal) && text.Contains('}', StringComparison.Ordinal);
    }

    /// <summary>Tells whether a placeholder counts days since a date, so that more of them mean an earlier date.</summary>
    /// <param name="text">The placeholder.</param>
    /// <returns>True when it does.</returns>
    public static bool IsAge(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Age, StringComparison.Ordinal);
    }

    /// <summary>The days that a placeholder for dates stands for. Weeks begin on Sunday.</summary>
    /// <param name="text">The placeholder.</param>
    /// <param name="today">The day it is.</param>
    /// <returns>The first and the last day; null when it is none of ours.</returns>
    public static (DateOnly First, DateOnly Last)? DaysOf(string text, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(text);
        DateOnly week = today.AddDays(-(int)today.DayOfWeek);
        DateOnly month = new(today.Year, today.Month, 1);
        DateOnly year = new(today.Year, 1, 1);
        return text switch
        {
            "${TODAY}" => (today, today),
            "${YESTERDAY}" => (today.AddDays(-1), today.AddDays(-1)),
            "${TOMORROW}" => (today.AddDays(1), today.AddDays(1)),
            "${TOMORROWPLUS}" => (today.AddDays(1), DateOnly.MaxValue),
            "${THISWEEK}" => (week, week.AddDays(6)),
            "${LASTWEEK}" => (week.AddDays(-7), week.AddDays(-1)),
            "${NEXTWEEK}" => (week.AddDays(7), week.AddDays(13)),
            "${THISMONTH}" => (month, month.AddMonths(1).AddDays(-1)),
            "${LASTMONTH}" => (month.AddMonths(-1), month.AddDays(-1)),
            "${NEXTMONTH}" => (month.AddMonths(1), month.AddMonths(2).AddDays(-1)),
            "${THISYEAR}" => (year, year.AddYears(1).AddDays(-1)),
            "${LASTYEAR}" => (year.AddYears(-1), year.AddDays(-1)),
            "${NEXTYEAR}" => (year.AddYears(1), year.AddYears(2).AddDays(-1)),
            _ => Counted(text, today),
        };
    }

    private static (DateOnly First, DateOnly Last)? Counted(string text, DateOnly today)
    {
        if (NumberAfter(text, Age) is { } age)
        {
            return (today.AddDays(-age), today.AddDays(-age));
        }

        if (NumberAfter(text, Due) is { } due)
        {
            return (today.AddDays(due), today.AddDays(due));
        }

        return NumberAfter(text.TrimEnd('}'), "${LAST_N_DAYS:") is { } past and > 0 ? (today.AddDays(-past), today.AddDays(-1))
            : NumberAfter(text.TrimEnd('}'), "${NEXT_N_DAYS:") is { } coming and > 0 ? (today.AddDays(1), today.AddDays(coming))
            : null;
    }

    private static int? NumberAfter(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number <= MostPeriods
            ? number
            : null;
}
