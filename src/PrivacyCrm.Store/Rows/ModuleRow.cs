namespace PrivacyCrm.Store.Rows;

/// <summary>A module without its fields.</summary>
internal sealed class ModuleRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public string ApiName { get; set; } = string.Empty;

    public string Definition { get; set; } = string.Empty;
}
