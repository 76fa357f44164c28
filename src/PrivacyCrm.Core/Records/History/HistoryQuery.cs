using PrivacyCrm.Core.Records.Filters;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.History;

/// <summary>Which entries of a record's history are wanted.</summary>
public sealed record HistoryQuery
{
    /// <summary>Gets the record's module.</summary>
    public required Module Module { get; init; }

    /// <summary>Gets the record.</summary>
    public required long RecordId { get; init; }

    /// <summary>Gets what entries have to fulfil, or null for all.</summary>
    public RowFilter? Filter { get; init; }

    /// <summary>Gets a value indicating whether the latest come first.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>Gets the number of entries before the page, when it is asked for by number.</summary>
    public int Skip { get; init; }

    /// <summary>Gets where the page begins, when it is asked for by token.</summary>
    public Keyset? Keyset { get; init; }

    /// <summary>Gets the greatest number of entries on the page.</summary>
    public int PageSize { get; init; }

    /// <summary>Gets the page's number.</summary>
    public int Page { get; init; }
}
