namespace PrivacyCrm.Core.Criteria;

/// <summary>Criteria as written: conditions joined by and, or.</summary>
public abstract record CriteriaNode
{
    private CriteriaNode()
    {
    }

    /// <summary><c>(name:operator:value)</c>.</summary>
    /// <param name="Name">The field as written.</param>
    /// <param name="Operator">The operator as written.</param>
    /// <param name="Value">The value, still escaped.</param>
    public sealed record Condition(string Name, string Operator, string Value) : CriteriaNode;

    /// <summary>Two criteria joined by <c>and</c> or <c>or</c>.</summary>
    /// <param name="IsAnd">Whether both have to hold.</param>
    /// <param name="Left">The first.</param>
    /// <param name="Right">The second.</param>
    public sealed record Pair(bool IsAnd, CriteriaNode Left, CriteriaNode Right) : CriteriaNode;
}
