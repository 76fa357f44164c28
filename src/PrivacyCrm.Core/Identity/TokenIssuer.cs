using System.Security.Cryptography;
using System.Text;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Identity;

/// <summary>Makes tokens, and takes them back. A refusal is one of <see cref="TokenRefusal"/>.</summary>
/// <param name="identities">Where tokens are.</param>
/// <param name="organizations">Where organizations are.</param>
/// <param name="callers">Remembers callers, and has to forget them after a revocation.</param>
/// <param name="limits">How many tokens there may be.</param>
/// <param name="time">The clock.</param>
public sealed class TokenIssuer(IIdentityStore identities, IOrganizationStore organizations, CallerSource callers, TokenLimits limits, TimeProvider time)
{
    /// <summary>How long an access token is valid.</summary>
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromHours(1);

    /// <summary>How long a grant token is valid.</summary>
    public static readonly TimeSpan GrantLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Makes a grant token for a user, as the original's console does.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="clientId">The program.</param>
    /// <param name="userId">The user.</param>
    /// <param name="scopes">What it allows.</param>
    /// <param name="redirectUri">The address it is bound to, or null.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>The text of the token.</returns>
    public async Task<string> GrantAsync(
        long organizationId, string clientId, long userId, ScopeSet scopes, string? redirectUri, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        string text = TokenText.Create(organizationId);
        DateTimeOffset now = time.GetUtcNow();
        Token grant = new(TokenText.Hash(text), TokenKind.Grant, clientId, userId, scopes.Text, now + GrantLifetime, now, RedirectUri: redirectUri);
        await identities.AddTokensAsync(organizationId, [grant], limits, cancellationToken);
        return text;
    }

