using PrivacyCrm.Api.Consents.Connections;
using PrivacyCrm.Api.Consents.Pages;
using PrivacyCrm.Api.Consents.Schedulers;
using PrivacyCrm.Api.Consents.Webhooks;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;

namespace PrivacyCrm.Api.Consents;

/// <summary>Registers what lets components run: their webhooks, their connections, the clock that fires schedulers, and the pages that ask people.</summary>
internal static class RuntimeServices
{
    public static void AddRuntime(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionBook>();
        services.AddSingleton<IConnectionOwners>(provider => provider.GetRequiredService<ConnectionBook>());
        services.AddSingleton<ConnectionCaller>();
        services.AddSingleton<WebhookCaller>();
        services.AddSingleton<IHandlerCaller>(provider => provider.GetRequiredService<WebhookCaller>());
        services.AddSingleton<SchedulerRunner>().AddHostedService<DueWorkHost<SchedulerRunner>>();
        services.AddSingleton<NoticeTeller>().AddHostedService<DueWorkHost<NoticeTeller>>();
        services.AddConsentPages();
    }
}
