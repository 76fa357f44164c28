using PrivacyCrm.Core.Jobs;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Registers bulk calls.</summary>
internal static class BulkServices
{
    /// <summary>Adds the two kinds of jobs and what they share.</summary>
    public static void AddBulk(this IServiceCollection services) => services
        .AddSingleton(new BulkLimits())
        .AddSingleton<Callbacks>()
        .AddSingleton<DownloadLimit>()
        .AddSingleton<IJobKind, BulkReadJob>()
        .AddSingleton<IJobKind, BulkWriteJob>();
}
