using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Identity;

/// <summary>Keeps programs and tokens.</summary>
internal sealed class EfIdentityStore(
    OrganizationDb database, TransactionRunner transactions, IStoreProvider provider, TimeProvider time) : IIdentityStore
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
        SqlStatement sql = new SqlStatement().Add("SELECT o.version, t.kind, t.client_id, t.user_id, t.scopes, t.expires, t.created_time, t.parent, t.redirect_uri")
            .Add(" FROM tokens AS t JOIN organizations AS o ON o.organization_id = t.organization_id WHERE t.organization_id = ").AddValue(organizationId)
            .Add(" AND t.hash = ").AddValue(hash);
        await using SqlSession session = await database.ConnectAsync(cancellationToken);
        return await session.QueryAsync(sql, reader => (Read(reader, hash), reader.GetInt64(0)), cancellationToken) is [var found] ? found : null;
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

    private static Token Read(DbDataReader reader, string hash) => new(
        hash,
        (TokenKind)reader.GetInt32(1),
        reader.GetString(2),
        reader.GetInt64(3),
        reader.GetString(4),
        reader.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(5)),
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(6)),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetString(8));
}
