namespace PrivacyCrm.Core.Records;

/// <summary>Where a page begins: after the last record of the one before it, or before the first of the one after it.</summary>
/// <param name="SortValue">The record's sort value: its id, or seconds since 1970.</param>
/// <param name="Id">The record's id.</param>
/// <param name="IsBackward">Whether the page ends there instead.</param>
public readonly record struct Keyset(long SortValue, long Id, bool IsBackward)
{
    /// <summary>Gets the record's key in the order of a field of the search index; null when it has none, or for another order.</summary>
    public string? Key { get; init; }
}
