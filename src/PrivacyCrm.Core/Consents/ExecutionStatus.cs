namespace PrivacyCrm.Core.Consents;

/// <summary>What has become of an execution.</summary>
public enum ExecutionStatus
{
    /// <summary>The handler has it.</summary>
    Running,

    /// <summary>The handler answered.</summary>
    Completed,

    /// <summary>The handler did not answer.</summary>
    Failed,

    /// <summary>Allowed, but the handler is a script, which is not executed here.</summary>
    NotExecuted,

    /// <summary>Nobody has agreed.</summary>
    ConsentRequired,

    /// <summary>An administrator has not agreed.</summary>
    Blocked,
}
