namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>percent</c>: a percentage.</summary>
public sealed class PercentType() : NumberLikeType("percent", "double")
{
    /// <inheritdoc/>
    public override int MaximumLength => 5;

    /// <inheritdoc/>
    public override int UiType => 36;
}
