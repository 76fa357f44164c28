using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Reads what was done to a record, as far as the reader may see it.</summary>
/// <param name="records">Where records are.</param>
/// <param name="history">Where their history is.</param>
/// <param name="time">The clock, for page tokens.</param>
public sealed class TimelineReader(IRecordStore records, IHistoryStore history, TimeProvider time)
{
    /// <summary>Reads a page of a record's timeline.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="sentId">The record's id, as sent.</param>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The page, or the refusal.</returns>
    public async Task<Result<TimelinePage>> ReadAsync(
        Caller caller, Module module, string sentId, TimelineRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(request);
        if (RecordId.Parse(sentId) is not { } id || !await ExistsAsync(caller, module, id, cancellationToken))
        {
            return CrmErrors.History.UnknownRecord();
        }

        if (!TimelineDetails.Read(request.InnerDetails, request.Include).TryGet(out TimelineDetails? details, out CrmError? error)
            || !new TimelinePlanner(caller, module, id, time.GetUtcNow()).Plan(request).TryGet(out HistoryQuery? query, out error))
        {
            return error;
        }

        IReadOnlyList<HistoryRecord> found = await history.HistoryAsync(caller.Organization, query, cancellationToken);
        ChangeReader reader = new(module, caller.AccessTo(module));
        bool hasMore = query.Keyset is { IsBackward: true } || found.Count > query.PageSize;
        ImmutableArray<TimelineEntry> entries = [.. found.Take(query.PageSize).Select(one => new TimelineEntry(one.Id, one.Entry, reader.Read(one.Entry.Changes)))];
        IReadOnlyDictionary<long, string> names = await records.NamesAsync(caller, ReferencesOf(entries, id), cancellationToken);
        TimelineInfo info = TimelineInfo.Of(query, request, caller, entries, hasMore, time.GetUtcNow());
        return new TimelinePage(caller, module, id, details, entries, names, info);
    }

    private async Task<bool> ExistsAsync(Caller caller, Module module, long id, CancellationToken cancellationToken) =>
        ReadPlanner.Show(caller, module, "id", isList: false).TryGet(out ReadPlan? plan, out _)
        && (await records.ReadAsync(plan with { Ids = [id], PageSize = 1 }, cancellationToken)).Count > 0;

    // The names of the record itself and of those that changes refer to, with one question.
    private static HashSet<long> ReferencesOf(ImmutableArray<TimelineEntry> entries, long id)
    {
        HashSet<long> ids = [id];
        foreach (FieldChange change in entries.SelectMany(entry => entry.Changes ?? []).Where(change => change.Field.Type is RecordLookupType))
        {
            foreach (string stored in new[] { change.Before, change.After }.OfType<string>())
            {
                ids.Add(RecordId.Parse(JsonText.Unquote(stored)) ?? 0);
            }
        }

        return ids;
    }
}
