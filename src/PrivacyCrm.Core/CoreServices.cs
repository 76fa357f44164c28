using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Conversion;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Bin;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Core.Records.Loading;
using PrivacyCrm.Core.Records.Mass;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Core;

/// <summary>Registers the rules.</summary>
public static class CoreServices
{
    /// <summary>Adds what the API calls. Everything here is stateless or remembers only what others may see as well.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddPrivacyCrmCore(this IServiceCollection services) => services
        .AddSingleton<IdSource>()
        .AddSingleton<ReferencedNames>()
        .AddSingleton<RecordReader>()
        .AddSingleton<RecordSearch>()
        .AddSingleton<CoqlSearch>()
        .AddSingleton<RecordWriter>()
        .AddSingleton<LeadConverter>()
        .AddSingleton<ConversionOptions>()
        .AddSingleton<RecordCloner>()
        .AddSingleton<MassActions>()
        .AddSingleton<MassOrders>()
        .AddSingleton<RecycleBin>()
        .AddSingleton<TimelineReader>()
        .AddSingleton<MassConversions>()
        .AddSingleton<FieldEditor>()
        .AddSingleton<ModuleEditor>()
        .AddSingleton<ProfileEditor>()
        .AddSingleton<RoleEditor>()
        .AddSingleton<UserEditor>()
        .AddSingleton<ViewEditor>()
        .AddSingleton<PrivacyPreferences>()
        .AddSingleton<CallerSource>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<ConsentClock>()
        .AddSingleton<ConsentLedger>()
        .AddSingleton<ConsentDesk>()
        .AddSingleton<ComponentEditor>()
        .AddSingleton<ComponentRunner>()
        .AddSingleton<ExecutionAccess>()
        .AddSingleton<ExtensionEditor>()
        .AddSingleton<TeamMaker>()
        .AddSingleton<JobOrders>()
        .AddSingleton<BulkReader>()
        .AddSingleton<RecordKeys>()
        .AddSingleton<RecordLoads>()
        .AddSingleton<JobCallers>()
        .AddSingleton<Provisioning>();
}
