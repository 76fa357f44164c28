namespace PrivacyCrm.Core.Consents;

/// <summary>Who consents, or for whom: a user, a team, or the organization.</summary>
/// <param name="Audience">Which of them.</param>
/// <param name="Id">The id of the user, the team or the organization.</param>
public sealed record ConsentSubject(Audience Audience, long Id);
