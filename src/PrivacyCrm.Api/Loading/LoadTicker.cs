using PrivacyCrm.Core.Records.Loading;

namespace PrivacyCrm.Api.Loading;

/// <summary>Shows how far a load is, until it is disposed.</summary>
internal sealed class LoadTicker : IAsyncDisposable
{
    private readonly RecordLoad _load;
    private readonly LoadRun _run;
    private readonly LoadConsole _console;
    private readonly TimeProvider _time;
    private readonly PeriodicTimer _timer;
    private readonly long _begun;
    private readonly long _before;
    private readonly Task _ticking;

    private LoadTicker(RecordLoad load, LoadRun run, LoadConsole console, TimeProvider time)
    {
        (_load, _run, _console, _time) = (load, run, console, time);
        _begun = time.GetTimestamp();
        _before = load.Added + load.Refused;
        _timer = new PeriodicTimer(console.Interval, time);
        _ticking = TickAsync();
    }

    /// <summary>Begins to show.</summary>
    public static LoadTicker Start(RecordLoad load, LoadRun run, LoadConsole console, TimeProvider time) => new(load, run, console, time);

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _ticking;
        Show();
    }

    private async Task TickAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Show();
        }
    }

    private void Show()
    {
        double seconds = Math.Max(0.001, _time.GetElapsedTime(_begun).TotalSeconds);
        (long rows, double share) = (_load.Added + _load.Refused, _run.Share);
        double perSecond = (rows - _before) / seconds;

        // What is left has as many bytes for each row as what was read.
        TimeSpan? remaining = perSecond > 0 && share > 0 ? TimeSpan.FromSeconds(rows / share * (1 - share) / perSecond) : null;
        _console.Show(share, _load.Added, _load.Refused, perSecond, remaining);
    }
}
