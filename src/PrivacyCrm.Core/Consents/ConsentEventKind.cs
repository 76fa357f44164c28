namespace PrivacyCrm.Core.Consents;

/// <summary>What is noted.</summary>
public enum ConsentEventKind
{
    /// <summary>Consent was asked for.</summary>
    Requested,

    /// <summary>Consent was given.</summary>
    Granted,

    /// <summary>Consent was refused.</summary>
    Denied,

    /// <summary>Consent was withdrawn.</summary>
    Revoked,

    /// <summary>Consent has run out.</summary>
    Expired,

    /// <summary>A newer consent took its place.</summary>
    Superseded,

    /// <summary>A component ran, or used an access.</summary>
    Used,

    /// <summary>A component was stopped, or an access was refused.</summary>
    Blocked,
}
