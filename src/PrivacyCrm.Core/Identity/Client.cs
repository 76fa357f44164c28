namespace PrivacyCrm.Core.Identity;

/// <summary>A program that may ask for tokens.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="SecretHash">The hash of its secret.</param>
/// <param name="Name">What people call it.</param>
/// <param name="RedirectUri">Where its users are sent back to; null for a program without users of its own.</param>
public sealed record Client(string Id, string SecretHash, string Name, string? RedirectUri);
