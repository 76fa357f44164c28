namespace PrivacyCrm.Core.Consents.Schedules;

/// <summary>When a scheduler runs: by a cron expression, or every few minutes.</summary>
public sealed record Schedule
{
    /// <summary>Gets the scheduler.</summary>
    public required long ComponentId { get; init; }

    /// <summary>Gets the cron expression, of five fields; null for one that counts minutes.</summary>
    public string? Cron { get; init; }

    /// <summary>Gets the minutes between two runs; null for a cron expression.</summary>
    public int? EveryMinutes { get; init; }

    /// <summary>Gets the time zone of the cron expression.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Gets the moment from which minutes are counted.</summary>
    public required DateTimeOffset Since { get; init; }
}
