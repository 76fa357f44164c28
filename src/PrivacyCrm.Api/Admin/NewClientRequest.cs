namespace PrivacyCrm.Api.Admin;

/// <summary>Asks for a program's id and secret.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="RedirectUri">Where its users are sent back to.</param>
public sealed record NewClientRequest(string? Name, string? RedirectUri);
