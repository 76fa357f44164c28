namespace PrivacyCrm.Store.Rows;

/// <summary>A custom view.</summary>
internal sealed class ViewRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public string Definition { get; set; } = string.Empty;
}
