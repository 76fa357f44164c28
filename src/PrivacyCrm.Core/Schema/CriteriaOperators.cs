using System.Collections.Immutable;

namespace PrivacyCrm.Core.Schema;

/// <summary>The operators of the criteria grammar, each once.</summary>
public static class CriteriaOperators
{
    /// <summary>The key is the value; for texts, the value occurs in it.</summary>
    public static new readonly CriteriaOperator Equals = new("equals", KeyTest.Equal, 1, 1);

    /// <summary>The key is another one, or there is none.</summary>
    public static readonly CriteriaOperator NotEqual = new("not_equal", KeyTest.NotEqual, 1, 1);

    /// <summary>The key begins with the value.</summary>
    public static readonly CriteriaOperator StartsWith = new("starts_with", KeyTest.StartsWith, 1, 1);

    /// <summary>The key is one of up to 100 values.</summary>
    public static readonly CriteriaOperator In = new("in", KeyTest.OneOf, 1, 100);

    /// <summary>The key is after the value.</summary>
    public static readonly CriteriaOperator GreaterThan = new("greater_than", KeyTest.Greater, 1, 1);

    /// <summary>The key is the value or after it.</summary>
    public static readonly CriteriaOperator GreaterEqual = new("greater_equal", KeyTest.GreaterOrEqual, 1, 1);

    /// <summary>The key is before the value.</summary>
    public static readonly CriteriaOperator LessThan = new("less_than", KeyTest.Less, 1, 1);

    /// <summary>The key is the value or before it.</summary>
    public static readonly CriteriaOperator LessEqual = new("less_equal", KeyTest.LessOrEqual, 1, 1);

    /// <summary>The key is between two values, both included.</summary>
    public static readonly CriteriaOperator Between = new("between", KeyTest.Between, 2, 2);

    /// <summary>All operators.</summary>
    public static readonly ImmutableArray<CriteriaOperator> All =
        [Equals, NotEqual, StartsWith, In, GreaterThan, GreaterEqual, LessThan, LessEqual, Between];

    /// <summary>The operators of texts.</summary>
    public static readonly ImmutableArray<CriteriaOperator> ForText = [Equals, NotEqual, StartsWith, In];

    /// <summary>The operators of choices and references.</summary>
    public static readonly ImmutableArray<CriteriaOperator> ForChoice = [Equals, NotEqual, In];

    /// <summary>The operators of everything that has an order.</summary>
    public static readonly ImmutableArray<CriteriaOperator> ForOrdered =
        [Equals, NotEqual, GreaterThan, GreaterEqual, LessThan, LessEqual, Between, In];
}
