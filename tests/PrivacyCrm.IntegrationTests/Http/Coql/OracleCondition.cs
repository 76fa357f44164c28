using System.Globalization;
using PrivacyCrm.IntegrationTests.Http.Search;

namespace PrivacyCrm.IntegrationTests.Http.Coql;

/// <summary>The oracle: conditions as documented, on records in memory.</summary>
internal abstract record OracleCondition
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public abstract bool Matches(SearchRow row);

    /// <summary>The value of a column, also of one behind a dot.</summary>
    public static object? ValueOf(SearchRow row, string column) => column switch
    {
        "Partner.Account_Name" => (row["Partner"] as string[])?[0],
        "Owner.last_name" => (row["Owner"] as string[])?[0].Split(' ')[1],
        _ => row[column],
    };

    public sealed record Pair(bool IsAnd, OracleCondition Left, OracleCondition Right) : OracleCondition
    {
        public override bool Matches(SearchRow row) => IsAnd ? Left.Matches(row) && Right.Matches(row) : Left.Matches(row) || Right.Matches(row);

        public override string ToString() => $"({Left} {(IsAnd ? "and" : "or")} {Right})";
    }

    public sealed record One(SearchField Field, string Operator, string[] Values) : OracleCondition
    {
        public override string ToString() => Operator switch
        {
            "is null" or "is not null" => $"{Field.Name} {Operator}",
            "in" or "not in" => $"{Field.Name} {Operator} ({string.Join(',', Values.Select(Quote))})",
            _ => $"{Field.Name} {Operator} {string.Join(" and ", Values.Select(Quote))}",
        };

        public override bool Matches(SearchRow row)
        {
            object? value = ValueOf(row, Field.Name);
            return Operator switch
            {
                "is null" => value is null,
                "is not null" => value is not null,
                "!=" => !(value is not null && Fits(value, "=")),
                _ when Operator.StartsWith("not ", StringComparison.Ordinal) => !(value is not null && Fits(value, Operator[4..])),
                "=" when Field.Kind == SearchKind.Flag => (value is true) == bool.Parse(Values[0]),
                _ => value is not null && Fits(value, Operator),
            };
        }

        private static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

        private bool Fits(object value, string one) => Field.Kind switch
        {
            SearchKind.Text or SearchKind.LongText or SearchKind.Phone => one == "like" ? IsLike(((string)value).ToLowerInvariant(), Values[0].ToLowerInvariant()) : Values.Any(text => Same((string)value, text)),
            SearchKind.Choice => one == "like" ? IsLike((string)value, Values[0]) : Values.Contains((string)value),
            SearchKind.Choices => one == "like" ? ((string[])value).Any(choice => IsLike(choice, Values[0])) : Values.Any(set => set.Split(';').All(((string[])value).Contains)),
            SearchKind.Reference => Values.Contains(((string[])value)[1]),
            _ => FitsOrder((IComparable)value, one),
        };

        private static string Fold(string text) => text.ToLowerInvariant();

        private static bool Same(string left, string right) => Fold(left) == Fold(right);

        private bool IsLike(string value, string pattern) => (pattern[0], pattern[^1]) switch
        {
            ('%', '%') => value.Contains(pattern[1..^1], StringComparison.Ordinal)
                || (Field.Kind == SearchKind.Phone && string.Concat(value.Where(char.IsAsciiDigit)).Contains(pattern[1..^1], StringComparison.Ordinal)),
            ('%', _) => value.EndsWith(pattern[1..], StringComparison.Ordinal),
            (_, '%') => value.StartsWith(pattern[..^1], StringComparison.Ordinal),
            _ => value == pattern,
        };

        private bool FitsOrder(IComparable value, string one)
        {
            (IComparable Low, IComparable High)[] ranges = [.. Values.Select(RangeOf)];
            return one switch
            {
                "=" or "in" => ranges.Any(range => value.CompareTo(range.Low) >= 0 && value.CompareTo(range.High) <= 0),
                ">" => value.CompareTo(ranges[0].High) > 0,
                ">=" => value.CompareTo(ranges[0].Low) >= 0,
                "<" => value.CompareTo(ranges[0].Low) < 0,
                "<=" => value.CompareTo(ranges[0].High) <= 0,
                _ => value.CompareTo(ranges[0].Low) >= 0 && value.CompareTo(ranges[1].High) <= 0,
            };
        }

        private (IComparable Low, IComparable High) RangeOf(string text)
        {
            if (Field.Kind == SearchKind.Number)
            {
                decimal number = decimal.Parse(text, CultureInfo.InvariantCulture);
                return (number, number);
            }

            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                DateTimeOffset moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
                return (moment, moment);
            }

            if (Field.Kind == SearchKind.Day)
            {
                return (day, day);
            }

            DateTime start = day.ToDateTime(TimeOnly.MinValue);
            DateTime end = start.AddDays(1);
            return (new DateTimeOffset(start, Zone.GetUtcOffset(start)), new DateTimeOffset(end, Zone.GetUtcOffset(end)).AddSeconds(-1));
        }
    }
}
