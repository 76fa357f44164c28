namespace PrivacyCrm.Api.Admin;

/// <summary>Asks for a user.</summary>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Email">The address, unique in the organization.</param>
/// <param name="Role">The role's name.</param>
/// <param name="Administrator">Whether the user may change settings.</param>
public sealed record NewUserRequest(string? FirstName, string? LastName, string? Email, string? Role, bool Administrator);
