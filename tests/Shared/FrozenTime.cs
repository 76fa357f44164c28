namespace PrivacyCrm.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class FrozenTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private DateTimeOffset _now = Start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
