using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Jobs;

/// <summary>A kind of job: knows how to do it. It is one object for all jobs, so it remembers nothing between runs.</summary>
public interface IJobKind
{
    /// <summary>Gets the name that jobs of the kind are stored with; never changed.</summary>
    string Name { get; }

    /// <summary>
    /// Does a job, or what is left of it: goes on after <see cref="Job.Progress"/>, and records each step as a <see cref="JobStep"/> in the
    /// transaction of its writes, so that nothing is done twice. Asks <see cref="JobCallers"/> again during long work.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="caller">The user it works for, with the rights of this moment.</param>
    /// <param name="cancellationToken">Ends the run when the server stops or has lost the job.</param>
    /// <returns>How it ended. An exception means that another run may succeed.</returns>
    Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken);

    /// <summary>Tells whoever wants to know that a job has ended. It may be left out when the server stops at that moment.</summary>
    /// <param name="job">The job, completed or failed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    Task FinishedAsync(Job job, CancellationToken cancellationToken) => Task.CompletedTask;
}
