namespace PrivacyCrm.Core.Coql;

/// <summary>A column that an aggregate function is made of.</summary>
/// <param name="Path">The column.</param>
/// <param name="Function">The function.</param>
public sealed record CoqlMeasure(CoqlPath Path, CoqlFunction Function);
