namespace PrivacyCrm.Api.Admin;

/// <summary>Asks for a team.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="UserIds">Its members.</param>
public sealed record NewTeamRequest(string? Name, IReadOnlyList<string>? UserIds);
