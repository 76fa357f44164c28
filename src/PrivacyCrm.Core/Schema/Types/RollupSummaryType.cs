namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>rollup_summary</c>: computed from related records. Users cannot make one here.</summary>
public sealed class RollupSummaryType() : SystemValueType("rollup_summary", "double");
