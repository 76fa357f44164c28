using System.Data;
using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Store;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>How the database runs the statements that it gets, whatever code sends them.</summary>
public abstract class SeenPlans : DbConnectionInterceptor
{
    /// <summary>The tables that grow with the records of a module.</summary>
    protected static IReadOnlyList<string> Large { get; } = ["records", "record_index", "record_words", "unique_values", "deleted_records", "record_history"];

    // Whoever opens it: statements of our own need not ask EF Core to.
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
    public void AddTo(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services => services.ConfigureDbContext<CrmDbContext>(options => options.AddInterceptors(this)));

    /// <summary>Forgets what was seen.</summary>
    public abstract void Clear();

    /// <summary>What was seen that goes over a whole module, and how many plans were looked at.</summary>
    public abstract Task<(IReadOnlyList<string> WholeModule, int Looked)> JudgeAsync();

    protected abstract void Listen(DbConnection connection);
}
