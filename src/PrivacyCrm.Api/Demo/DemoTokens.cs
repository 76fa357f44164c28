using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Demo;

/// <summary>The demo's tokens and secrets: the same every time, so that a printed line works tomorrow, and for the demo only.</summary>
/// <param name="organization">Their organization.</param>
internal sealed class DemoTokens(NewOrganization organization)
{
    /// <summary>Everything there is a scope for.</summary>
    public const string AllScopes =
        "ZohoCRM.modules.ALL ZohoCRM.settings.ALL ZohoCRM.org.ALL ZohoCRM.users.ALL ZohoCRM.coql.READ ZohoCRM.bulk.ALL ZohoCRM.mass_update.ALL ZohoCRM.mass_delete.ALL "
        + "ZohoCRM.mass_convert.ALL ZohoCRM.composite_requests.CUSTOM ZohoSearch.securesearch.READ ZohoFiles.files.ALL ZohoCliq.ALL";

    private const string ReadScopes =
        "ZohoCRM.modules.READ ZohoCRM.settings.READ ZohoCRM.org.READ ZohoCRM.users.READ ZohoSearch.securesearch.READ ZohoCliq.READ";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public string ClientId { get; } = TokenText.ForDemo(organization.Id, "client");

    public string ClientSecret { get; } = TokenText.Hash(TokenText.ForDemo(organization.Id, "secret"))[..42];

    public string RefreshToken { get; } = TokenText.ForDemo(organization.Id, "refresh");

    public string ReadOnlyAccessToken { get; } = TokenText.ForDemo(organization.Id, "read");

    public string ExpiredAccessToken { get; } = TokenText.ForDemo(organization.Id, "expired");

    /// <summary>The access token of a user.</summary>
    public string AccessTokenOf(User user) => TokenText.ForDemo(organization.Id, $"user/{user.Id}");

    /// <summary>What of them is stored.</summary>
    public List<Token> ToStore(DateTimeOffset now)
    {
        long administrator = organization.Users[0].Id;
        return
        [
            new Token(TokenText.Hash(RefreshToken), TokenKind.Refresh, ClientId, administrator, AllScopes, Expires: null, now),
            new Token(TokenText.Hash(ReadOnlyAccessToken), TokenKind.Access, ClientId, administrator, ReadScopes, now + Lifetime, now),
            new Token(TokenText.Hash(ExpiredAccessToken), TokenKind.Access, ClientId, administrator, AllScopes, now, now),
            .. organization.Users.Select(user => new Token(TokenText.Hash(AccessTokenOf(user)), TokenKind.Access, ClientId, user.Id, AllScopes, now + Lifetime, now)),
        ];
    }
}
