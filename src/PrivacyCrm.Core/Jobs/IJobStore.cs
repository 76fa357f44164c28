namespace PrivacyCrm.Core.Jobs;

/// <summary>Keeps jobs. A job is worked on by whoever holds its lease, and a lease that ran out can be taken by another.</summary>
public interface IJobStore
{
    /// <summary>Stores a new job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task AddAsync(Job job, CancellationToken cancellationToken);

    /// <summary>Finds a job.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The job, or null.</returns>
    Task<Job?> FindAsync(long organizationId, long id, CancellationToken cancellationToken);

    /// <summary>Takes the oldest job that nobody works on, of any organization. Of servers at the same time one gets it.</summary>
    /// <param name="kinds">The kinds the server knows.</param>
    /// <param name="lease">How long nobody else may take it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The job, or null.</returns>
    Task<Job?> TakeNextAsync(IReadOnlyCollection<string> kinds, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Takes a job that has not ended, whoever has it: a run that had it before cannot make another step.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The job; null when there is none that has not ended.</returns>
    Task<Job?> TakeOverAsync(long organizationId, long id, CancellationToken cancellationToken);

    /// <summary>Makes a lease longer.</summary>
    /// <param name="job">The job, as it was taken.</param>
    /// <param name="lease">How long from now nobody else may take it.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>False when the job was taken over.</returns>
    Task<bool> RenewAsync(Job job, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Gives a job back, so that it can be taken at once.</summary>
    /// <param name="job">The job, as it was taken.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task ReleaseAsync(Job job, CancellationToken cancellationToken);

    /// <summary>Records a step that writes no records.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    /// <exception cref="JobLostException">The job was taken over.</exception>
    Task AdvanceAsync(JobStep step, CancellationToken cancellationToken);

    /// <summary>Ends a job. Its file is kept for a day from now on.</summary>
    /// <param name="job">The job, as it was taken.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The job as it is now; null when it was taken over.</returns>
    Task<Job?> FinishAsync(Job job, JobEnd end, CancellationToken cancellationToken);

    /// <summary>Removes files that are kept no longer, and jobs that ended a week ago.</summary>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>A task.</returns>
    Task SweepAsync(CancellationToken cancellationToken);
}
