namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>double</c>: a number with decimals.</summary>
public sealed class DoubleType() : NumberLikeType("double", "double")
{
    /// <inheritdoc/>
    public override int MaximumLength => 18;

    /// <inheritdoc/>
    public override int UiType => 38;
}
