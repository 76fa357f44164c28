using PrivacyCrm.Api.Health;

namespace PrivacyCrm.Api.Consents.Schedulers;

/// <summary>Looks every two seconds for schedulers whose time has come.</summary>
/// <param name="runner">Runs them.</param>
/// <param name="readiness">Tells when the store can be used.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class SchedulerHost(SchedulerRunner runner, Readiness readiness, TimeProvider time, ILogger<SchedulerHost> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await readiness.WaitBehindRequestsAsync(stoppingToken))
        {
            return;
        }

        using PeriodicTimer timer = new(Interval, time);
        do
        {
            try
            {
                await runner.RunDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away for a while; what is due then is still due when it is back.
                Log.SchedulersPaused(logger, exception.GetType().FullName!);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
