namespace PrivacyCrm.Store.Rows;

/// <summary>Work that goes on after its request.</summary>
internal sealed class JobRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public required string Kind { get; set; }

    public long UserId { get; set; }

    public required string Scopes { get; set; }

    public int State { get; set; }

    public required string Definition { get; set; }

    public required string Progress { get; set; }

    public int Attempts { get; set; }

    public string? LeaseOwner { get; set; }

    public long? LeaseUntil { get; set; }

    public long CreatedTime { get; set; }

    public long? FinishedTime { get; set; }
}
