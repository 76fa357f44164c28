namespace PrivacyCrm.Store.Rows;

/// <summary>A run of a scheduler. Its planned time is in its key, so that it is begun once.</summary>
internal sealed class ScheduledRunRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ComponentId { get; set; }

    public long PlannedTime { get; set; }

    public long BegunTime { get; set; }

    public long? ExecutionId { get; set; }

    public string? Outcome { get; set; }
}
