namespace PrivacyCrm.Core.Schema;

/// <summary>An operator of the criteria grammar.</summary>
/// <param name="Name">The word in the grammar.</param>
/// <param name="Test">What it means for most types.</param>
/// <param name="MinimumValues">The least number of values.</param>
/// <param name="MaximumValues">The greatest number of values.</param>
public sealed record CriteriaOperator(string Name, KeyTest Test, int MinimumValues, int MaximumValues);
