namespace PrivacyCrm.Store.Rows;

/// <summary>The secret of a component, encrypted.</summary>
internal sealed class ComponentSecretRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ComponentId { get; set; }

    public string Secret { get; set; } = string.Empty;
}
