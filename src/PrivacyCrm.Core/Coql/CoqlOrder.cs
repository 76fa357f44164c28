namespace PrivacyCrm.Core.Coql;

/// <summary>A part of the order as written.</summary>
/// <param name="Column">A column, an alias, or a function of a column.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public sealed record CoqlOrder(string Column, bool IsDescending);
