using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Core.Conversion;

/// <summary>The records a lead becomes.</summary>
internal sealed record ConversionTargets(ConversionTarget Contact, ConversionTarget? Account, ConversionTarget? Deal)
{
    /// <summary>Gets those that there are.</summary>
    public IEnumerable<ConversionTarget> All => new[] { Contact, Account, Deal }.OfType<ConversionTarget>();

    /// <summary>Whether the contact gets the account of the conversion: a new one does, another one that has none or is to be overwritten.</summary>
    public bool JoinsAccount(ConversionRequest request)
    {
        long? before = Contact.Existing?.ReferenceOf("Account_Name");
        return Account is not null && (before is null || (request.Overwrites && before != Account.Existing?.Id));
    }
}
