using PrivacyCrm.Api.Health;

namespace PrivacyCrm.Api.Consents;

/// <summary>Looks every two seconds for work whose time has come.</summary>
/// <typeparam name="TWork">The work.</typeparam>
/// <param name="work">Does it.</param>
/// <param name="readiness">Tells when the store can be used.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class DueWorkHost<TWork>(TWork work, Readiness readiness, TimeProvider time, ILogger<DueWorkHost<TWork>> logger) : BackgroundService
    where TWork : IDueWork
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
                await work.RunDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away for a while; what is due then is still due when it is back.
                Log.DueWorkPaused(logger, typeof(TWork).Name, exception.GetType().FullName!);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
