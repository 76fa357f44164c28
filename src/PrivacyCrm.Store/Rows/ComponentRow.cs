namespace PrivacyCrm.Store.Rows;

/// <summary>Something that runs code.</summary>
internal sealed class ComponentRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public required string Kind { get; set; }

    public long? ExtensionId { get; set; }

    public required string Definition { get; set; }
}
