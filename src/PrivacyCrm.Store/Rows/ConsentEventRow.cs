namespace PrivacyCrm.Store.Rows;

/// <summary>An entry of the audit.</summary>
internal sealed class ConsentEventRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public long Time { get; set; }

    public long TargetId { get; set; }

    public long? GrantId { get; set; }

    public long? UseOf { get; set; }

    public required string Definition { get; set; }
}
