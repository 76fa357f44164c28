namespace PrivacyCrm.Store.Rows;

/// <summary>One attempt to run a handler.</summary>
internal sealed class ExecutionRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public long? GrantId { get; set; }

    public long? ExtensionGrantId { get; set; }

    public string? TokenHash { get; set; }

    public long StartedTime { get; set; }

    public required string Definition { get; set; }
}
