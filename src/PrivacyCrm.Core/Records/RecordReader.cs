using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Reads single records and lists.</summary>
/// <param name="store">Where records are.</param>
/// <param name="names">Finds names of referenced records.</param>
/// <param name="time">The clock, for page tokens.</param>
public sealed class RecordReader(IRecordStore store, ReferencedNames names, TimeProvider time)
{
    private const int LastRecordByNumber = 2_000;
    private const int LastRecordByToken = 100_000;

    private static readonly ImmutableArray<string> SortFields = ["id", "Created_Time", "Modified_Time"];

    /// <summary>Reads one record.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="id">The record's id, as sent.</param>
    /// <param name="fields">The fields asked for; null for everything.</param>
    /// <param name="modifiedSince">The time after which it must have changed, or null.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The record or nothing, or the refusal.</returns>
    public async Task<Result<RecordPage>> FindAsync(
        Caller caller, Module module, string id, string? fields, DateTimeOffset? modifiedSince, CancellationToken cancellationToken)
    {
        if (id is not { Length: <= 19 } || id.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return CrmErrors.Requests.InvalidPathId(1);
        }

        if (!ReadPlanner.Show(caller, module, fields, isList: false).TryGet(out ReadPlan? shown, out CrmError? error))
        {
            return error;
        }

        ReadPlan plan = shown with { Ids = [.. RecordId.Parse(id) is { } known ? [known] : Array.Empty<long>()], PageSize = 1 };
        IReadOnlyList<StoredDocument> found = await store.ReadAsync(plan, cancellationToken);
        return new RecordPage(plan, found, await names.FindAsync(plan, found, cancellationToken), info: null)
        {
            IsUnchanged = found.Count > 0 && found[0].ModifiedTime <= modifiedSince?.ToUnixTimeSeconds(),
        };
    }

    /// <summary>Reads a page of a list.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The page, or the refusal.</returns>
    public async Task<Result<RecordPage>> ListAsync(Caller caller, Module module, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(query);
        if (!PlanList(caller, module, query).TryGet(out ReadPlan? shown, out CrmError? error)
            || !PlanPage(shown, query).TryGet(out (ReadPlan Plan, int Page) planned, out error))
        {
            return error;
        }

        (ReadPlan plan, int page) = planned;
        IReadOnlyList<StoredDocument> found = await store.ReadAsync(plan, cancellationToken);
        bool hasMore = plan.Keyset is { IsBackward: true } || found.Count > plan.PageSize;
        IReadOnlyList<StoredDocument> shownRecords = found.Count > plan.PageSize ? [.. found.Take(plan.PageSize)] : found;
        PageInfo info = InfoOf(plan, query, page, shownRecords, hasMore);
        return new RecordPage(plan, shownRecords, await names.FindAsync(plan, shownRecords, cancellationToken), info)
        {
            IsUnchanged = shownRecords.Count == 0 && query.ModifiedSince is not null,
        };
    }

    private Result<ReadPlan> PlanList(Caller caller, Module module, ListQuery query)
    {
        // Up to v2.1 a list without fields showed everything.
        if (string.IsNullOrWhiteSpace(query.Fields) && query.Version is not ("v2" or "v2.1"))
        {
            return CrmErrors.Requests.ParameterMissing("fields");
        }

        if (query.CustomView is not null && query.SortBy is not null)
        {
            return CrmErrors.Paging.ViewAndSort();
        }

        string sortBy = query.SortBy ?? "id";
        if (!ReadPlanner.Show(caller, module, query.Fields, isList: true).TryGet(out ReadPlan? shown, out CrmError? error)
            || !ReadPlanner.IdsOf(query.Ids).TryGet(out ImmutableArray<long>? ids, out error)
            || !ReadPlanner.DirectionOf(query.SortOrder).TryGet(out bool isDescending, out error)
            || !ReadPlanner.ConvertedOf(query.Converted, module).TryGet(out ConvertedFilter converted, out error))
        {
            return error;
        }

        if (module.Find(sortBy) is { } named && !shown.Access.Allows(named, Privacy.FieldUse.Sort))
        {
            return CrmErrors.Search.RestrictedField(sortBy);
        }

        if (!SortFields.Contains(sortBy) || module.Find(sortBy) is not { } sortField)
        {
            return CrmErrors.Requests.InvalidParameter("sort_by");
        }

        ReadPlan plan = shown with
        {
            Ids = ids,
            Converted = ids is null ? converted : ConvertedFilter.Both,
            ModifiedSince = query.ModifiedSince,
            Sort = new SortOrder(sortField, isDescending),
        };
        return ReadPlanner.InView(plan, query, time.GetUtcNow());
    }

    private Result<(ReadPlan Plan, int Page)> PlanPage(ReadPlan plan, ListQuery query)
    {
        if (!ReadPlanner.PageOf(query).TryGet(out (int Number, int Size) page, out CrmError? error))
        {
            return error;
        }

        if (query.PageToken is null)
        {
            return (long)page.Number * page.Size > LastRecordByNumber
                ? CrmErrors.Paging.TokenNeeded()
                : (plan with { PageSize = page.Size, Skip = (page.Number - 1) * page.Size }, page.Number);
        }

        if (query.Page is not null)
        {
            return CrmErrors.Paging.PageAndToken();
        }

        if (!PageToken.Read(query.PageToken, plan.Caller, Parameters(plan, query), time.GetUtcNow()).TryGet(out PageToken? token, out error))
        {
            return error;
        }

        return (long)token.Page * page.Size > LastRecordByToken
            ? CrmErrors.Paging.TooDeep()
            : (plan with { PageSize = page.Size, Keyset = token.Keyset }, token.Page);
    }

    private PageInfo InfoOf(ReadPlan plan, ListQuery query, int page, IReadOnlyList<StoredDocument> records, bool hasMore)
    {
        PageInfo info = new(plan.PageSize, records.Count, page, hasMore);
        if (query.Version is "v2" or "v2.1")
        {
            return info;
        }

        string parameters = Parameters(plan, query);
        DateTimeOffset expires = Instants.ToSecond(time.GetUtcNow()) + PageToken.Lifetime;
        string? next = hasMore && records.Count > 0
            ? new PageToken(KeysetOf(plan, records[^1], isBackward: false), page + 1, expires).Write(plan.Caller, parameters)
            : null;
        string? previous = page > 1 && records.Count > 0
            ? new PageToken(KeysetOf(plan, records[0], isBackward: true), page - 1, expires).Write(plan.Caller, parameters)
            : null;
        return info with
        {
            HasTokens = true,
            SortBy = plan.Sort!.Field.ApiName,
            SortOrder = plan.Sort.IsDescending ? "desc" : "asc",
            NextToken = next,
            PreviousToken = previous,
            TokenExpiry = next is null ? null : Instants.Format(expires, plan.Caller.User.TimeZone),
        };
    }

    private static Keyset KeysetOf(ReadPlan plan, StoredDocument record, bool isBackward)
    {
        long sortValue = plan.Sort!.Field.ApiName switch
        {
            "Created_Time" => record.CreatedTime,
            "Modified_Time" => record.ModifiedTime,
            _ => record.Id,
        };
        return new Keyset(sortValue, record.Id, isBackward) { Key = record.SortKey };
    }

    private static string Parameters(ReadPlan plan, ListQuery query) => string.Join(
        '\n', plan.Module.Id, plan.View?.Id, plan.View?.ModifiedTime?.ToUnixTimeMilliseconds(), query.Fields, query.Ids, query.SortBy, query.SortOrder, query.Converted, query.PerPage, query.ModifiedSince?.ToUnixTimeSeconds());
}
