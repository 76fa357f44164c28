namespace PrivacyCrm.Core.Consents;

/// <summary>The three groups of accesses that a prompt shows.</summary>
public enum AccessCategory
{
    /// <summary>Objects of the conversation: who the user is and what is said.</summary>
    Object,

    /// <summary>Tasks on a service, through a connection.</summary>
    Task,

    /// <summary>Calls of an HTTP API.</summary>
    Api,
}
