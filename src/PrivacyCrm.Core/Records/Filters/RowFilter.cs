using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Filters;

/// <summary>Conditions on rows that are no records, such as those of the recycle bin.</summary>
public abstract record RowFilter
{
    private RowFilter()
    {
    }

    /// <summary>Several conditions.</summary>
    /// <param name="Parts">The conditions; one at least.</param>
    /// <param name="NeedsAll">Whether all of them have to be fulfilled, or one.</param>
    public sealed record Group(ImmutableArray<RowFilter> Parts, bool NeedsAll) : RowFilter;

    /// <summary>A comparison of a column.</summary>
    /// <param name="Column">The column's name in the API.</param>
    /// <param name="Comparison">The comparison.</param>
    public sealed record Compare(string Column, KeyComparison Comparison) : RowFilter;
}
