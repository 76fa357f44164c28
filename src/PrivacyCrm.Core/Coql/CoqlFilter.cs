using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Coql;

/// <summary>Turns a where clause, whose names may be used, into criteria, or tells the first thing that is wrong.</summary>
internal sealed class CoqlFilter(CoqlNames names, Organization organization)
{
    /// <summary>The greatest number of values of a list, choices of values counted one by one.</summary>
    public const int MaximumListLength = 50;

    // SQLite refuses conditions that are a thousand deep, and a comparison may need three.
    private const int MaximumComparisons = 300;

    private int _comparisons;

    /// <summary>Gets a value indicating whether the clause says itself which converted records are wanted.</summary>
    public bool NamesConversion { get; private set; }

    /// <summary>Binds a clause.</summary>
    public Result<Criterion> Bind(CoqlCondition condition)
    {
        if (condition is CoqlCondition.Compare compare)
        {
            return BindCompare(compare);
        }

        CoqlCondition.Pair pair = (CoqlCondition.Pair)condition;
        if (!Bind(pair.Left).TryGet(out Criterion? left, out CrmError? error) || !Bind(pair.Right).TryGet(out Criterion? right, out error))
        {
            return error;
        }

        return pair.IsAnd ? new Criterion.And(left, right) : new Criterion.Or(left, right);
    }

    private Result<Criterion> BindCompare(CoqlCondition.Compare compare)
    {
        if (!names.Find(compare.Column).TryGet(out CoqlPath? path, out CrmError? error) && error is not null)
        {
            return error;
        }

        if (path?.Key is not { } key || key.Type is FormulaType or RollupSummaryType)
        {
            return Unsupported(compare);
        }

        FieldType type = path.User is null ? key.Type : UserValues.Type;
        if (!CoqlOperators.Has(type, compare.Operator))
        {
            return CrmErrors.Coql.InvalidOperator(compare.Column, compare.Operator.Name);
        }

        if (compare.Values.Length > MaximumListLength)
        {
            return CrmErrors.Coql.TooMany("in", MaximumListLength);
        }

        if (!new CoqlComparison(path, key, compare, organization).Bind().TryGet(out Criterion? positive, out error))
        {
            return error;
        }

        _comparisons += CountOf(positive);
        return _comparisons > MaximumComparisons
            ? CrmErrors.Coql.TooMany("comparisons", MaximumComparisons)
            : Place(path, key, positive, IsNegated(compare));
    }

    private static int CountOf(Criterion criterion) => criterion switch
    {
        Criterion.And and => CountOf(and.Left) + CountOf(and.Right),
        Criterion.Or or => CountOf(or.Left) + CountOf(or.Right),
        _ => 1,
    };

    // A null test is the opposite of having a value, however it is written.
    private static bool IsNegated(CoqlCondition.Compare compare) =>
        CoqlComparison.IsNullTest(compare)
            ? compare.Operator == CoqlOperators.IsNull || compare.Operator == CoqlOperators.Equal
            : compare.Operator.IsNegated;

    private Criterion Place(CoqlPath path, Field key, Criterion positive, bool isNegated)
    {
        if (key is { ApiName: CoqlPlan.ConvertedField, Type: BooleanType })
        {
            NamesConversion |= path.Joins.IsEmpty;
            positive = new Criterion.Converted(positive is Criterion.Compare { Comparison.Test: KeyTest.Equal });
        }

        if (path.Joins.IsEmpty)
        {
            return isNegated ? CoqlComparison.Opposite(positive) : positive;
        }

        // What a step does not lead to has no value, so that negated comparisons find it as well.
        Criterion inner = positive;
        for (int index = path.Joins.Length - 1; index >= 0; index--)
        {
            inner = new Criterion.Joined(path.Joins[index].Lookup, path.Joins[index].Target, inner, isNegated && index == 0);
        }

        return inner;
    }

    private static CrmError Unsupported(CoqlCondition.Compare compare) => compare.Operator switch
    {
        { Test: KeyTest.Empty } => CrmErrors.Coql.UnsupportedCriteriaColumn(compare.Column, CoqlValue.Empty, "="),
        { Test: KeyTest.NotEmpty } => CrmErrors.Coql.UnsupportedCriteriaColumn(compare.Column, CoqlValue.Empty, "!="),
        _ => CrmErrors.Coql.UnsupportedCriteriaColumn(compare.Column, compare.Values[0].Text, compare.Operator.Name),
    };
}
