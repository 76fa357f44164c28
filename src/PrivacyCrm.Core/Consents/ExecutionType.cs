namespace PrivacyCrm.Core.Consents;

/// <summary>What a handler is.</summary>
public enum ExecutionType
{
    /// <summary>A script. It is kept and read for its accesses, and not executed here.</summary>
    Deluge,

    /// <summary>A call to a server of its author.</summary>
    Webhook,
}
