using Microsoft.Extensions.Options;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Api.Consents;

/// <summary>Registers what components and consents need of the host.</summary>
internal static class ConsentServices
{
    public static void AddConsents(this IServiceCollection services)
    {
        services.AddOptions<PlatformConsentOptions>().BindConfiguration(PlatformConsentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PlatformConsentOptions>>().Value);
        services.AddSingleton<ExecutionGate>();
        services.Configure<RouteOptions>(options => options.ConstraintMap["cliqCollection"] = typeof(CollectionConstraint));
    }
}
