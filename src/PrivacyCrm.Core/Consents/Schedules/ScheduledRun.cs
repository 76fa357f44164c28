namespace PrivacyCrm.Core.Consents.Schedules;

/// <summary>What became of a run.</summary>
/// <param name="Planned">The moment it was planned for.</param>
/// <param name="Begun">When a server began it.</param>
/// <param name="ExecutionId">The execution; null when there was none, or none yet.</param>
/// <param name="Outcome">The word for what became of it; null while it runs, and for ever when its server died.</param>
public sealed record ScheduledRun(DateTimeOffset Planned, DateTimeOffset Begun, long? ExecutionId, string? Outcome);
