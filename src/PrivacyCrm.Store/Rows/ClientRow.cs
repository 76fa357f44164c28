namespace PrivacyCrm.Store.Rows;

/// <summary>A program that may ask for tokens.</summary>
internal sealed class ClientRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public string Id { get; set; } = string.Empty;

    public string SecretHash { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string? RedirectUri { get; set; }
}
