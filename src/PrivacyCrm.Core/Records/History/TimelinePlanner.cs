using System.Collections.Frozen;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records.Filters;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Turns the parameters of a timeline into a query, or names what is wrong with them.</summary>
internal sealed class TimelinePlanner(Caller caller, Module module, long recordId, DateTimeOffset now)
{
    private const int LastEntryByNumber = 2_000;
    private const int LastEntryByToken = 100_000;

    // What can be asked about, none of it a value of the record.
    private static readonly FrozenDictionary<string, FilterColumn> Columns = new Dictionary<string, FilterColumn>
    {
        ["audited_time"] = FilterColumn.Instant,
        ["done_by"] = FilterColumn.User,
        ["action"] = FilterColumn.Word,
        ["source"] = FilterColumn.Word,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public Result<HistoryQuery> Plan(TimelineRequest request)
    {
        if (request.SortBy is not (null or "audited_time"))
        {
            return CrmErrors.Requests.InvalidParameter("sort_by");
        }

        // There are no signals, so asking for them adds nothing.
        if (request.TimelineType is not (null or "signals"))
        {
            return CrmErrors.Requests.InvalidParameter("include_timeline_type");
        }

        RowFilter? filter = request.Filters is null ? null : new FilterReader(Columns, caller.Organization).Read(request.Filters);
        if (request.Filters is not null && filter is null)
        {
            return CrmErrors.History.InvalidFilters();
        }

        return ReadPlanner.DirectionOf(request.SortOrder).TryGet(out bool isDescending, out CrmError? error)
            ? Page(new HistoryQuery { Module = module, RecordId = recordId, Filter = filter, IsDescending = isDescending }, request)
            : error;
    }

    private Result<HistoryQuery> Page(HistoryQuery query, TimelineRequest request)
    {
        ListQuery asked = new() { Version = string.Empty, Page = request.Page, PerPage = request.PerPage };
        if (!ReadPlanner.PageOf(asked).TryGet(out (int Number, int Size) page, out CrmError? error))
        {
            return error;
        }

        if (request.PageToken is null)
        {
            return (long)page.Number * page.Size > LastEntryByNumber
                ? CrmErrors.Paging.TokenNeeded()
                : query with { Page = page.Number, PageSize = page.Size, Skip = (page.Number - 1) * page.Size };
        }

        if (request.Page is not null)
        {
            return CrmErrors.Paging.PageAndToken();
        }

        if (!PageToken.Read(request.PageToken, caller, TimelineInfo.Parameters(query, request), now).TryGet(out PageToken? token, out error))
        {
            return error;
        }

        return (long)token.Page * page.Size > LastEntryByToken
            ? CrmErrors.Paging.TooDeep()
            : query with { Page = token.Page, PageSize = page.Size, Keyset = token.Keyset };
    }
}
