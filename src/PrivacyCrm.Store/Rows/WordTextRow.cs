namespace PrivacyCrm.Store.Rows;

/// <summary>The text index of <see cref="WordRow"/> on SQLite. PostgreSQL has an index on the words themselves.</summary>
internal sealed class WordTextRow : IOrganizationRow
{
    public long OrganizationId { get; set; }

    public long ModuleId { get; set; }

    public long Id { get; set; }

    /// <summary>Compared with a query, it is true for the rows the query finds: the index's hidden column, named as its table.</summary>
    public string Match { get; set; } = string.Empty;
}
