namespace PrivacyCrm.Core.Records.Mass;

/// <summary>What a mass action by view is to do, as its job keeps it.</summary>
/// <param name="ModuleId">The module.</param>
/// <param name="View">The view's id.</param>
/// <param name="Row">The values as sent; null for a deletion.</param>
/// <param name="Overwrites">Whether choices are replaced or added.</param>
/// <param name="Total">The number of records when it was ordered.</param>
internal sealed record MassOrder(long ModuleId, string View, string? Row, bool Overwrites, long Total);
