namespace PrivacyCrm.Core.Limits;

/// <summary>The credits used in the last 24 hours, counted by the minute: a credit comes back after 24 hours, a minute late at most.</summary>
internal sealed class CreditWindow
{
    private readonly int[] _usedInMinute = new int[(24 * 60) + 1];
    private long _minute;
    private long _used;

    /// <summary>Tells how many credits are used.</summary>
    /// <param name="now">The time; one that lies behind an earlier one counts as that.</param>
    /// <returns>The credits.</returns>
    public long UsedAt(DateTimeOffset now)
    {
        long minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute - _minute >= _usedInMinute.Length)
        {
            Array.Clear(_usedInMinute);
            (_minute, _used) = (minute, 0);
        }

        while (_minute < minute)
        {
            _minute++;
            _used -= _usedInMinute[_minute % _usedInMinute.Length];
            _usedInMinute[_minute % _usedInMinute.Length] = 0;
        }

        return _used;
    }

    /// <summary>Uses credits.</summary>
    /// <param name="credits">How many.</param>
    /// <param name="now">The time.</param>
    public void Use(int credits, DateTimeOffset now)
    {
        UsedAt(now);
        _usedInMinute[_minute % _usedInMinute.Length] += credits;
        _used += credits;
    }
}
