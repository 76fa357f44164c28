using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.History;

/// <summary>The <c>info</c> object beside a timeline.</summary>
internal sealed record TimelineInfo(int PerPage, int Count, int Page, bool HasMore, string? NextToken, string? PreviousToken)
{
    public static TimelineInfo Of(
        HistoryQuery query, TimelineRequest request, Caller caller, ImmutableArray<TimelineEntry> entries, bool hasMore, DateTimeOffset now)
    {
        string parameters = Parameters(query, request);
        DateTimeOffset expires = Instants.ToSecond(now) + PageToken.Lifetime;
        string TokenOf(TimelineEntry entry, bool isBackward, int page) =>
            new PageToken(new Keyset(entry.Entry.Time, entry.Id, isBackward), page, expires).Write(caller, parameters);
        return new TimelineInfo(
            query.PageSize,
            entries.Length,
            query.Page,
            hasMore,
            hasMore && entries.Length > 0 ? TokenOf(entries[^1], isBackward: false, query.Page + 1) : null,
            query.Page > 1 && entries.Length > 0 ? TokenOf(entries[0], isBackward: true, query.Page - 1) : null);
    }

    /// <summary>Everything a page token is bound to.</summary>
    public static string Parameters(HistoryQuery query, TimelineRequest request) =>
        string.Join('\n', "timeline", query.Module.Id, query.RecordId, request.Filters, request.SortOrder, request.PerPage);

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("info");
        writer.WriteNumber("per_page", PerPage);
        writer.WriteString("next_page_token", NextToken);
        writer.WriteNumber("count", Count);
        writer.WriteNumber("page", Page);
        writer.WriteString("previous_page_token", PreviousToken);
        writer.WriteBoolean("more_records", HasMore);
        writer.WriteEndObject();
    }
}
