namespace PrivacyCrm.Core.Consents;

/// <summary>Who may use a component.</summary>
public enum ComponentScope
{
    /// <summary>Everybody of the organization.</summary>
    Organization,

    /// <summary>The members of its teams.</summary>
    Team,

    /// <summary>Whoever made it.</summary>
    Personal,
}
