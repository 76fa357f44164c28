namespace PrivacyCrm.Store.Records;

/// <summary>A row of the search index with what its page is sorted by.</summary>
internal sealed class SortedRow
{
    public long Id { get; init; }

    public string? Key { get; init; }

    /// <summary>The time sorted by, whichever it is.</summary>
    public long Time { get; init; }
}
