using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Core.Records.History;

namespace PrivacyCrm.Api.Timelines;

/// <summary>The query parameters of a timeline.</summary>
public sealed record TimelineQuery
{
    /// <summary>Further keys inside entries: <c>field_history.data_type</c>, <c>field_history.field_label</c>, <c>field_history.enable_colour_code</c>, <c>field_history.pick_list_values</c>, <c>done_by.type__s</c>, <c>done_by.profile</c>.</summary>
    [FromQuery(Name = "include_inner_details")]
    public string? InnerDetails { get; init; }

    /// <summary>Further keys of entries: <c>extension</c>, <c>type</c>. Both are null: nothing but people and clients writes here.</summary>
    [FromQuery(Name = "include")]
    public string? Include { get; init; }

    /// <summary>Further kinds of entries: <c>signals</c>. There are none.</summary>
    [FromQuery(Name = "include_timeline_type")]
    public string? TimelineType { get; init; }

    /// <summary>Conditions in JSON on <c>audited_time</c>, <c>done_by</c>, <c>action</c> and <c>source</c>.</summary>
    [FromQuery(Name = "filters")]
    public string? Filters { get; init; }

    /// <summary><c>audited_time</c>.</summary>
    [FromQuery(Name = "sort_by")]
    public string? SortBy { get; init; }

    /// <summary><c>asc</c> or <c>desc</c>.</summary>
    [FromQuery(Name = "sort_order")]
    public string? SortOrder { get; init; }

    /// <summary>The page's number, from 1.</summary>
    [FromQuery(Name = "page")]
    public string? Page { get; init; }

    /// <summary>Entries on a page, 1 to 200.</summary>
    [FromQuery(Name = "per_page")]
    public string? PerPage { get; init; }

    /// <summary>The token of a page, from <c>info.next_page_token</c>.</summary>
    [FromQuery(Name = "page_token")]
    public string? PageToken { get; init; }

    /// <summary>Makes the request of the rules.</summary>
    /// <returns>The request.</returns>
    internal TimelineRequest ToRequest() => new()
    {
        InnerDetails = InnerDetails,
        Include = Include,
        TimelineType = TimelineType,
        Filters = Filters,
        SortBy = SortBy,
        SortOrder = SortOrder,
        Page = Page,
        PerPage = PerPage,
        PageToken = PageToken,
    };
}
