namespace PrivacyCrm.Core.Organizations;

/// <summary>What a change of an organization comes to.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="Change">What to store; null when nothing changes.</param>
/// <param name="Answer">What to tell.</param>
public sealed record Decision<T>(OrganizationChange? Change, T Answer);
