using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>One comparison without its "not": what a record with a value has to fulfil.</summary>
internal sealed class CoqlComparison(CoqlPath path, Field key, CoqlCondition.Compare compare, Organization organization)
{
    private static readonly IEnumerable<string> Channels = ["Consent Form", "Portal", "Web Form", "Email", "Call"];

    private bool IsFolded => path.User is not null || key.Type is TextLikeType or AutoNumberType or FullNameType;

    /// <summary>Tells whether a comparison asks whether there is a value: also <c>= null</c> and, but for numbers and dates, <c>= '${EMPTY}'</c>.</summary>
    public static bool IsNullTest(CoqlCondition.Compare compare) =>
        compare.Operator.Kind == CoqlOperatorKind.Null
        || (compare.Operator == CoqlOperators.Equal || compare.Operator == CoqlOperators.NotEqual) && (compare.Values[0].IsNull || compare.Values[0].Text == CoqlValue.Empty);

    /// <summary>The opposite of criteria made here.</summary>
    public static Criterion Opposite(Criterion criterion) => criterion switch
    {
        Criterion.And and => new Criterion.Or(Opposite(and.Left), Opposite(and.Right)),
        Criterion.Or or => new Criterion.And(Opposite(or.Left), Opposite(or.Right)),
        Criterion.Compare one => one with { Comparison = one.Comparison with { Test = Opposite(one.Comparison.Test) } },
        _ => throw new InvalidOperationException("A criterion without opposite."),
    };

    /// <summary>Binds the comparison.</summary>
    public Result<Criterion> Bind()
    {
        if (compare.Values.Any(value => value.Text.Contains('\0', StringComparison.Ordinal) || (value.IsNull && !IsNullTest(compare))))
        {
            return Invalid();
        }

        if (IsNullTest(compare) && key.Type is not BooleanType && (compare.Values.IsEmpty || compare.Values[0].IsNull || !CoqlOperators.Has(key.Type, CoqlOperators.Between)))
        {
            return path.User is null ? On(new KeyComparison(KeyTest.NotEmpty, [])) : Users(_ => true);
        }

        return path switch
        {
            { User: not null } => Users(TestOf()),
            { Consent.Name: "Data_Processing_Basis" } => Basis(),
            { Consent.Name: "Consent_Through" } when compare.Operator.Kind == CoqlOperatorKind.Pattern => OneOf(Channels.Where(TestOf())),
            _ when key.Type is RecordLookupType or UserReferenceType => Ids(),
            _ when key.Type is MultiSelectPicklistType => Choices(),
            _ when compare.Operator.Kind == CoqlOperatorKind.Pattern => Pattern(),
            _ => Ranges(),
        };
    }

    private static KeyTest Opposite(KeyTest test) => test switch
    {
        KeyTest.Equal => KeyTest.NotEqual,
        KeyTest.Contains => KeyTest.NotContains,
        KeyTest.OneOf => KeyTest.NoneOf,
        KeyTest.Between => KeyTest.NotBetween,
        KeyTest.NotEmpty => KeyTest.Empty,
        _ => throw new InvalidOperationException("A test without opposite."),
    };

    private static Criterion Any(IEnumerable<Criterion> criteria) => criteria.Aggregate((left, right) => new Criterion.Or(left, right));

    private Criterion.Compare On(KeyComparison comparison) => new(key, comparison);

    private Criterion.Compare On(KeyTest test, params ImmutableArray<string> keys) => new(key, new KeyComparison(test, keys));

    private Criterion.Compare OneOf(IEnumerable<string> keys) => On(new KeyComparison(KeyTest.OneOf, [.. keys]));

    private CrmError Invalid() => CrmErrors.Coql.InvalidValue(compare.Column, key.Type is RecordLookupType or UserReferenceType && path.User is null ? "bigint" : key.Type.ExpectedName);

    private string FormOf(string text) => IsFolded ? Keys.Fold(text) : text;

    // What a pattern or a list asks of a text, for values that are few enough to be tried here.
    private Func<string, bool> TestOf()
    {
        HashSet<string> wanted = [.. compare.Values.Select(value => FormOf(value.Text))];
        if (compare.Operator.Kind != CoqlOperatorKind.Pattern)
        {
            return wanted.Contains;
        }

        CoqlPattern pattern = CoqlPattern.Of(wanted.First());
        return text => pattern.Matches(FormOf(text));
    }

    private Result<Criterion> Users(Func<string, bool> test) =>
        IsUnanswerable() ? Invalid() : new Criterion.Compare(path.Field, UserValues.Where(organization, path.User!, test));

