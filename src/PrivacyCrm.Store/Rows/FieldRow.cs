namespace PrivacyCrm.Store.Rows;

/// <summary>A field. A deleted one stays, so that neither its name nor its number is used again.</summary>
internal sealed class FieldRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    public string ApiName { get; set; } = string.Empty;

    public int Number { get; set; }

    public string Definition { get; set; } = string.Empty;

    public bool IsDeleted { get; set; }
}
