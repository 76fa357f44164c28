namespace PrivacyCrm.Store.Rows;

/// <summary>A record: its document, and what lists are ordered by.</summary>
internal sealed class RecordRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    public string Document { get; set; } = string.Empty;

    public string? Name { get; set; }

    public long CreatedTime { get; set; }

    public long ModifiedTime { get; set; }

    public bool IsConverted { get; set; }
}
