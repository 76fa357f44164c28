using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Consents.Notices;
using PrivacyCrm.Core.Consents.Schedules;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Bin;
using PrivacyCrm.Core.Records.History;
using PrivacyCrm.Store.Consents;
using PrivacyCrm.Store.Coql;
using PrivacyCrm.Store.Identity;
using PrivacyCrm.Store.Jobs;
using PrivacyCrm.Store.Organizations;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;

namespace PrivacyCrm.Store;

/// <summary>Registers the store.</summary>
public static class StoreServices
{
    /// <summary>Adds the store for a connection string.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">For SQLite (<c>Data Source=…</c>) or PostgreSQL (<c>Host=…</c>).</param>
    /// <param name="isForLoading">Whether the process does nothing but write large batches: they may take longer, and more of the database is kept in memory.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddPrivacyCrmStore(this IServiceCollection services, string connectionString, bool isForLoading = false)
    {
        IStoreProvider provider = StoreProviders.For(connectionString);
        services.AddSingleton(provider);
        if (provider.StandbysOf(connectionString) is { } standbys)
        {
            services.AddKeyedSingleton(typeof(Standbys), (_, _) => provider.ConnectionsTo(standbys, isForLoading: false));
        }

        services.AddSingleton(_ => provider.ConnectionsTo(connectionString, isForLoading));
        services.AddPooledDbContextFactory<CrmDbContext>((all, options) => Configure(options, all.GetRequiredService<IStoreConnections>()));

        // Made when it is needed first: reads get along without, and a start would wait for it.
        services.AddSingleton(all => new Lazy<IDbContextFactory<CrmDbContext>>(all.GetRequiredService<IDbContextFactory<CrmDbContext>>));
        services.AddSingleton(all => new Standbys(
            all.GetRequiredService<Lazy<IDbContextFactory<CrmDbContext>>>(), StandbyContexts(all), provider, all.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new StatementTimes(provider));
        services.AddSingleton<OrganizationDb>();
        services.AddSingleton<TransactionRunner>();
        services.AddSingleton<CommonCriteria>();
        services.AddSingleton<CandidateFinder>();
        services.AddSingleton<IRecordStore, EfRecordStore>();
        services.AddSingleton<ICoqlStore, EfCoqlStore>();
        services.AddSingleton<IHistoryStore, EfHistoryStore>();
        services.AddSingleton<IRecycleBin, EfRecycleBin>();
        services.AddSingleton<IOrganizationStore, EfOrganizationStore>();
        services.AddSingleton<IIdentityStore, EfIdentityStore>();
        services.AddSingleton<IConsentStore, EfConsentStore>();
        services.AddSingleton<IConnectionStore, EfConnectionStore>();
        services.AddSingleton<INoticeStore, EfNoticeStore>();
        services.AddSingleton<IScheduleStore, EfScheduleStore>();
        services.AddSingleton<IProtectionKeyStore, EfProtectionKeys>();
        services.AddSingleton<IJobStore, EfJobStore>();
        services.AddSingleton<IFileStore, EfFileStore>();
        services.AddSingleton<IStoreHealth, StoreHealth>();
        return services;
    }

    private static void Configure(DbContextOptionsBuilder options, IStoreConnections connections)
    {
        connections.Configure(options);

        // Migrations are written by hand; a test compares them with the model.
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private static PooledDbContextFactory<CrmDbContext>? StandbyContexts(IServiceProvider services)
    {
        if (services.GetKeyedService<IStoreConnections>(typeof(Standbys)) is not { } standbys)
        {
            return null;
        }

        DbContextOptionsBuilder<CrmDbContext> options = new();
        Configure(options.UseApplicationServiceProvider(services), standbys);
        return new PooledDbContextFactory<CrmDbContext>(options.Options);
    }
}
