namespace PrivacyCrm.Core.Conversion;

/// <summary>The records a lead becomes.</summary>
internal sealed record ConversionTargets(ConversionTarget Contact, ConversionTarget? Account, ConversionTarget? Deal)
{
    /// <summary>Gets those that there are.</summary>
    public IEnumerable<ConversionTarget> All => new[] { Contact, Account, Deal }.OfType<ConversionTarget>();
}
