using PrivacyCrm.Core.Records.History;

namespace PrivacyCrm.Core.Records;

/// <summary>A record to be stored.</summary>
public sealed record RecordChange
{
    /// <summary>Gets the record.</summary>
    public required long Id { get; init; }

    /// <summary>Gets a value indicating whether the record is new.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Gets the whole document.</summary>
    public required string Document { get; init; }

    /// <summary>Gets the text that names the record to others, null when it has none.</summary>
    public required string? Name { get; init; }

    /// <summary>Gets when it was created, in seconds since 1970.</summary>
    public required long CreatedTime { get; init; }

    /// <summary>Gets when it was changed, in seconds since 1970.</summary>
    public required long ModifiedTime { get; init; }

    /// <summary>Gets a value indicating whether the record was converted.</summary>
    public required bool IsConverted { get; init; }

    /// <summary>Gets the slots that changed, with their new keys.</summary>
    public required IReadOnlyDictionary<string, string?> Slots { get; init; }

    /// <summary>Gets a value indicating whether the search index has to know of the change.</summary>
    public required bool IsIndexChanged { get; init; }

    /// <summary>Gets the words of all searchable fields, or null when they did not change.</summary>
    public RecordWords? Words { get; init; }

    /// <summary>Gets the unique keys that the record no longer holds.</summary>
    public IReadOnlyList<UniqueKey> Released { get; init; } = [];

    /// <summary>Gets the unique keys that the record now holds.</summary>
    public IReadOnlyList<UniqueKey> Taken { get; init; } = [];

    /// <summary>Gets what the record's history tells of the change.</summary>
    public required HistoryEntry History { get; init; }
}
