namespace PrivacyCrm.Core.Identity;

/// <summary>The words by which the token endpoint refuses. They come with HTTP 200, as the original does it.</summary>
public static class TokenRefusal
{
    /// <summary>A grant or refresh token that is unknown, used or expired.</summary>
    public const string InvalidCode = "invalid_code";

    /// <summary>An unknown program.</summary>
    public const string InvalidClient = "invalid_client";

    /// <summary>A wrong secret.</summary>
    public const string InvalidClientSecret = "invalid_client_secret";

    /// <summary>An address other than the one the grant is bound to.</summary>
    public const string InvalidRedirectUri = "invalid_redirect_uri";

    /// <summary>Scopes that cannot be read.</summary>
    public const string InvalidScope = "invalid_scope";

    /// <summary>No organization, or another one than the program's.</summary>
    public const string MissingOrganization = "missing_org_info";

    /// <summary>Too many tokens of late. It alone comes with HTTP 400, and more words.</summary>
    public const string TooManyTokens = "Access Denied";

    /// <summary>A way of asking that does not exist.</summary>
    public const string UnsupportedGrantType = "unsupported_grant_type";
}
