namespace PrivacyCrm.Core.Organizations;

/// <summary>What an organization says about itself.</summary>
public sealed record OrganizationProfile
{
    /// <summary>Gets the id clients send as <c>X-CRM-ORG</c> and in <c>soid=ZohoCRM.{zgid}</c>.</summary>
    public required string Zgid { get; init; }

    /// <summary>Gets the account id of the first administrator.</summary>
    public required string PrimaryZuid { get; init; }

    /// <summary>Gets the name.</summary>
    public required string CompanyName { get; init; }

    /// <summary>Gets the address of the first administrator.</summary>
    public required string PrimaryEmail { get; init; }

    /// <summary>Gets the name used in addresses.</summary>
    public required string DomainName { get; init; }

    /// <summary>Gets the country as people write it.</summary>
    public string? Country { get; init; }

    /// <summary>Gets the country's two letters.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Gets the phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Gets the website.</summary>
    public string? Website { get; init; }

    /// <summary>Gets the IANA name of the zone of date-times that name no offset.</summary>
    public string TimeZoneId { get; init; } = "Etc/UTC";

    /// <summary>Gets the three letters of the currency.</summary>
    public string CurrencyCode { get; init; } = "USD";

    /// <summary>Gets the currency's name and letters.</summary>
    public string Currency { get; init; } = "US Dollar - USD";

    /// <summary>Gets the sign of the currency.</summary>
    public string CurrencySymbol { get; init; } = "$";

    /// <summary>Gets when the organization was made.</summary>
    public required DateTimeOffset CreatedTime { get; init; }
}
