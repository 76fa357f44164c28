namespace PrivacyCrm.Store.Rows;

/// <summary>What one write did to a record.</summary>
internal sealed class HistoryRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long RecordId { get; set; }

    public long Time { get; set; }

    public long Id { get; set; }

    public long UserId { get; set; }

    public string Action { get; set; } = string.Empty;

    public string Source { get; set; } = string.Empty;

    public string? Document { get; set; }
}
