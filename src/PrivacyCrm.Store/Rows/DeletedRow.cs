namespace PrivacyCrm.Store.Rows;

/// <summary>A record in the recycle bin, or what is left of one that is gone for good.</summary>
internal sealed class DeletedRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    public string? Document { get; set; }

    public string? Name { get; set; }

    public long CreatedBy { get; set; }

    public long DeletedBy { get; set; }

    public long DeletedTime { get; set; }

    public bool IsPermanent { get; set; }
}
