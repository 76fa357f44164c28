using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Identity;

/// <summary>Keeps programs and tokens.</summary>
internal sealed class EfIdentityStore(
    OrganizationDb database, TransactionRunner transactions, IStoreProvider provider, CompiledQueries compiled, TimeProvider time) : IIdentityStore
{
    public async Task<Client?> FindClientAsync(long organizationId, string clientId, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        return await db.Clients.AsNoTracking()
            .Where(row => row.Id == clientId)
            .Select(row => new Client(row.Id, row.SecretHash, row.Name, row.RedirectUri))
            .SingleOrDefaultAsync(cancellationToken);
    }

    public Task AddClientAsync(long organizationId, Client client, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) =>
        {
            db.Add(new ClientRow
            {
                OrganizationId = organizationId,
                Id = client.Id,
                SecretHash = client.SecretHash,
                Name = client.Name,
                RedirectUri = client.RedirectUri,
            });
            return await db.SaveChangesAsync(token);
        },
        cancellationToken);

    public Task<bool> AddTokensAsync(long organizationId, IReadOnlyCollection<Token> tokens, TokenLimits limits, CancellationToken cancellationToken) =>
        transactions.RunAsync(
            organizationId,
            async (db, token) =>
            {
                long now = time.GetUtcNow().ToUnixTimeSeconds();
                await db.Tokens.Where(row => row.Expires != null && row.Expires <= now).ExecuteDeleteAsync(token);
                if (limits.IsOn && !await new TokenRoom(db, provider, limits).MakeAsync(tokens, now, token))
                {
                    return false;
                }

                db.AddRange(tokens.Select(one => ToRow(one, organizationId)));
                await db.SaveChangesAsync(token);
                return true;
            },
            cancellationToken);

    public async Task<(Token Token, long OrganizationVersion)?> FindTokenAsync(long organizationId, string hash, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        await foreach ((long version, TokenRow row) in compiled.TokenByHash(db, hash).WithCancellation(cancellationToken))
        {
            return (FromRow(row), version);
        }

        return null;
    }

    public Task<bool> TakeTokenAsync(long organizationId, string hash, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) => await db.Tokens.Where(row => row.Hash == hash).ExecuteDeleteAsync(token) == 1,
        cancellationToken);

    public Task<bool> RevokeAsync(long organizationId, string hash, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) => await db.Tokens.Where(row => row.Hash == hash || row.Parent == hash).ExecuteDeleteAsync(token) > 0,
        cancellationToken);

    private static TokenRow ToRow(Token token, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Hash = token.Hash,
        Kind = (int)token.Kind,
        ClientId = token.ClientId,
        UserId = token.UserId,
        Scopes = token.Scopes,
        Expires = token.Expires?.ToUnixTimeSeconds(),
        CreatedTime = token.CreatedTime.ToUnixTimeSeconds(),
        Parent = token.Parent,
        RedirectUri = token.RedirectUri,
    };

    private static Token FromRow(TokenRow row) => new(
        row.Hash,
        (TokenKind)row.Kind,
        row.ClientId,
        row.UserId,
        row.Scopes,
        row.Expires is { } expires ? DateTimeOffset.FromUnixTimeSeconds(expires) : null,
        DateTimeOffset.FromUnixTimeSeconds(row.CreatedTime),
        row.Parent,
        row.RedirectUri);
}
