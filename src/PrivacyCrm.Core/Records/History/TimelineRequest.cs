namespace PrivacyCrm.Core.Records.History;

/// <summary>The parameters of a timeline, as sent.</summary>
public sealed record TimelineRequest
{
    /// <summary>Gets the keys asked for inside entries.</summary>
    public string? InnerDetails { get; init; }

    /// <summary>Gets the keys asked for beside entries.</summary>
    public string? Include { get; init; }

    /// <summary>Gets the further kinds of entries asked for.</summary>
    public string? TimelineType { get; init; }

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

    /// <summary>Gets the page's token.</summary>
    public string? PageToken { get; init; }
}
