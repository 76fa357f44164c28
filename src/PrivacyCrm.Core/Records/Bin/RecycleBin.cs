using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Bin;

/// <summary>Shows the recycle bin and empties it.</summary>
/// <param name="bin">Where deleted records are.</param>
/// <param name="orders">Takes orders for what takes longer.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class RecycleBin(IRecycleBin bin, JobOrders orders, IdSource ids, TimeProvider time)
{
    private const int ErasedAtOnce = 200;

    /// <summary>Reads a page.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The page, or the refusal.</returns>
    public async Task<Result<(IReadOnlyList<BinnedRecord> Records, PageInfo Info)>> ReadAsync(Caller caller, BinRequest request, CancellationToken cancellationToken)
    {
        if (!BinPlanner.Plan(caller, request, ModuleUse.View, time.GetUtcNow()).TryGet(out BinQuery? query, out CrmError? error))
        {
            return error;
        }

        IReadOnlyList<BinnedRecord> found = await bin.ReadAsync(query, cancellationToken);
        int count = Math.Min(found.Count, query.PageSize);
        return ([.. found.Take(count)], new PageInfo(query.PageSize, count, query.Page, found.Count > query.PageSize));
    }

    /// <summary>Erases the records of a list of ids.</summary>
    /// <param name="caller">Who erases.</param>
    /// <param name="ids">The ids, separated by commas.</param>
    /// <param name="cancellationToken">Ends it before it is committed.</param>
    /// <returns>One outcome for each id, in order, or the refusal.</returns>
    public async Task<Result<IReadOnlyList<RowOutcome>>> EraseAsync(Caller caller, string ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (!BinPlanner.Plan(caller, new BinRequest { Ids = ids }, ModuleUse.Delete, time.GetUtcNow()).TryGet(out BinQuery? query, out CrmError? error))
        {
            return error;
        }

        string[] sent = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        HashSet<long> erased = [.. await bin.EraseAsync(query, ReadPlanner.MaximumIds, cancellationToken)];
        return sent.Select(one => Erased(one, erased)).ToList();
    }

    /// <summary>Erases one record.</summary>
    /// <param name="caller">Who erases.</param>
    /// <param name="sentId">The id, as sent.</param>
    /// <param name="cancellationToken">Ends it before it is committed.</param>
    /// <returns>The outcome.</returns>
    public async Task<RowOutcome> EraseOneAsync(Caller caller, string sentId, CancellationToken cancellationToken)
    {
        Result<BinQuery> plan = RecordId.Parse(sentId) is { } id
            ? BinPlanner.Plan(caller, new BinRequest { Id = id }, ModuleUse.Delete, time.GetUtcNow())
            : CrmErrors.Requests.InvalidPathId(2);
        if (!plan.TryGet(out BinQuery? query, out CrmError? error))
        {
            return error;
        }

        IReadOnlySet<long> erased = await bin.EraseAsync(query, 1, cancellationToken);
        return erased.Count == 0 ? CrmErrors.Requests.InvalidPathId(2) : Erased(sentId, [.. erased]);
    }

    /// <summary>Orders to erase everything that filters find now.</summary>
    /// <param name="caller">Who erases.</param>
    /// <param name="filters">The filters, in JSON.</param>
    /// <param name="cancellationToken">Ends the order before it is stored.</param>
    /// <returns>The job, or the refusal.</returns>
    public async Task<Result<Job>> OrderErasureAsync(Caller caller, string filters, CancellationToken cancellationToken) =>
        BinPlanner.Plan(caller, new BinRequest { Filters = filters }, ModuleUse.Delete, time.GetUtcNow()).TryGet(out _, out CrmError? error)
            ? await orders.AddAsync(caller, ids.Next(), EraseBinJob.KindName, filters, cancellationToken)
            : error;

    /// <summary>Erases everything that filters find, some at a time, so that others can write meanwhile.</summary>
    /// <param name="caller">Who erases.</param>
    /// <param name="filters">The filters, in JSON.</param>
    /// <param name="until">The time of the order; what was deleted later is not meant.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>The number of records erased, or the refusal.</returns>
    internal async Task<Result<int>> EraseFilteredAsync(Caller caller, string filters, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (!BinPlanner.Plan(caller, new BinRequest { Filters = filters }, ModuleUse.Delete, time.GetUtcNow()).TryGet(out BinQuery? query, out CrmError? error))
        {
            return error;
        }

        int total = 0;
        int erased;
        do
        {
            erased = (await bin.EraseAsync(query with { Until = until }, ErasedAtOnce, cancellationToken)).Count;
            total += erased;
        }
        while (erased == ErasedAtOnce);

        return total;
    }

    private static RowOutcome Erased(string sent, HashSet<long> erased) => RecordId.Parse(sent) is { } id && erased.Remove(id)
        ? new RowOutcome { Message = "record deleted", Details = ErrorDetails.Of(("id", RecordId.Format(id))) }
        : CrmErrors.Records.NotDeleted(sent);
}
