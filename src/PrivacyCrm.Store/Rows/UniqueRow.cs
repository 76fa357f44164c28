namespace PrivacyCrm.Store.Rows;

/// <summary>A value that one record holds.</summary>
internal sealed class UniqueRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long FieldId { get; set; }

    public string Key { get; set; } = string.Empty;

    public long RecordId { get; set; }
}
