namespace PrivacyCrm.Store.Rows;

/// <summary>A record in the recycle bin, or what is left of one that is gone for good.</summary>
internal sealed class DeletedRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    public string? Document { get; set; }

    public string? Name { get; set; }

    /// <summary>The name without case, by which the bin is sorted and filtered.</summary>
    public string? NameKey { get; set; }

    public long? OwnerId { get; set; }

    public long CreatedBy { get; set; }

    public long DeletedBy { get; set; }

    public long DeletedTime { get; set; }

    public bool IsPermanent { get; set; }
}
