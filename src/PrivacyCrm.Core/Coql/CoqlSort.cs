namespace PrivacyCrm.Core.Coql;

/// <summary>A part of the order.</summary>
/// <param name="Path">The column; of groups, one of those that make them.</param>
/// <param name="IsDescending">Whether the greatest comes first, and rows without a value before all others.</param>
public sealed record CoqlSort(CoqlPath Path, bool IsDescending);
