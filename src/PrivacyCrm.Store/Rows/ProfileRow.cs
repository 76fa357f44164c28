namespace PrivacyCrm.Store.Rows;

/// <summary>A profile that somebody made or changed.</summary>
internal sealed class ProfileRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long Id { get; set; }

    public string Definition { get; set; } = string.Empty;
}
