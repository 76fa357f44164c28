namespace PrivacyCrm.Core.Records;

/// <summary>The parameters of a list, as sent.</summary>
public sealed record ListQuery
{
    /// <summary>Gets the version of the API, such as <c>v8</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the fields asked for, separated by commas.</summary>
    public string? Fields { get; init; }

    /// <summary>Gets the ids asked for, separated by commas.</summary>
    public string? Ids { get; init; }

    /// <summary>Gets the custom view.</summary>
    public string? CustomView { get; init; }

    /// <summary>Gets the page's number.</summary>
    public string? Page { get; init; }

    /// <summary>Gets the page's size.</summary>
    public string? PerPage { get; init; }

    /// <summary>Gets the page's token.</summary>
    public string? PageToken { get; init; }

    /// <summary>Gets the field to sort by.</summary>
    public string? SortBy { get; init; }

    /// <summary>Gets the direction.</summary>
    public string? SortOrder { get; init; }

    /// <summary>Gets which records are wanted with regard to conversion.</summary>
    public string? Converted { get; init; }

    /// <summary>Gets the time after which records must have changed.</summary>
    public DateTimeOffset? ModifiedSince { get; init; }

    /// <summary>Gets the criteria of a search.</summary>
    public string? Criteria { get; init; }

    /// <summary>Gets the address of a search.</summary>
    public string? Email { get; init; }

    /// <summary>Gets the number of a search.</summary>
    public string? Phone { get; init; }

    /// <summary>Gets the words of a search.</summary>
    public string? Word { get; init; }
}
