namespace PrivacyCrm.Api.Outgoing;

/// <summary>Registers calls to elsewhere.</summary>
internal static class OutgoingServices
{
    public static void AddOutgoing(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(OutgoingNetworks.Of(configuration)).AddSingleton<OutgoingHttp>();
}
