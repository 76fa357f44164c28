using Microsoft.EntityFrameworkCore;

namespace PrivacyCrm.Store;

/// <summary>The one door to the database: it opens for an organization, never without.</summary>
/// <param name="contexts">The pool of contexts.</param>
internal sealed class OrganizationDb(IDbContextFactory<CrmDbContext> contexts)
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

    /// <summary>Opens the tables for reads that look through all organizations; any other read or write of it is one of nobody's and fails or finds nothing.</summary>
    /// <returns>A context to be disposed by the caller.</returns>
    public CrmDbContext OpenForAll() => Open(0);
}
