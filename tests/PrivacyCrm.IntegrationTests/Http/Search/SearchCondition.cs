using System.Globalization;

namespace PrivacyCrm.IntegrationTests.Http.Search;

/// <summary>The oracle: criteria as documented, on records in memory.</summary>
internal abstract record SearchCondition
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public abstract bool Matches(SearchRow row);

    public sealed record Pair(bool IsAnd, SearchCondition Left, SearchCondition Right) : SearchCondition
    {
        public override bool Matches(SearchRow row) => IsAnd ? Left.Matches(row) && Right.Matches(row) : Left.Matches(row) || Right.Matches(row);

        public override string ToString() => $"({Left}{(IsAnd ? "and" : "or")}{Right})";
    }

    public sealed record One(SearchField Field, string Operator, string[] Values) : SearchCondition
    {
        public override string ToString() => $"({Field.Name}:{Operator}:{string.Join(',', Values.Select(Escape))})";

        public override bool Matches(SearchRow row)
        {
            object? value = row[Field.Name];
            if (Values is ["${EMPTY}"])
            {
                return (value is null) == (Operator == "equals");
            }

            return Field.Kind switch
            {
                SearchKind.Text or SearchKind.LongText => MatchesText((string?)value, text => text),
                SearchKind.Phone => MatchesText((string?)value, text => $"{text}\n{string.Concat(text.Where(char.IsAsciiDigit))}"),
                SearchKind.Choice => MatchesExact(value, text => text),
                SearchKind.Choices => MatchesChoices((string[]?)value),
                SearchKind.Flag => ((bool?)value == true == bool.Parse(Values[0])) == (Operator == "equals"),
                SearchKind.Number => MatchesOrder(value, text => { decimal number = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture); return (number, number); }),
                SearchKind.Day => MatchesOrder(value, text => { DateOnly day = DateOnly.Parse(text, CultureInfo.InvariantCulture); return (day, day); }),
                SearchKind.Moment => MatchesOrder(value, MomentOf),
                _ => MatchesReference((string[]?)value),
            };
        }

        private static string Escape(string text) => text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("(", "\\(", StringComparison.Ordinal)
            .Replace(")", "\\)", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal);

        private static string Fold(string text) => text.ToLowerInvariant();

        private static bool Same(string left, string right) => Fold(left) == Fold(right);

        private static (IComparable Low, IComparable High) MomentOf(string text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                DateTimeOffset moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
                return (moment, moment);
            }

            DateTime start = day.ToDateTime(TimeOnly.MinValue);
            DateTime end = start.AddDays(1);
            return (new DateTimeOffset(start, Zone.GetUtcOffset(start)), new DateTimeOffset(end, Zone.GetUtcOffset(end)).AddSeconds(-1));
        }

        private bool MatchesText(string? value, Func<string, string> searched) => Operator switch
        {
            "equals" => value is not null && Fold(searched(value)).Contains(Fold(Values[0]), StringComparison.Ordinal),
            "starts_with" => value is not null && Fold(value).StartsWith(Fold(Values[0]), StringComparison.Ordinal),
            _ => MatchesExact(value, Fold),
        };

        private bool MatchesExact(object? value, Func<string, string> form)
        {
            bool isOne = value is string text && Values.Any(one => form(one) == form(text));
            return Operator == "not_equal" ? !isOne : isOne;
        }

        private bool MatchesChoices(string[]? value) => Operator switch
        {
            "not_equal" => value?.Contains(Values[0]) != true,
            "starts_with" => value?.Any(choice => choice.StartsWith(Values[0], StringComparison.Ordinal)) == true,
            _ => value?.Any(Values.Contains) == true,
        };

        // A reference is a name and an id.
        private bool MatchesReference(string[]? value)
        {
            bool isOne = value is not null && Values.Any(one => Same(one, value[0]) || one == value[1]);
            return Operator == "not_equal" ? !isOne : isOne;
        }

        private bool MatchesOrder(object? stored, Func<string, (IComparable Low, IComparable High)> read)
        {
            (IComparable Low, IComparable High)[] ranges = [.. Values.Select(read)];
            if (stored is not IComparable value)
            {
                return Operator == "not_equal";
            }

            bool IsIn((IComparable Low, IComparable High) range) => value.CompareTo(range.Low) >= 0 && value.CompareTo(range.High) <= 0;
            return Operator switch
            {
                "equals" or "in" => ranges.Any(IsIn),
                "not_equal" => !IsIn(ranges[0]),
                "greater_than" => value.CompareTo(ranges[0].High) > 0,
                "greater_equal" => value.CompareTo(ranges[0].Low) >= 0,
                "less_than" => value.CompareTo(ranges[0].Low) < 0,
                "less_equal" => value.CompareTo(ranges[0].High) <= 0,
                _ => IsIn((ranges[0].Low, ranges[1].High)),
            };
        }
    }
}
