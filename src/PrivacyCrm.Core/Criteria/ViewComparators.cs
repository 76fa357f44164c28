using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Criteria;

/// <summary>The comparators of custom views. They follow from the search operators of a type, whose <c>equals</c> means "contains" for texts.</summary>
public static class ViewComparators
{
    /// <summary>The comparators of a field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The names; none when views cannot ask for the field.</returns>
    public static ImmutableArray<string> Of(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        ImmutableArray<CriteriaOperator> operators = field.Type.Operators;
        if (operators.IsEmpty || (field.Slot is null && field.Type.Key != KeyKind.Column))
        {
            return [];
        }

        List<string> names = ["equal", "not_equal"];
        AddIf(field.Type is TextLikeType, "contains", "not_contains");
        AddIf(operators.Contains(CriteriaOperators.StartsWith), "starts_with");
        AddIf(field.Type is not BooleanType, "in", "not_in");
        AddIf(operators.Contains(CriteriaOperators.Between), "less_than", "less_equal", "greater_than", "greater_equal", "between", "not_between");
        return [.. names];

        void AddIf(bool isKnown, params ReadOnlySpan<string> added)
        {
            if (isKnown)
            {
                names.AddRange(added);
            }
        }
    }

    /// <summary>Tells whether a comparator takes any number of values; the others take one, or two for a range.</summary>
    /// <param name="comparator">The comparator.</param>
    /// <returns>True when it does.</returns>
    public static bool TakesMany(string comparator) => comparator is "equal" or "not_equal" or "in" or "not_in";

    /// <summary>Tells whether a comparator takes the two ends of a range.</summary>
    /// <param name="comparator">The comparator.</param>
    /// <returns>True when it does.</returns>
    public static bool TakesRange(string comparator) => comparator is "between" or "not_between";
}
