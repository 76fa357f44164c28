using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Bulk;

/// <summary>The comparators of bulk criteria: which exist for a type, and what they mean. Other words than those of searches.</summary>
internal static class BulkComparators
{
    private static readonly ImmutableArray<string> Numbers = ["equal", "not_equal", "in", "not_in", "less_than", "less_equal", "greater_than", "greater_equal"];
    private static readonly ImmutableArray<string> Texts = ["equal", "not_equal", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with"];
    private static readonly ImmutableArray<string> Times = [.. Numbers, "between", "not_between"];
    private static readonly ImmutableArray<string> Booleans = ["equal"];
    private static readonly ImmutableArray<string> References = ["equal", "not_equal", "in", "not_in"];

    /// <summary>The comparators of a type; none when it cannot be compared.</summary>
    public static ImmutableArray<string> Of(FieldType type) => type switch
    {
        { Key: KeyKind.None or KeyKind.Long } => [],
        BooleanType => Booleans,
        DateType or DateTimeType => Times,
        NumberLikeType or RecordIdType => Numbers,
        RecordLookupType or UserReferenceType or MultiSelectPicklistType => References,
        TextLikeType or PicklistType or FullNameType or AutoNumberType => Texts,
        _ => [],
    };

    /// <summary>The condition that a comparator means.</summary>
    public static Criterion Compare(Field field, string comparator, ImmutableArray<KeyRange> values) => field.Type switch
    {
        BooleanType => Test(field, field.Type.Compare(CriteriaOperators.Equals, values)),
        MultiSelectPicklistType => Choices(field, comparator, values),
        TextLikeType when comparator is "contains" or "not_contains" or "starts_with" or "ends_with" => Text(field, comparator, values),
        _ => Keyed(field, comparator, values),
    };

    private static Criterion Keyed(Field field, string comparator, ImmutableArray<KeyRange> values) => comparator switch
    {
        "equal" => Test(field, KeyComparison.Of(CriteriaOperators.Equals, values)),
        "not_equal" => Test(field, KeyComparison.Of(CriteriaOperators.NotEqual, values)),
        "in" => Test(field, KeyComparison.Of(CriteriaOperators.In, values)),
        "not_in" => All(values.Select(value => Test(field, KeyComparison.Of(CriteriaOperators.NotEqual, [value])))),
        "less_than" => Test(field, KeyComparison.Of(CriteriaOperators.LessThan, values)),
        "less_equal" => Test(field, KeyComparison.Of(CriteriaOperators.LessEqual, values)),
        "greater_than" => Test(field, KeyComparison.Of(CriteriaOperators.GreaterThan, values)),
        "greater_equal" => Test(field, KeyComparison.Of(CriteriaOperators.GreaterEqual, values)),
        "between" => Test(field, new KeyComparison(KeyTest.Between, [values[0].Low, values[1].High])),
        "not_between" => Test(field, new KeyComparison(KeyTest.NotBetween, [values[0].Low, values[1].High])),
        "contains" => Test(field, new KeyComparison(KeyTest.Contains, [values[0].Low])),
        "not_contains" => Test(field, new KeyComparison(KeyTest.NotContains, [values[0].Low])),
        "starts_with" => Test(field, new KeyComparison(KeyTest.StartsWith, [values[0].Low])),
        _ => Test(field, new KeyComparison(KeyTest.EndsWith, [values[0].Low])),
    };

    // The keys of some texts have more than one part; their types know what to look for.
    private static Criterion.Compare Text(Field field, string comparator, ImmutableArray<KeyRange> values) => comparator switch
    {
        "contains" => Test(field, field.Type.Compare(CriteriaOperators.Equals, values)),
        "not_contains" => Test(field, field.Type.Compare(CriteriaOperators.Equals, values) with { Test = KeyTest.NotContains }),
        "starts_with" => Test(field, field.Type.Compare(CriteriaOperators.StartsWith, values)),
        _ => Test(field, new KeyComparison(KeyTest.EndsWith, [values[0].Low[(values[0].Low.IndexOf(Keys.Separator, StringComparison.Ordinal) + 1)..]])),
    };

    private static Criterion Choices(Field field, string comparator, ImmutableArray<KeyRange> values) => comparator switch
    {
        "equal" => Test(field, field.Type.Compare(CriteriaOperators.Equals, values)),
        "not_equal" => Test(field, field.Type.Compare(CriteriaOperators.NotEqual, values)),
        "in" => Test(field, field.Type.Compare(CriteriaOperators.In, values)),
        _ => All(values.Select(value => Test(field, field.Type.Compare(CriteriaOperators.NotEqual, [value])))),
    };

    private static Criterion.Compare Test(Field field, KeyComparison comparison) => new Criterion.Compare(field, comparison);

    private static Criterion All(IEnumerable<Criterion> criteria) => criteria.Aggregate((left, right) => new Criterion.And(left, right));
}
