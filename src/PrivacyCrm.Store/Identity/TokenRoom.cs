using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Identity;

/// <summary>Makes room for new tokens, where there may be only so many.</summary>
internal sealed class TokenRoom(CrmDbContext db, IStoreProvider provider, TokenLimits limits)
{
    /// <summary>Removes the oldest tokens that the new ones replace; false when too many were made of late.</summary>
    public async Task<bool> MakeAsync(IReadOnlyCollection<Token> tokens, long now, CancellationToken cancellationToken)
    {
        foreach (Token token in tokens.Where(one => one.Kind == TokenKind.Refresh || one.Parent is not null))
        {
            // Two servers that count at the same time would both find room.
            string counted = token.Parent ?? $"{token.ClientId}/{token.UserId}";
            await provider.LockKeysAsync(db, moduleId: 0, [new UniqueKey(0, counted)], cancellationToken);
            if (token.Parent is null)
            {
                await MakeForRefreshAsync(token, cancellationToken);
            }
            else if (!await MakeForAccessAsync(token.Parent, now, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> MakeForAccessAsync(string parent, long now, CancellationToken cancellationToken)
    {
        long since = now - (long)TokenLimits.RateWindow.TotalSeconds;
        IQueryable<TokenRow> siblings = db.Tokens.Where(row => row.Parent == parent);
        if (limits.AccessTokensPerTenMinutes is { } rate && await siblings.CountAsync(row => row.CreatedTime > since, cancellationToken) >= rate)
        {
            return false;
        }

        await KeepNewestAsync(siblings, limits.AccessTokensPerRefreshToken, cancellationToken);
        return true;
    }

    private Task MakeForRefreshAsync(Token token, CancellationToken cancellationToken) => KeepNewestAsync(
        db.Tokens.Where(row => row.Kind == (int)TokenKind.Refresh && row.ClientId == token.ClientId && row.UserId == token.UserId),
        limits.RefreshTokensPerUser,
        cancellationToken);

    // With the new one there will be as many as there may be.
    private async Task KeepNewestAsync(IQueryable<TokenRow> rows, int? limit, CancellationToken cancellationToken)
    {
        if (limit is null)
        {
            return;
        }

        List<string> oldest = await rows
            .OrderByDescending(row => row.CreatedTime)
            .ThenBy(row => row.Hash)
            .Skip(limit.Value - 1)
            .Select(row => row.Hash)
            .ToListAsync(cancellationToken);
        await db.Tokens.Where(row => oldest.Contains(row.Hash) || oldest.Contains(row.Parent!)).ExecuteDeleteAsync(cancellationToken);
    }
}
