using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store;

/// <summary>The queries of nearly every request, compiled once for each store; a compiled query belongs to the model of its database.</summary>
internal sealed class CompiledQueries
{
    /// <summary>Gets a token by its hash, with the version of its organization.</summary>
    public Func<CrmDbContext, string, IAsyncEnumerable<KeyValuePair<long, TokenRow>>> TokenByHash { get; } = EF.CompileAsyncQuery(
        (CrmDbContext context, string hash) => context.Tokens
            .AsNoTracking()
            .Where(token => token.Hash == hash)
            .Join(
                context.Organizations,
                token => token.OrganizationId,
                organization => organization.OrganizationId,
                (token, organization) => new KeyValuePair<long, TokenRow>(organization.Version, token)));
}
