using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Criteria;

/// <summary>Turns single conditions of custom views into criteria.</summary>
/// <param name="caller">Who reads.</param>
/// <param name="now">The moment.</param>
internal sealed class ViewConditions(Caller caller, DateTimeOffset now)
{
    /// <summary>Binds a condition.</summary>
    /// <param name="field">The field.</param>
    /// <param name="comparator">One of its <see cref="ViewComparators"/>.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The criterion; null when a value is not one of the field's type.</returns>
    public Criterion? Bind(Field field, string comparator, ImmutableArray<string> values)
    {
        if (values is [Placeholders.Empty or Placeholders.NotEmpty])
        {
            bool isEmpty = (values[0] == Placeholders.Empty) == (comparator == "equal");
            return comparator is "equal" or "not_equal" ? Compare(field, new(isEmpty ? KeyTest.Empty : KeyTest.NotEmpty, [])) : null;
        }

        if (field.Type is UserReferenceType or RecordLookupType)
        {
            return BindReference(field, comparator, values);
        }

        KeyRange?[] read = [.. values.Select(value => Read(field, value))];
        return read.All(range => range is not null) ? Bind(field, comparator, values, [.. read.Select(range => range!.Value)]) : null;
    }

    private static Criterion.Compare Compare(Field field, KeyComparison comparison) => new Criterion.Compare(field, comparison);

    private Criterion.Compare? BindReference(Field field, string comparator, ImmutableArray<string> values)
    {
        ImmutableArray<string> ids = [.. values.Select(value => value == Placeholders.CurrentUser && field.Type is UserReferenceType ? RecordId.Format(caller.User.Id) : value)];
        return ids.All(id => RecordId.Parse(id) is not null)
            ? new Criterion.Compare(field, new KeyComparison(comparator is "not_equal" or "not_in" ? KeyTest.NoneOf : KeyTest.OneOf, ids))
            : null;
    }

    private KeyRange? Read(Field field, string value)
    {
        if (!Placeholders.IsOne(value))
        {
            return field.Type.ParseKey(value, field, caller.Organization);
        }

        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, caller.Organization.TimeZone).DateTime);
        return field.Type is DateType or DateTimeType && Placeholders.DaysOf(value, today) is { } days
            && KeyOf(field, days.First) is { } first && KeyOf(field, days.Last) is { } last
            ? new KeyRange(first.Low, last.High)
            : null;
    }

    private KeyRange? KeyOf(Field field, DateOnly day) =>
        field.Type.ParseKey(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), field, caller.Organization);

    private static Criterion? Bind(Field field, string comparator, ImmutableArray<string> values, ImmutableArray<KeyRange> ranges) => comparator switch
    {
        "equal" or "in" => ranges.Select(range => (Criterion)Equal(field, range)).Aggregate((left, right) => new Criterion.Or(left, right)),
        "not_equal" or "not_in" => ranges.Select(range => (Criterion)NotEqual(field, range)).Aggregate((left, right) => new Criterion.And(left, right)),
        "contains" => Compare(field, field.Type.Compare(CriteriaOperators.Equals, ranges)),
        "not_contains" => Compare(field, field.Type.Compare(CriteriaOperators.Equals, ranges) with { Test = KeyTest.NotContains }),
        "starts_with" => Compare(field, field.Type.Compare(CriteriaOperators.StartsWith, ranges)),
        "between" => Compare(field, field.Type.Compare(CriteriaOperators.Between, ranges)),
        "not_between" => Compare(field, field.Type.Compare(CriteriaOperators.Between, ranges) with { Test = KeyTest.NotBetween }),
        _ => Ordered(Placeholders.IsAge(values[0]) ? Mirrored(comparator) : comparator) is { } ordered ? Compare(field, field.Type.Compare(ordered, ranges)) : null,
    };

    // For texts "equals" of a search means "contains"; a view that says "equal" means it.
    private static Criterion.Compare Equal(Field field, KeyRange range) =>
        Compare(field, field.Type is TextLikeType ? new(KeyTest.Equal, [range.Low]) : field.Type.Compare(CriteriaOperators.Equals, [range]));

    private static Criterion.Compare NotEqual(Field field, KeyRange range) => Compare(field, field.Type.Compare(CriteriaOperators.NotEqual, [range]));

    private static CriteriaOperator? Ordered(string comparator) => comparator switch
    {
        "less_than" => CriteriaOperators.LessThan,
        "less_equal" => CriteriaOperators.LessEqual,
        "greater_than" => CriteriaOperators.GreaterThan,
        "greater_equal" => CriteriaOperators.GreaterEqual,
        _ => null,
    };

    // The older something is, the earlier is its date.
    private static string Mirrored(string comparator) => comparator switch
    {
        "less_than" => "greater_than",
        "less_equal" => "greater_equal",
        "greater_than" => "less_than",
        "greater_equal" => "less_equal",
        _ => comparator,
    };
}
