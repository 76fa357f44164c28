namespace PrivacyCrm.Api.Clock;

/// <summary>Registers the clock.</summary>
internal static class ClockServices
{
    /// <summary>Adds the real clock, or the one that can be moved.</summary>
    public static void AddClock(this IServiceCollection services, ClockOptions options)
    {
        services.AddSingleton(options).AddSingleton(new ServerClock(TimeProvider.System));
        services.AddSingleton(provider => options.IsDoorOpen ? provider.GetRequiredService<ServerClock>() : TimeProvider.System);
    }
}
