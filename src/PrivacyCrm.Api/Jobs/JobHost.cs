using PrivacyCrm.Api.Health;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Api.Jobs;

/// <summary>Does jobs beside the requests, two at a time, and removes what is kept no longer.</summary>
/// <param name="readiness">Tells when the store is prepared.</param>
/// <param name="runner">Does one job.</param>
/// <param name="orders">Tells when a job is ordered here.</param>
/// <param name="jobs">Where jobs are.</param>
/// <param name="consents">Where uses of consents are.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class JobHost(Readiness readiness, JobRunner runner, JobOrders orders, IJobStore jobs, IConsentStore consents, TimeProvider time, ILogger<JobHost> logger) : BackgroundService
{
    private const int Workers = 2;

    // For jobs of other servers that died, and those ordered while all workers were busy.
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SweepsEvery = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await readiness.WaitBehindRequestsAsync(stoppingToken))
        {
            return;
        }

        await Task.WhenAll([SweepAsync(stoppingToken), .. Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken))]);
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await WithoutEndAsync(async () =>
            {
                while (await runner.RunNextAsync(stopping))
                {
                    stopping.ThrowIfCancellationRequested();
                }
            });
            await WithoutEndAsync(() => orders.WaitAsync(LooksEvery, stopping));
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await WithoutEndAsync(() => jobs.SweepAsync(stopping));
            await WithoutEndAsync(() => consents.ForgetUsesAsync(time.GetUtcNow() - Execution.KeptFor, stopping));
            await WithoutEndAsync(() => Task.Delay(SweepsEvery, time, stopping));
        }
    }

    // The database may be away for a while; work goes on when it is back.
    private async Task WithoutEndAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The server stops; the loop sees it.
        }
        catch (Exception exception)
        {
            Log.JobsPaused(logger, exception.GetType().FullName!);
        }
    }
}
