namespace PrivacyCrm.Core.Schema.Types;

/// <summary><c>currency</c>: an amount of money, rounded to the field's decimal places.</summary>
public sealed class CurrencyType() : NumberLikeType("currency", "double")
{
    /// <inheritdoc/>
    public override int MaximumLength => 16;

    /// <inheritdoc/>
    public override int UiType => 36;
}
