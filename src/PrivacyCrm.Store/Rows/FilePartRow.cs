namespace PrivacyCrm.Store.Rows;

/// <summary>A part of a file.</summary>
internal sealed class FilePartRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long FileId { get; set; }

    public int Number { get; set; }

    public required byte[] Content { get; set; }
}
