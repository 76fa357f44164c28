using System.Data;
using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Store;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>How the database runs the statements that it gets, whatever code sends them.</summary>
public abstract class SeenPlans : DbConnectionInterceptor
{
    /// <summary>The tables that grow with the records of a module.</summary>
    protected static IReadOnlyList<string> Large { get; } = ["records", "record_index", "record_words", "unique_values", "deleted_records", "record_history"];

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        result.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Open)
            {
                Listen(result);
            }
        };
        return result;
    }

    /// <summary>Makes a server show its plans.</summary>
    public void AddTo(IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
    {
        services.ConfigureDbContext<CrmDbContext>(options => options.AddInterceptors(this));
        ServiceDescriptor own = services.Last(service => service.ServiceType == typeof(IStoreConnections));
        services.AddSingleton<IStoreConnections>(all => new HeardConnections(this, (IStoreConnections)own.ImplementationFactory!(all)));
    });

    /// <summary>Forgets what was seen.</summary>
    public abstract void Clear();

    /// <summary>What was seen that goes over a whole module, and how many plans were looked at.</summary>
    public abstract Task<(IReadOnlyList<string> WholeModule, int Looked)> JudgeAsync();

    protected abstract void Listen(DbConnection connection);

    // Those of statements of our own, which EF Core knows nothing of.
    private sealed class HeardConnections(SeenPlans plans, IStoreConnections own) : IStoreConnections
    {
        public async ValueTask<SqlSession> OpenAsync(CancellationToken cancellationToken)
        {
            SqlSession session = await own.OpenAsync(cancellationToken);
            plans.Listen(session.Connection);
            return session;
        }

        public void Configure(DbContextOptionsBuilder options) => own.Configure(options);

        public void Dispose() => own.Dispose();
    }
}
