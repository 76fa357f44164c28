namespace PrivacyCrm.Store.Rows;

/// <summary>A connection; of user 0 for the organization's.</summary>
internal sealed class ConnectionRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public long UserId { get; set; }

    public string Name { get; set; } = string.Empty;

    public string Secret { get; set; } = string.Empty;

    public string Definition { get; set; } = string.Empty;
}
