namespace PrivacyCrm.Core.Records.Bin;

/// <summary>Keeps deleted records for a while, and forgets them for good.</summary>
public interface IRecycleBin
{
    /// <summary>Reads a page.</summary>
    /// <param name="query">Which records.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Up to one more record than a page has.</returns>
    Task<IReadOnlyList<BinnedRecord>> ReadAsync(BinQuery query, CancellationToken cancellationToken);

    /// <summary>Erases records: their values, names and history are gone, and only that they were deleted is told.</summary>
    /// <param name="query">Which records; its page does not matter.</param>
    /// <param name="maximum">The greatest number to erase in this transaction.</param>
    /// <param name="cancellationToken">Ends it before it is committed.</param>
    /// <returns>The records that were erased.</returns>
    Task<IReadOnlySet<long>> EraseAsync(BinQuery query, int maximum, CancellationToken cancellationToken);

    /// <summary>Erases what stayed in the bins of all organizations longer than it may, and forgets deletions that are no longer told.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>The number of records erased.</returns>
    Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
