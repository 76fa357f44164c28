namespace PrivacyCrm.Core.Limits;

/// <summary>The place of a running call among those of its organization; disposing it makes room for another.</summary>
public sealed class CallPermit : IDisposable
{
    private readonly Usage _usage;
    private readonly bool _isHeavy;
    private readonly TimeProvider _time;
    private bool _isOver;

    internal CallPermit(Usage usage, bool isHeavy, TimeProvider time)
    {
        _usage = usage;
        _isHeavy = isHeavy;
        _time = time;
    }

    /// <summary>Uses credits beyond the one that every call costs. A call that runs is never stopped for them; the next ones are.</summary>
    /// <param name="credits">How many.</param>
    public void Charge(int credits)
    {
        lock (_usage.Guard)
        {
            _usage.Credits.Use(credits, _time.GetUtcNow());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_usage.Guard)
        {
            if (!_isOver)
            {
                _isOver = true;
                _usage.Calls--;
                _usage.HeavyCalls -= _isHeavy ? 1 : 0;
            }
        }
    }
}
