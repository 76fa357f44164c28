namespace PrivacyCrm.Core.Consents;

/// <summary>What a consent is worth. Whether one has run out is read from the clock.</summary>
public enum GrantState
{
    /// <summary>It counts.</summary>
    Active,

    /// <summary>It was withdrawn.</summary>
    Revoked,

    /// <summary>It has run out.</summary>
    Expired,

    /// <summary>A newer one took its place.</summary>
    Superseded,
}
