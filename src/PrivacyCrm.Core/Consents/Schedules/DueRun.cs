namespace PrivacyCrm.Core.Consents.Schedules;

/// <summary>A run whose time has come.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Schedule">The schedule that planned it.</param>
/// <param name="Planned">The moment it was planned for.</param>
public sealed record DueRun(long OrganizationId, Schedule Schedule, DateTimeOffset Planned);