    private Result<Criterion> Basis()
    {
        if (compare.Operator.Kind == CoqlOperatorKind.Pattern)
        {
            Func<string, bool> test = TestOf();
            return IsUnanswerable() ? Invalid() : Result(OneOf(BasisValues.All.Where(value => test(value.Long)).Select(value => value.Short)));
        }

        ImmutableArray<BasisValue?> known = [.. compare.Values.Select(value => BasisValues.Find(value.Text))];
        return known.Contains(null) ? Invalid() : Result(OneOf(known.Select(value => value!.Short)));
    }

    private Result<Criterion> Ids() => compare.Values.Any(value => RecordId.Parse(value.Text) is null)
        ? Invalid()
        : Result(OneOf(compare.Values.Select(value => RecordId.Format(RecordId.Parse(value.Text)!.Value))));

    // "A;B" means records that have both, whatever else they have.
    private Result<Criterion> Choices()
    {
        if (compare.Operator.Kind == CoqlOperatorKind.Pattern)
        {
            return Pattern();
        }

        List<Criterion> sets = [];
        int left = CoqlFilter.MaximumListLength;
        foreach (CoqlValue value in compare.Values)
        {
            string[] choices = value.Text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            left -= choices.Length;
            if (choices.Length == 0)
            {
                return Invalid();
            }

            if (left < 0)
            {
                return CrmErrors.Coql.TooMany("in", CoqlFilter.MaximumListLength);
            }

            sets.Add(choices.Select(choice => (Criterion)On(KeyTest.Contains, $"{Keys.Separator}{choice}{Keys.Separator}")).Aggregate((left, right) => new Criterion.And(left, right)));
        }

        return Any(sets);
    }

    private Result<Criterion> Pattern()
    {
        if (IsUnanswerable())
        {
            return Invalid();
        }

        CoqlPattern pattern = CoqlPattern.Of(FormOf(compare.Values[0].Text));
        string begin = key.Type is MultiSelectPicklistType ? $"{Keys.Separator}" : string.Empty;
        string end = key.Type is MultiSelectPicklistType or PhoneType ? $"{Keys.Separator}" : string.Empty;
        return (pattern.IsOpenBefore, pattern.IsOpenBehind) switch
        {
            (true, true) when pattern.Text.Length == 0 => On(KeyTest.NotEmpty),
            (true, true) => On(KeyTest.Contains, pattern.Text),
            (false, true) when begin.Length > 0 => On(KeyTest.Contains, begin + pattern.Text),
            (false, true) => On(KeyTest.StartsWith, pattern.Text),
            (true, false) when end.Length > 0 => On(KeyTest.Contains, pattern.Text + end),
            (true, false) => On(KeyTest.EndsWith, pattern.Text),
            _ when begin.Length > 0 => On(KeyTest.Contains, begin + pattern.Text + end),
            _ => Ranges(),
        };
    }

    // Only '%x%' can be denied.
    private bool IsUnanswerable() => compare.Operator == CoqlOperators.NotLike && CoqlPattern.Of(compare.Values[0].Text) is not { IsOpenBefore: true, IsOpenBehind: true };

    private Result<Criterion> Ranges()
    {
        List<KeyRange> ranges = [];
        foreach (CoqlValue value in compare.Values)
        {
            if (key.Type.ParseKey(value.Text, key, organization) is not { } range)
            {
                return Invalid();
            }

            ranges.Add(range);
        }

        if (key.Type is BooleanType)
        {
            return new Criterion.Compare(key, key.Type.Compare(CriteriaOperators.Equals, [.. ranges]));
        }

        KeyRange first = ranges[0];
        return compare.Operator.Test switch
        {
            KeyTest.Between or KeyTest.NotBetween => On(KeyTest.Between, first.Low, ranges[1].High),
            KeyTest.Greater => On(KeyTest.Greater, first.High),
            KeyTest.GreaterOrEqual => On(KeyTest.GreaterOrEqual, first.Low),
            KeyTest.Less => On(KeyTest.Less, first.Low),
            KeyTest.LessOrEqual => On(KeyTest.LessOrEqual, first.High),
            _ when ranges.TrueForAll(range => range.IsPoint) => ranges.Count == 1 ? On(KeyTest.Equal, first.Low) : Result(OneOf(ranges.Select(range => range.Low))),
            _ => Any(ranges.Select(range => (Criterion)On(KeyTest.Between, range.Low, range.High))),
        };
    }

    private static Result<Criterion> Result(Criterion criterion) => criterion;
}
