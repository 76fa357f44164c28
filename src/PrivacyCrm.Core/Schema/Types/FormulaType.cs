namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>formula</c>: computed from other fields. Users cannot make one here, since formulas are not evaluated.</summary>
public sealed class FormulaType() : SystemValueType("formula", "string");
