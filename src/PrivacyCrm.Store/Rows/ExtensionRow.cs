namespace PrivacyCrm.Store.Rows;

/// <summary>A bundle of components.</summary>
internal sealed class ExtensionRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public required string Definition { get; set; }
}
