using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Api.Records;

/// <summary>The query parameters of lists, searches and counts.</summary>
public sealed record ReadRequest
{
    /// <summary>Field API names, separated by commas, up to 50. <c>id</c> is always there.</summary>
    [FromQuery(Name = "fields")]
    public string? Fields { get; init; }

    /// <summary>Record ids, separated by commas, up to 100.</summary>
    [FromQuery(Name = "ids")]
    public string? Ids { get; init; }

    /// <summary>The id of a custom view, whose criteria and order apply. Lists take no <c>sort_by</c> beside it, counts nothing to search for.</summary>
    [FromQuery(Name = "cvid")]
    public string? CustomView { get; init; }

    /// <summary>The page's number, from 1.</summary>
    [FromQuery(Name = "page")]
    public string? Page { get; init; }

    /// <summary>Records on a page, 1 to 200.</summary>
    [FromQuery(Name = "per_page")]
    public string? PerPage { get; init; }

    /// <summary>The token of a page, from <c>info.next_page_token</c>.</summary>
    [FromQuery(Name = "page_token")]
    public string? PageToken { get; init; }

    /// <summary>The field to sort by. Lists take id, Created_Time and Modified_Time, searches any open field.</summary>
    [FromQuery(Name = "sort_by")]
    public string? SortBy { get; init; }

    /// <summary><c>asc</c> or <c>desc</c>.</summary>
    [FromQuery(Name = "sort_order")]
    public string? SortOrder { get; init; }

    /// <summary>Converted leads: <c>true</c>, <c>false</c> or <c>both</c>.</summary>
    [FromQuery(Name = "converted")]
    public string? Converted { get; init; }

    /// <summary><c>private_fields</c> lists the personal fields beside the records.</summary>
    [FromQuery(Name = "include")]
    public string? Include { get; init; }

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="query">All its parameters.</param>
    /// <returns>The first value of each.</returns>
    internal static ReadRequest Of(IQueryCollection query) => new()
    {
        Fields = query.First("fields"),
        Ids = query.First("ids"),
        CustomView = query.First("cvid"),
        Page = query.First("page"),
        PerPage = query.First("per_page"),
        PageToken = query.First("page_token"),
        SortBy = query.First("sort_by"),
        SortOrder = query.First("sort_order"),
        Converted = query.First("converted"),
        Include = query.First("include"),
    };

    /// <summary>Makes the query of the rules.</summary>
    /// <param name="version">The version in the path.</param>
    /// <param name="modifiedSince">The time in the header, or null.</param>
    /// <returns>The query.</returns>
    internal ListQuery ToQuery(string version, DateTimeOffset? modifiedSince) => new()
    {
        Version = version,
        Fields = Fields,
        Ids = Ids,
        CustomView = CustomView,
        Page = Page,
        PerPage = PerPage,
        PageToken = PageToken,
        SortBy = SortBy,
        SortOrder = SortOrder,
        Converted = Converted,
        ModifiedSince = modifiedSince,
    };
}
