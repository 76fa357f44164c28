namespace PrivacyCrm.Core.Schema;

/// <summary>Which fields take the value when a lead is converted; null where none does.</summary>
/// <param name="Contacts">The field in Contacts.</param>
/// <param name="Accounts">The field in Accounts.</param>
/// <param name="Deals">The field in Deals.</param>
public sealed record ConvertMapping(string? Contacts, string? Accounts, string? Deals)
{
    /// <summary>The field that takes the value in a module.</summary>
    /// <param name="module">The module's API name.</param>
    /// <returns>The field's API name, or null.</returns>
    public string? In(string module) => module switch
    {
        nameof(Contacts) => Contacts,
        nameof(Accounts) => Accounts,
        nameof(Deals) => Deals,
        _ => null,
    };
}
