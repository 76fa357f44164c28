namespace PrivacyCrm.Api.Admin;

/// <summary>Asks for an organization.</summary>
/// <param name="CompanyName">Its name.</param>
/// <param name="TimeZone">The IANA name of its time zone; UTC without.</param>
/// <param name="Administrator">Its first administrator.</param>
public sealed record NewOrganizationRequest(string? CompanyName, string? TimeZone, NewUserRequest? Administrator);
