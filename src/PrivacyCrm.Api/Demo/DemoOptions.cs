using PrivacyCrm.Api.Security;

namespace PrivacyCrm.Api.Demo;

/// <summary>Whether the demo is there.</summary>
/// <param name="IsSeeded">Whether the store is filled with it: in Development, or when <c>PrivacyCrm:DemoSeed</c> is true.</param>
/// <param name="IsDoorOpen">Whether scripts may ask for its tokens: in Development only.</param>
public sealed record DemoOptions(bool IsSeeded, bool IsDoorOpen) : ILocalDoor
{
    /// <summary>Reads the options.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>The options.</returns>
    public static DemoOptions Of(IConfiguration configuration, IHostEnvironment environment)
    {
        bool isSeeded = bool.TryParse(configuration["PrivacyCrm:DemoSeed"], out bool asked) ? asked : environment.IsDevelopment();
        return new DemoOptions(isSeeded, isSeeded && environment.IsDevelopment());
    }
}
