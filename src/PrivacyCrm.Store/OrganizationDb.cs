using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store;

/// <summary>The one door to the database: it opens for an organization, never without.</summary>
/// <param name="contexts">The pool of contexts.</param>
/// <param name="connections">Connections without a context.</param>
/// <param name="provider">The database.</param>
/// <param name="standbys">Where some reads may go instead.</param>
internal sealed class OrganizationDb(IDbContextFactory<CrmDbContext> contexts, IStoreConnections connections, IStoreProvider provider, Standbys standbys)
{
    /// <summary>Opens the tables of an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>A context to be disposed by the caller.</returns>
    public CrmDbContext Open(long organizationId)
    {
        CrmDbContext context = contexts.CreateDbContext();
        context.OrganizationId = organizationId;
        return context;
    }

    /// <summary>Opens a connection for a page or a count: at a standby that has all that was committed until now, or else where writes go.</summary>
    /// <param name="plan">The plan; records by their ids take less time than asking the standby.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A session to be disposed by the caller.</returns>
    public async ValueTask<SqlSession> ConnectAsync(ReadPlan plan, CancellationToken cancellationToken) =>
        plan.Ids is null && await standbys.OpenAsync(cancellationToken) is { } standby
            ? new SqlSession(provider, standby.Database.GetDbConnection(), standby)
            : await ConnectAsync(cancellationToken);

    /// <summary>Opens a connection where writes go, for statements that name their organization.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A session to be disposed by the caller.</returns>
    public ValueTask<SqlSession> ConnectAsync(CancellationToken cancellationToken) => connections.OpenAsync(cancellationToken);

    /// <summary>Opens the tables for a query: at a standby that has all that was committed until now, or else where writes go.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>A context to be disposed by the caller.</returns>
    public async Task<CrmDbContext> OpenForReadingAsync(CoqlPlan plan, CancellationToken cancellationToken)
    {
        if (await standbys.OpenAsync(cancellationToken) is not { } context)
        {
            return Open(plan.Organization.Id);
        }

        context.OrganizationId = plan.Organization.Id;
        return context;
    }

    /// <summary>Opens the tables for reads that look through all organizations; any other read or write of it is one of nobody's: it finds the keys that servers encrypt by, and nothing else.</summary>
    /// <returns>A context to be disposed by the caller.</returns>
    public CrmDbContext OpenForAll() => Open(0);
}
