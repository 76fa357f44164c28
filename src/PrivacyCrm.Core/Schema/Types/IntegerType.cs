namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>integer</c>: up to nine digits; <c>5.0</c> is read as 5.</summary>
public sealed class IntegerType() : NumberLikeType("integer", "integer")
{
    /// <inheritdoc/>
    public override int MaximumLength => 9;

    /// <inheritdoc/>
    public override int UiType => 32;

    /// <inheritdoc/>
    protected override bool AllowsDecimals => false;
}
