using System.Collections.Concurrent;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Identity;

/// <summary>
/// Finds out who sends an access token. What was found is believed for half a second, so that a revocation on another server works
/// within a second and a busy client does not ask the database twice for each call.
/// </summary>
/// <param name="identities">Where tokens are.</param>
/// <param name="organizations">Where organizations are.</param>
/// <param name="time">The clock.</param>
public sealed class CallerSource(IIdentityStore identities, IOrganizationStore organizations, TimeProvider time)
{
    private const int MaximumRemembered = 10_000;
    private static readonly TimeSpan BelievedFor = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Finds the caller.</summary>
    /// <param name="text">The access token.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The caller; null when the token is unknown, expired or revoked, or its user is not active.</returns>
    public async ValueTask<Caller?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (TokenText.OrganizationOf(text) is not { } organizationId)
        {
            return null;
        }

        string hash = TokenText.Hash(text);
        bool isKnown = _known.TryGetValue(hash, out Known? known) && time.GetElapsedTime(known.AskedAt) <= BelievedFor;
        CoreTelemetry.CountCacheRead("caller", isKnown);
        if (!isKnown || known is null)
        {
            // Taken before the question, and of a clock that nobody sets.
            long askedAt = time.GetTimestamp();
            if (await identities.FindTokenAsync(organizationId, hash, cancellationToken) is not { Token.Kind: TokenKind.Access } found)
            {
                _known.TryRemove(hash, out _);
                return null;
            }

            known = new Known(found.Token, found.OrganizationVersion, new ScopeSet(found.Token.Scopes), askedAt);
            Remember(hash, known);
        }

        if (known.Token.Expires <= time.GetUtcNow())
        {
            return null;
        }

        Organization? organization = await organizations.FindAsync(organizationId, known.OrganizationVersion, cancellationToken);
        return organization?.FindUser(known.Token.UserId) is { IsActive: true } user ? new Caller(organization, user, known.Scopes) : null;
    }

    /// <summary>Forgets everybody, after a token was revoked here.</summary>
    public void Forget() => _known.Clear();

    private void Remember(string hash, Known known)
    {
        if (_known.Count >= MaximumRemembered)
        {
            _known.Clear();
        }

        _known[hash] = known;
    }

    private sealed record Known(Token Token, long OrganizationVersion, ScopeSet Scopes, long AskedAt);
}
