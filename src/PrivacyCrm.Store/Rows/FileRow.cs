namespace PrivacyCrm.Store.Rows;

/// <summary>A file; its content is in its parts.</summary>
internal sealed class FileRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public long UserId { get; set; }

    public required string Purpose { get; set; }

    public required string Name { get; set; }

    public long CreatedTime { get; set; }

    public long Expires { get; set; }
}
