namespace PrivacyCrm.Core.Records.Bin;

/// <summary>The parameters of the recycle bin, as sent.</summary>
public sealed record BinRequest
{
    /// <summary>Gets the record in the path, when there is one.</summary>
    public long? Id { get; init; }

    /// <summary>Gets record ids, separated by commas.</summary>
    public string? Ids { get; init; }

    /// <summary>Gets the filters, in JSON.</summary>
    public string? Filters { get; init; }

    /// <summary>Gets what to sort by.</summary>
    public string? SortBy { get; init; }

    /// <summary>Gets the direction.</summary>
    public string? SortOrder { get; init; }

    /// <summary>Gets the page's number.</summary>
    public string? Page { get; init; }

    /// <summary>Gets the page's size.</summary>
    public string? PerPage { get; init; }
}
