using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Store;

/// <summary>The one door to the database: it opens for an organization, never without.</summary>
/// <param name="contexts">The pool of contexts.</param>
/// <param name="standbys">Where some reads may go instead.</param>
internal sealed class OrganizationDb(IDbContextFactory<CrmDbContext> contexts, Standbys standbys)
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

    /// <summary>Opens the tables for a page or a count: at a standby that has all that was committed until now, or else where writes go.</summary>
    /// <param name="plan">The plan; records by their ids take less time than asking the standby.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>A context to be disposed by the caller.</returns>
    public Task<CrmDbContext> OpenForReadingAsync(ReadPlan plan, CancellationToken cancellationToken) =>
        plan.Ids is null ? OpenForReadingAsync(plan.Organization.Id, cancellationToken) : Task.FromResult(Open(plan.Organization.Id));

    /// <summary>Opens the tables for a query: at a standby that has all that was committed until now, or else where writes go.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>A context to be disposed by the caller.</returns>
    public Task<CrmDbContext> OpenForReadingAsync(CoqlPlan plan, CancellationToken cancellationToken) => OpenForReadingAsync(plan.Organization.Id, cancellationToken);

    /// <summary>Opens the tables for reads that look through all organizations; any other read or write of it is one of nobody's: it finds the keys that servers encrypt by, and nothing else.</summary>
    /// <returns>A context to be disposed by the caller.</returns>
    public CrmDbContext OpenForAll() => Open(0);

    private async Task<CrmDbContext> OpenForReadingAsync(long organizationId, CancellationToken cancellationToken)
    {
        if (await standbys.OpenAsync(cancellationToken) is not { } context)
        {
            return Open(organizationId);
        }

        context.OrganizationId = organizationId;
        return context;
    }
}
