using PrivacyCrm.Api.Health;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records.Bin;

namespace PrivacyCrm.Api.RecycleBin;

/// <summary>Erases every hour what stayed in a recycle bin longer than it may, so that nothing is only hidden.</summary>
/// <param name="bin">The bins.</param>
/// <param name="readiness">Tells when the store can be used.</param>
/// <param name="health">Tells outages from bugs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class BinSweeper(IRecycleBin bin, Readiness readiness, IStoreHealth health, TimeProvider time, ILogger<BinSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await readiness.WaitBehindRequestsAsync(stoppingToken))
        {
            return;
        }

        using PeriodicTimer timer = new(Interval, time);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            int erased = await bin.SweepAsync(time.GetUtcNow(), stoppingToken);
            if (erased > 0)
            {
                Log.Swept(logger, erased);
            }
        }
        catch (Exception exception) when (health.IsOutage(exception))
        {
            // The next hour does what this one could not.
            Log.NotSwept(logger, exception.GetType().Name);
        }
    }
}
