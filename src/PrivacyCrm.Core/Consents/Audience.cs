namespace PrivacyCrm.Core.Consents;

/// <summary>Who consents.</summary>
public enum Audience
{
    /// <summary>One user, for oneself.</summary>
    User,

    /// <summary>An administrator, for a team.</summary>
    Team,

    /// <summary>An administrator, for everybody.</summary>
    Organization,
}
