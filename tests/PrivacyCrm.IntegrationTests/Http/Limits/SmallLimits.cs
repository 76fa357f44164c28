using Microsoft.AspNetCore.Hosting;

namespace PrivacyCrm.IntegrationTests.Http.Limits;

/// <summary>Small limits of every kind.</summary>
internal static class SmallLimits
{
    public const int Credits = 40;

    public static void Set(IWebHostBuilder builder) => builder
        .UseSetting("PrivacyCrm:Limits:ApiCredits", "40")
        .UseSetting("PrivacyCrm:Limits:ConcurrentCalls", "3")
        .UseSetting("PrivacyCrm:Limits:ConcurrentHeavyCalls", "1")
        .UseSetting("PrivacyCrm:TokenLimits:AccessTokensPerRefreshToken", "4")
        .UseSetting("PrivacyCrm:TokenLimits:AccessTokensPerTenMinutes", "3")
        .UseSetting("PrivacyCrm:TokenLimits:RefreshTokensPerUser", "8");
}
