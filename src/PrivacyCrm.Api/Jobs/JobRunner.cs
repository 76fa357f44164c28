using System.Diagnostics;
using PrivacyCrm.Core;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Api.Jobs;

/// <summary>Takes one job and does it, keeping its lease meanwhile.</summary>
/// <param name="jobs">Where jobs are.</param>
/// <param name="callers">Finds out for whom a job works.</param>
/// <param name="kinds">How jobs are done.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class JobRunner(IJobStore jobs, JobCallers callers, IEnumerable<IJobKind> kinds, TimeProvider time, ILogger<JobRunner> logger)
{
    /// <summary>How long a server that died keeps its jobs.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How often a job is begun without a step forward until it counts as failed.</summary>
    public const int MaximumAttempts = 5;

    private static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Takes the next job, if there is one, and does it.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (_kinds.Count == 0 || await jobs.TakeNextAsync(_kinds.Keys, Lease, stopping) is not { } job)
        {
            return false;
        }

        CoreTelemetry.Enter(() => $"job {job.Kind}");
        using Activity? trace = CoreTelemetry.Source.StartActivity($"job {job.Kind}");
        using CancellationTokenSource running = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task renewal = RenewAsync(job, running);
        try
        {
            await RunAsync(job, running.Token);
        }
        catch (JobLostException)
        {
            CoreTelemetry.CountJob(job.Kind, "lost");
            Log.JobLost(logger, job.Kind, job.Id, job.OrganizationId);
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            CoreTelemetry.CountJob(job.Kind, "released");

            // The server stops, so that another one, or this one after its restart, goes on at once. A job that was lost is not given back.
            await jobs.ReleaseAsync(job, CancellationToken.None);
        }
        catch (Exception exception)
        {
            CoreTelemetry.CountJob(job.Kind, "interrupted");

            // The next run goes on after the last step; a job that never gets anywhere is ended when it is taken once too often.
            Log.JobInterrupted(logger, job.Kind, job.Id, job.OrganizationId, exception.GetType().FullName!, exception.StackTrace);
            await jobs.ReleaseAsync(job, CancellationToken.None);
        }
        finally
        {
            await running.CancelAsync();
            await renewal;
        }

        return true;
    }

    private async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        IJobKind kind = _kinds[job.Kind];
        JobEnd end = job.Attempts <= MaximumAttempts && await callers.FindAsync(job, cancellationToken) is { } caller
            ? await kind.RunAsync(job, caller, cancellationToken)
            : JobEnd.Failed(job.Progress);
        if (await jobs.FinishAsync(job, end, cancellationToken) is { } finished)
        {
            CoreTelemetry.CountJob(job.Kind, end.State == JobState.Completed ? "completed" : "failed");
            Log.JobEnded(logger, job.Kind, job.Id, job.OrganizationId, end.State);
            await TellAsync(kind, finished, cancellationToken);
        }
    }

    private async Task TellAsync(IJobKind kind, Job job, CancellationToken cancellationToken)
    {
        try
        {
            await kind.FinishedAsync(job, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.JobNotTold(logger, job.Kind, job.Id, job.OrganizationId, exception.GetType().FullName!);
        }
    }

    private async Task RenewAsync(Job job, CancellationTokenSource running)
    {
        try
        {
            do
            {
                await Task.Delay(RenewedEvery, time, running.Token);
            }
            while (await jobs.RenewAsync(job, Lease, running.Token));
            await running.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The run ended.
        }
        catch (Exception exception)
        {
            // Without a lease the run has to end: another server may have the job.
            Log.JobInterrupted(logger, job.Kind, job.Id, job.OrganizationId, exception.GetType().FullName!, exception.StackTrace);
            await running.CancelAsync();
        }
    }
}
