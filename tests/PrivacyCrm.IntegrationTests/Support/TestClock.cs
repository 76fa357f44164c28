namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>The server's clock: it stands still until a test advances it.</summary>
public sealed class TestClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private long _ticks = Start.UtcTicks;
    private long _passed;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _passed);

    /// <summary>Moves the clock. For negative times it is set back, while the time that has passed is still the same.</summary>
    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref _ticks, time.Ticks);
        Interlocked.Add(ref _passed, Math.Max(0, time.Ticks));
    }
}
