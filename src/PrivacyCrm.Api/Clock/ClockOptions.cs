using PrivacyCrm.Api.Security;

namespace PrivacyCrm.Api.Clock;

/// <summary>Whether the clock can be moved: when <c>PrivacyCrm:TestClock</c> is true, and never in Production.</summary>
/// <param name="IsDoorOpen">Whether it can.</param>
internal sealed record ClockOptions(bool IsDoorOpen) : ILocalDoor
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidOperationException">A server in Production is told to let its clock be moved.</exception>
    public static ClockOptions Of(IConfiguration configuration, IHostEnvironment environment)
    {
        bool isMovable = bool.TryParse(configuration["PrivacyCrm:TestClock"], out bool asked) && asked;
        return isMovable && environment.IsProduction()
            ? throw new InvalidOperationException("PrivacyCrm:TestClock lets everybody on this machine end or prolong every consent and token. It cannot be on in Production.")
            : new ClockOptions(isMovable);
    }
}
