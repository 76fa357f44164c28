namespace PrivacyCrm.Store.Rows;

/// <summary>The words of a record, each with the number of its field.</summary>
internal sealed class WordRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    public string Words { get; set; } = string.Empty;

    /// <summary>Gets or sets the numbers of the pieces. SQLite has them among the words.</summary>
    public int[] Pieces { get; set; } = [];
}
