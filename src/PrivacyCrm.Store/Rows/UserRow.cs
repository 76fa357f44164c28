namespace PrivacyCrm.Store.Rows;

/// <summary>A user of an organization.</summary>
internal sealed class UserRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public string Email { get; set; } = string.Empty;

    public string Definition { get; set; } = string.Empty;
}
