using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records.Filters;

namespace PrivacyCrm.Core.Records.Bin;

/// <summary>Which records of the recycle bin are meant. Only <see cref="BinPlanner"/> makes one, so that none goes past the privacy rules.</summary>
public sealed record BinQuery
{
    /// <summary>Initializes a new instance of the <see cref="BinQuery"/> class.</summary>
    internal BinQuery()
    {
    }

    /// <summary>Gets the organization.</summary>
    public required Organization Organization { get; init; }

    /// <summary>Gets the modules the caller may see.</summary>
    public required ImmutableArray<long> Modules { get; init; }

    /// <summary>Gets those of them whose records may be named; names of others are neither shown nor compared.</summary>
    public required ImmutableArray<long> NamedModules { get; init; }

    /// <summary>Gets the time, which decides what is still in the bin.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Gets the records asked for, or null for all.</summary>
    public ImmutableArray<long>? Ids { get; init; }

    /// <summary>Gets what records have to fulfil, or null for all.</summary>
    public RowFilter? Filter { get; init; }

    /// <summary>Gets the last moment at which they may have been deleted, or null.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets what they are sorted by.</summary>
    public BinOrder Order { get; init; }

    /// <summary>Gets a value indicating whether the last come first.</summary>
    public bool IsDescending { get; init; } = true;

    /// <summary>Gets the page's number.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Gets the greatest number of records on the page.</summary>
    public int PageSize { get; init; } = ReadPlanner.MaximumPageSize;

    /// <summary>Gets the number of records before the page, as far as there can be any.</summary>
    public int Skip => (int)Math.Min(int.MaxValue, (Page - 1L) * PageSize);
}