    /// <summary>Exchanges a grant token for an access and a refresh token. It works once.</summary>
    /// <param name="clientId">The program's id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="code">The grant token.</param>
    /// <param name="redirectUri">The address it is bound to, if any.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <returns>The tokens, or the refusal.</returns>
    public async Task<(IssuedTokens? Tokens, string? Refusal)> ExchangeAsync(
        string? clientId, string? secret, string? code, string? redirectUri, CancellationToken cancellationToken)
    {
        (long organizationId, string? refusal) = await CheckClientAsync(clientId, secret, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        Token? grant = await FindAsync(organizationId, code, TokenKind.Grant, clientId!, cancellationToken);
        if (grant is null)
        {
            return (null, TokenRefusal.InvalidCode);
        }

        if (grant.RedirectUri is not null && grant.RedirectUri != redirectUri)
        {
            return (null, TokenRefusal.InvalidRedirectUri);
        }

        return await identities.TakeTokenAsync(organizationId, grant.Hash, cancellationToken)
            ? await IssueAsync(organizationId, grant, withRefresh: true, cancellationToken)
            : (null, TokenRefusal.InvalidCode);
    }

    /// <summary>Makes an access token of a refresh token.</summary>
    /// <param name="clientId">The program's id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <returns>The token, or the refusal.</returns>
    public async Task<(IssuedTokens? Tokens, string? Refusal)> RefreshAsync(
        string? clientId, string? secret, string? refreshToken, CancellationToken cancellationToken)
    {
        (long organizationId, string? refusal) = await CheckClientAsync(clientId, secret, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        Token? refresh = await FindAsync(organizationId, refreshToken, TokenKind.Refresh, clientId!, cancellationToken);
        return refresh is null
            ? (null, TokenRefusal.InvalidCode)
            : await IssueAsync(organizationId, refresh, withRefresh: false, cancellationToken);
    }

    /// <summary>Makes an access token for the program itself, which acts as the organization's first administrator.</summary>
    /// <param name="clientId">The program's id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="scope">What the token is to allow.</param>
    /// <param name="soid"><c>ZohoCRM.{zgid}</c>.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <returns>The token, or the refusal.</returns>
    public async Task<(IssuedTokens? Tokens, string? Refusal)> ForClientAsync(
        string? clientId, string? secret, string? scope, string? soid, CancellationToken cancellationToken)
    {
        (long organizationId, string? refusal) = await CheckClientAsync(clientId, secret, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        ScopeSet scopes = new(scope ?? string.Empty);
        if (!scopes.IsWellFormed())
        {
            return (null, TokenRefusal.InvalidScope);
        }

        Organization? organization = await organizations.FindLatestAsync(organizationId, cancellationToken);
        User? administrator = organization?.Users.FirstOrDefault(user => user.IsActive && organization.ProfileOf(user).MayCustomize);
        if (administrator is null || soid != $"ZohoCRM.{organization!.Profile.Zgid}")
        {
            return (null, TokenRefusal.MissingOrganization);
        }

        Token basis = new(string.Empty, TokenKind.Grant, clientId!, administrator.Id, scopes.Text, null, time.GetUtcNow());
        return await IssueAsync(organizationId, basis, withRefresh: false, cancellationToken);
    }

    /// <summary>Revokes a refresh or access token; a refresh token takes its access tokens along.</summary>
    /// <param name="text">The token.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>True when there was such a token.</returns>
    public async Task<bool> RevokeAsync(string? text, CancellationToken cancellationToken)
    {
        if (TokenText.OrganizationOf(text) is not { } organizationId)
        {
            return false;
        }

        bool wasThere = await identities.RevokeAsync(organizationId, TokenText.Hash(text!), cancellationToken);
        callers.Forget();
        return wasThere;
    }

    private async Task<(long OrganizationId, string? Refusal)> CheckClientAsync(string? clientId, string? secret, CancellationToken cancellationToken)
    {
        if (TokenText.OrganizationOf(clientId) is not { } organizationId
            || await identities.FindClientAsync(organizationId, clientId!, cancellationToken) is not { } client)
        {
            return (0, TokenRefusal.InvalidClient);
        }

        bool isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(client.SecretHash), Encoding.ASCII.GetBytes(TokenText.Hash(secret ?? string.Empty)));
        return (organizationId, isRight ? null : TokenRefusal.InvalidClientSecret);
    }

    private async Task<Token?> FindAsync(long organizationId, string? text, TokenKind kind, string clientId, CancellationToken cancellationToken)
    {
        if (TokenText.OrganizationOf(text) != organizationId)
        {
            return null;
        }

        Token? token = (await identities.FindTokenAsync(organizationId, TokenText.Hash(text!), cancellationToken))?.Token;
        return token is not null && token.Kind == kind && token.ClientId == clientId && !(token.Expires <= time.GetUtcNow()) ? token : null;
    }

    private async Task<(IssuedTokens? Tokens, string? Refusal)> IssueAsync(long organizationId, Token source, bool withRefresh, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string access = TokenText.Create(organizationId);
        string? refresh = withRefresh ? TokenText.Create(organizationId) : null;
        string? parent = refresh is null ? (source.Kind == TokenKind.Refresh ? source.Hash : null) : TokenText.Hash(refresh);
        List<Token> tokens =
        [
            source with
            {
                Hash = TokenText.Hash(access),
                Kind = TokenKind.Access,
                Expires = now + AccessLifetime,
                CreatedTime = now,
                Parent = parent,
                RedirectUri = null,
            },
        ];
        if (refresh is not null)
        {
            tokens.Add(source with { Hash = parent!, Kind = TokenKind.Refresh, Expires = null, CreatedTime = now, Parent = null, RedirectUri = null });
        }

        bool isStored = await identities.AddTokensAsync(organizationId, tokens, limits, cancellationToken);
        if (limits.IsOn)
        {
            // A token that had to make room ends now, not when it is next looked up.
            callers.Forget();
        }

        return isStored ? (new IssuedTokens(access, refresh, source.Scopes), null) : (null, TokenRefusal.TooManyTokens);
    }
}
