namespace PrivacyCrm.Core.Jobs;

/// <summary>How a job ended.</summary>
/// <param name="State">Completed or failed.</param>
/// <param name="Progress">What was done.</param>
public sealed record JobEnd(JobState State, string Progress)
{
    /// <summary>Everything was done.</summary>
    /// <param name="progress">What was done.</param>
    /// <returns>The end.</returns>
    public static JobEnd Completed(string progress) => new(JobState.Completed, progress);

    /// <summary>The job cannot be done.</summary>
    /// <param name="progress">What was done.</param>
    /// <returns>The end.</returns>
    public static JobEnd Failed(string progress) => new(JobState.Failed, progress);
}
