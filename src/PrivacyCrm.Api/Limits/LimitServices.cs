using Microsoft.Extensions.Options;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Limits;

namespace PrivacyCrm.Api.Limits;

/// <summary>Registers limits. There are none unless the configuration sets some.</summary>
internal static class LimitServices
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TokenLimits>().BindConfiguration(TokenLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<LimitOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TokenLimits>>().Value);
        services.AddSingleton<CallAllowance>();
    }
}
