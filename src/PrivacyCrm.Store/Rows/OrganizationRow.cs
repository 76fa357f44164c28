namespace PrivacyCrm.Store.Rows;

/// <summary>An organization.</summary>
internal sealed class OrganizationRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    /// <summary>Grows with every change of settings, people or schema, which tells every server to forget what it cached.</summary>
    public long Version { get; set; }

    public string Profile { get; set; } = string.Empty;

    public string Privacy { get; set; } = string.Empty;

    public long ModifiedTime { get; set; }

    public byte[] SigningKey { get; set; } = [];
}
