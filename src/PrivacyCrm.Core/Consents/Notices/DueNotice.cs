namespace PrivacyCrm.Core.Consents.Notices;

/// <summary>A notice whose time has come, and before which nothing else waits to be told to the same component.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Notice">The notice.</param>
/// <param name="Planned">The moment at which it was to be told.</param>
/// <param name="Tries">How often that was tried.</param>
public sealed record DueNotice(long OrganizationId, ConsentNotice Notice, DateTimeOffset Planned, int Tries);
