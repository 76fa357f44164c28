namespace PrivacyCrm.Core.Consents;

/// <summary>Why consent is asked for.</summary>
public enum ConsentReason
{
    /// <summary>Nobody has been asked yet.</summary>
    FirstUse,

    /// <summary>The last consent has run out.</summary>
    Expired,

    /// <summary>The last consent was withdrawn.</summary>
    Revoked,

    /// <summary>The component reaches for more than was agreed.</summary>
    AccessesAdded,

    /// <summary>What was agreed to would go to another server.</summary>
    RecipientChanged,

    /// <summary>An administrator has to agree first.</summary>
    AdminRequired,

    /// <summary>The words of the prompt have changed.</summary>
    WordingChanged,
}
