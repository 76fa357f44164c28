using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>A comparison of the language.</summary>
/// <param name="Name">As it is written, in lower case.</param>
/// <param name="Kind">To which data types it belongs.</param>
/// <param name="Test">What it means for most types; null where the value decides.</param>
public sealed record CoqlOperator(string Name, CoqlOperatorKind Kind, KeyTest? Test = null)
{
    /// <summary>Gets a value indicating whether the operator begins with not, or is its opposite.</summary>
    public bool IsNegated => Name is "!=" or "not in" or "not like" or "not between";
}
