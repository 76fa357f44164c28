using System.Collections.Immutable;

namespace PrivacyCrm.Core.Coql;

/// <summary>The where clause as written.</summary>
public abstract record CoqlCondition
{
    private CoqlCondition()
    {
    }

    /// <summary>A column compared with values.</summary>
    /// <param name="Column">The column as written.</param>
    /// <param name="Operator">The operator.</param>
    /// <param name="Values">The values, as many as the operator takes.</param>
    public sealed record Compare(string Column, CoqlOperator Operator, ImmutableArray<CoqlValue> Values) : CoqlCondition
    {
        /// <summary>Conditions are the same when they say the same.</summary>
        /// <param name="other">Another one.</param>
        /// <returns>True when it says the same.</returns>
        public bool Equals(Compare? other) =>
            other is not null && Column == other.Column && Operator == other.Operator && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Column, Operator, Values.Length);
    }

    /// <summary>Two conditions joined by <c>and</c> or <c>or</c>.</summary>
    /// <param name="IsAnd">Whether both have to hold.</param>
    /// <param name="Left">The first.</param>
    /// <param name="Right">The second.</param>
    public sealed record Pair(bool IsAnd, CoqlCondition Left, CoqlCondition Right) : CoqlCondition;
}
