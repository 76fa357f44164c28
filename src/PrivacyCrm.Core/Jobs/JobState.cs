namespace PrivacyCrm.Core.Jobs;

/// <summary>What has become of a job. The numbers are stored.</summary>
public enum JobState
{
    /// <summary>Nobody has begun it.</summary>
    Waiting = 0,

    /// <summary>A server works on it, or did before it was stopped.</summary>
    Running = 1,

    /// <summary>It is done.</summary>
    Completed = 2,

    /// <summary>It ended without being done.</summary>
    Failed = 3,
}
