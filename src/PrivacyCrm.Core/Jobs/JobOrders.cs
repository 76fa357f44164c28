using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Jobs;

/// <summary>Takes orders for jobs, and wakes up whoever does them on this server; other servers look for them every few seconds.</summary>
/// <param name="jobs">Where jobs are.</param>
/// <param name="time">The clock.</param>
public sealed class JobOrders(IJobStore jobs, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _added = new(0);

    /// <summary>Orders a job.</summary>
    /// <param name="caller">Who orders it.</param>
    /// <param name="id">A new id.</param>
    /// <param name="kind">The name of its kind.</param>
    /// <param name="definition">What is to be done, as the kind reads it.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The job.</returns>
    public async Task<Job> AddAsync(Caller caller, long id, string kind, string definition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Job job = new()
        {
            OrganizationId = caller.Organization.Id,
            Id = id,
            Kind = kind,
            UserId = caller.User.Id,
            Scopes = caller.Scopes.Text,
            Definition = definition,
            CreatedTime = time.GetUtcNow(),
        };
        await jobs.AddAsync(job, cancellationToken);
        _added.Release();
        return job;
    }

    /// <summary>Waits until a job is ordered here.</summary>
    /// <param name="atMost">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _added.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _added.Dispose();
}
