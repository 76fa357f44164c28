namespace PrivacyCrm.Core.Jobs;

/// <summary>A part of a job that is done: committed together with what it wrote, or not at all.</summary>
/// <param name="Job">The job, as it was taken.</param>
/// <param name="Progress">What is done now, from which another run would go on.</param>
/// <param name="Part">What the step adds to the job's file, or null.</param>
public sealed record JobStep(Job Job, string Progress, FilePart? Part = null);
