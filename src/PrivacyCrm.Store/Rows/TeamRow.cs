namespace PrivacyCrm.Store.Rows;

/// <summary>Some users.</summary>
internal sealed class TeamRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public required string Definition { get; set; }
}
