namespace PrivacyCrm.Store.Rows;

/// <summary>A key by which servers encrypt.</summary>
internal sealed class ProtectionKeyRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public string Name { get; set; } = string.Empty;

    public string Text { get; set; } = string.Empty;
}
