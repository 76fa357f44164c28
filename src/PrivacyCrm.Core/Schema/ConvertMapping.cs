namespace PrivacyCrm.Core.Schema;

/// <summary>Which fields take the value when a lead is converted; null where none does.</summary>
/// <param name="Contacts">The field in Contacts.</param>
/// <param name="Accounts">The field in Accounts.</param>
/// <param name="Deals">The field in Deals.</param>
public sealed record ConvertMapping(string? Contacts, string? Accounts, string? Deals);
