namespace PrivacyCrm.Core.Consents;

/// <summary>Where an access of a manifest comes from.</summary>
public enum AccessSource
{
    /// <summary>Its author said so.</summary>
    Declared,

    /// <summary>The code says so.</summary>
    Derived,
}
