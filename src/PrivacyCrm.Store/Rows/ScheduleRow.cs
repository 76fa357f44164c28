namespace PrivacyCrm.Store.Rows;

/// <summary>When a scheduler runs.</summary>
internal sealed class ScheduleRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ComponentId { get; set; }

    public long? NextTime { get; set; }

    public string Definition { get; set; } = string.Empty;
}
