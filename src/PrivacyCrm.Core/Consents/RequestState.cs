namespace PrivacyCrm.Core.Consents;

/// <summary>What has become of a request. Whether a pending one has lapsed is read from the clock.</summary>
public enum RequestState
{
    /// <summary>Nobody has answered.</summary>
    Pending,

    /// <summary>The answer was yes.</summary>
    Granted,

    /// <summary>The answer was no.</summary>
    Denied,

    /// <summary>Nobody answered within a day.</summary>
    Lapsed,

    /// <summary>The component changed before anybody answered.</summary>
    Superseded,

    /// <summary>The component is gone.</summary>
    Cancelled,
}
