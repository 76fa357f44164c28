namespace PrivacyCrm.Store.Rows;

/// <summary>A grant code, refresh token or access token, known by its hash only.</summary>
internal sealed class TokenRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public string Hash { get; set; } = string.Empty;

    public int Kind { get; set; }

    public string ClientId { get; set; } = string.Empty;

    public long UserId { get; set; }

    public string Scopes { get; set; } = string.Empty;

    public long? Expires { get; set; }

    public long CreatedTime { get; set; }

    public string? Parent { get; set; }

    public string? RedirectUri { get; set; }
}
