namespace PrivacyCrm.Api.Demo;

/// <summary>A clock that stands still, so that the demo's records have the same times every time.</summary>
/// <param name="now">The moment.</param>
internal sealed class DemoClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
