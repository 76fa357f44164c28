namespace PrivacyCrm.Core.Records;

/// <summary>A record as the store keeps it. It cannot be serialized: only a <see cref="RecordView"/> can.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Json">Field names and canonical values; fields without a value are left out.</param>
/// <param name="CreatedTime">When it was created, in seconds since 1970.</param>
/// <param name="ModifiedTime">When it was last changed, in seconds since 1970.</param>
public readonly record struct StoredDocument(long Id, string Json, long CreatedTime, long ModifiedTime)
{
    /// <summary>Gets the record's key in the order of a field of the search index; null when it has none, or for another order.</summary>
    public string? SortKey { get; init; }
}
