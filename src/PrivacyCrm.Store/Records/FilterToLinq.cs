using System.Globalization;
using System.Linq.Expressions;
using PrivacyCrm.Core.Records.Filters;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Store.Records;

/// <summary>Turns filters into LINQ over the columns they may name; values become parameters.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="numbers">The columns of numbers.</param>
/// <param name="texts">The columns of texts.</param>
internal sealed class FilterToLinq<TRow>(
    IReadOnlyDictionary<string, Expression<Func<TRow, long>>> numbers, IReadOnlyDictionary<string, Expression<Func<TRow, string?>>> texts)
{
    /// <summary>A condition on the rows.</summary>
    public Expression<Func<TRow, bool>> Of(RowFilter filter) => filter switch
    {
        RowFilter.Group group => group.Parts.Select(Of).Aggregate((left, right) => Join(left, right, group.NeedsAll)),
        RowFilter.Compare compare when numbers.TryGetValue(compare.Column, out Expression<Func<TRow, long>>? column) => OnNumber(column, compare.Comparison),
        RowFilter.Compare compare => OnText(texts[compare.Column], compare.Comparison),
        _ => throw new InvalidOperationException("A filter without translation."),
    };

    private static Expression<Func<TRow, bool>> OnNumber(Expression<Func<TRow, long>> column, KeyComparison comparison)
    {
        long[] keys = [.. comparison.Keys.Select(key => long.Parse(key, CultureInfo.InvariantCulture))];
        long first = keys[0];
        long last = keys[^1];
        return comparison.Test switch
        {
            KeyTest.Equal => On(column, value => value == first),
            KeyTest.NotEqual => On(column, value => value != first),
            KeyTest.OneOf => On(column, value => keys.Contains(value)),
            KeyTest.NoneOf => On(column, value => !keys.Contains(value)),
            KeyTest.Greater => On(column, value => value > first),
            KeyTest.GreaterOrEqual => On(column, value => value >= first),
            KeyTest.Less => On(column, value => value < first),
            KeyTest.LessOrEqual => On(column, value => value <= first),
            KeyTest.Between => On(column, value => value >= first && value <= last),
            _ => throw new InvalidOperationException("A comparison without translation."),
        };
    }

    private static Expression<Func<TRow, bool>> OnText(Expression<Func<TRow, string?>> column, KeyComparison comparison)
    {
        string[] keys = [.. comparison.Keys];
        string first = keys[0];
        return comparison.Test switch
        {
            KeyTest.Equal => On(column, value => value == first),
            KeyTest.NotEqual => On(column, value => value == null || value != first),
            KeyTest.OneOf => On(column, value => keys.Contains(value)),
            KeyTest.NoneOf => On(column, value => value == null || !keys.Contains(value)),
            KeyTest.Contains => On(column, value => value != null && value.Contains(first)),
            KeyTest.NotContains => On(column, value => value == null || !value.Contains(first)),
            KeyTest.StartsWith => On(column, value => value != null && value.StartsWith(first)),
            _ => throw new InvalidOperationException("A comparison without translation."),
        };
    }

    private static Expression<Func<TRow, bool>> On<TValue>(Expression<Func<TRow, TValue>> column, Expression<Func<TValue, bool>> test) =>
        Expression.Lambda<Func<TRow, bool>>(new Replacement(test.Parameters[0], column.Body).Visit(test.Body), column.Parameters);

    private static Expression<Func<TRow, bool>> Join(Expression<Func<TRow, bool>> left, Expression<Func<TRow, bool>> right, bool needsAll)
    {
        Expression moved = new Replacement(right.Parameters[0], left.Parameters[0]).Visit(right.Body);
        return Expression.Lambda<Func<TRow, bool>>(needsAll ? Expression.AndAlso(left.Body, moved) : Expression.OrElse(left.Body, moved), left.Parameters);
    }

    private sealed class Replacement(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
    }
}
