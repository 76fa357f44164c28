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
internal sealed class OrganizationDb(Lazy<IDbContextFactory<CrmDbContext>> contexts, IStoreConnections connections, IStoreProvider provider, Standbys standbys)
{
    /// <summary>Opens the tables of an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <returns>A context to be disposed by the caller.</returns>
    public CrmDbContext Open(long organizationId)
    {
        CrmDbContext context = contexts.Value.CreateDbContext();
        context.OrganizationId = organizationId;
        return context;
    }

    /// <summary>Reads a page or a count: at a standby that has all that was committed until now, or else where writes go.</summary>
    /// <param name="plan">The plan; records by their ids take less time than asking the standby.</param>
    /// <param name="read">Reads; where a standby is lost on the way, a second time elsewhere.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What was read.</returns>
    public Task<T> ReadAsync<T>(ReadPlan plan, Func<SqlSession, ReadPlan, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        plan.Ids is null && standbys.AreKnown ? ReadAnywhereAsync(plan, read, cancellationToken) : ReadHereAsync(plan, read, cancellationToken);

    /// <summary>Opens a connection where writes go, for statements that name their organization.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A session to be disposed by the caller.</returns>
    public ValueTask<SqlSession> ConnectAsync(CancellationToken cancellationToken) => connections.OpenAsync(cancellationToken);

    /// <summary>Reads for a query: at a standby that has all that was committed until now, or else where writes go.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="read">Reads; where a standby is lost on the way, a second time elsewhere.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What was read.</returns>
    public Task<T> ReadAsync<T>(CoqlPlan plan, Func<CrmDbContext, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        long organizationId = plan.Organization.Id;
        return standbys.ReadAsync(
            (standby, token) =>
            {
                standby.OrganizationId = organizationId;
                return read(standby, token);
            },
            async token =>
            {
                await using CrmDbContext db = Open(organizationId);
                return await read(db, token);
            },
            cancellationToken);
    }

    /// <summary>Opens the tables for reads that look through all organizations; any other read or write of it is one of nobody's: it finds the keys that servers encrypt by, and nothing else.</summary>
    /// <returns>A context to be disposed by the caller.</returns>
    public CrmDbContext OpenForAll() => Open(0);

    private Task<T> ReadAnywhereAsync<T>(ReadPlan plan, Func<SqlSession, ReadPlan, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        standbys.ReadAsync((standby, token) => read(new SqlSession(provider, standby), plan, token), token => ReadHereAsync(plan, read, token), cancellationToken);

    private async Task<T> ReadHereAsync<T>(ReadPlan plan, Func<SqlSession, ReadPlan, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await using SqlSession session = await connections.OpenAsync(cancellationToken);
        return await read(session, plan, cancellationToken);
    }
}
