using System.Text;

namespace PrivacyCrm.Core.Records;

/// <summary>A record as the store keeps it. It cannot be serialized: only a <see cref="RecordView"/> can.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Utf8">Field names and canonical values as JSON in UTF-8; fields without a value are left out.</param>
/// <param name="CreatedTime">When it was created, in seconds since 1970.</param>
/// <param name="ModifiedTime">When it was last changed, in seconds since 1970.</param>
public readonly record struct StoredDocument(long Id, ReadOnlyMemory<byte> Utf8, long CreatedTime, long ModifiedTime)
{
    /// <summary>Initializes a new instance of the <see cref="StoredDocument"/> struct from a text.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="json">The document.</param>
    /// <param name="createdTime">When it was created, in seconds since 1970.</param>
    /// <param name="modifiedTime">When it was last changed, in seconds since 1970.</param>
    public StoredDocument(long id, string json, long createdTime, long modifiedTime)
        : this(id, Encoding.UTF8.GetBytes(json), createdTime, modifiedTime)
    {
    }

    /// <summary>Gets the record's key in the order of a field of the search index; null when it has none, or for another order.</summary>
    public string? SortKey { get; init; }
}
