namespace PrivacyCrm.Api.Clock;

/// <summary>
/// The server's clock, which can be moved: it goes on from there at its own pace. Whoever reads the time follows at once; waits that have
/// begun are waits of real time and are not shortened.
/// </summary>
/// <param name="real">The clock that it is ahead of.</param>
internal sealed class ServerClock(TimeProvider real) : TimeProvider
{
    // Ids tell the time of their making in 41 bits of milliseconds, from 2015 on.
    private static readonly DateTimeOffset Earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2080, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _ahead;

    public override long TimestampFrequency => real.TimestampFrequency;

    /// <summary>How far it is ahead of the real time; negative when it is behind.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Ahead;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets it.</summary>
    /// <returns>False for a time that it cannot show.</returns>
    public bool TrySet(DateTimeOffset now) => TryShift(_ => now - real.GetUtcNow());

    /// <summary>Moves it.</summary>
    /// <returns>False when it would show a time that it cannot show.</returns>
    public bool TryAdvance(TimeSpan by) => TryShift(ahead => ahead + by);

    private bool TryShift(Func<TimeSpan, TimeSpan> shift)
    {
        long before;
        TimeSpan after;
        do
        {
            before = Interlocked.Read(ref _ahead);
            after = shift(new TimeSpan(before));
            if (after < Earliest - real.GetUtcNow() || after > Latest - real.GetUtcNow())
            {
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _ahead, after.Ticks, before) != before);

        return true;
    }
}
