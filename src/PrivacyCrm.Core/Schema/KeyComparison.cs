using System.Collections.Immutable;

namespace PrivacyCrm.Core.Schema;

/// <summary>A comparison of a stored key with given ones.</summary>
/// <param name="Test">The comparison.</param>
/// <param name="Keys">The keys: one, two for <see cref="KeyTest.Between"/>, any number for <see cref="KeyTest.OneOf"/>.</param>
public sealed record KeyComparison(KeyTest Test, ImmutableArray<string> Keys)
{
    /// <summary>The comparison an operator usually means, taking values that stand for a range, such as a whole day, by their ends.</summary>
    /// <param name="criteriaOperator">The operator.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The comparison.</returns>
    public static KeyComparison Of(CriteriaOperator criteriaOperator, ImmutableArray<KeyRange> values)
    {
        ArgumentNullException.ThrowIfNull(criteriaOperator);
        KeyRange first = values[0];
        return criteriaOperator.Test switch
        {
            KeyTest.Equal when !first.IsPoint => new(KeyTest.Between, [first.Low, first.High]),
            KeyTest.NotEqual when !first.IsPoint => new(KeyTest.NotBetween, [first.Low, first.High]),
            KeyTest.OneOf => OneOf(values),
            KeyTest.Between => new(KeyTest.Between, [first.Low, values[1].High]),
            KeyTest.Greater or KeyTest.LessOrEqual => new(criteriaOperator.Test, [first.High]),
            _ => new(criteriaOperator.Test, [first.Low]),
        };
    }

    private static KeyComparison OneOf(ImmutableArray<KeyRange> values) => values.All(value => value.IsPoint)
        ? new(KeyTest.OneOf, [.. values.Select(value => value.Low)])
        : new(KeyTest.BetweenOneOf, [.. values.SelectMany(value => new[] { value.Low, value.High })]);
}
