using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>May this component run for this user?</summary>
public abstract record ConsentDecision
{
    private ConsentDecision()
    {
    }

    /// <summary>It may, and touch these things.</summary>
    /// <param name="Grant">The user's consent; null when there was nothing to ask.</param>
    /// <param name="ExtensionGrant">The administrator's consent; null when none was needed.</param>
    /// <param name="Accesses">What it may touch.</param>
    public sealed record Allowed(Grant? Grant, Grant? ExtensionGrant, ImmutableArray<Access> Accesses) : ConsentDecision;

    /// <summary>The user has to be asked.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="NewKeys">What was not agreed to before.</param>
    public sealed record NeedsUser(ConsentReason Reason, ImmutableArray<string> NewKeys) : ConsentDecision;

    /// <summary>An administrator has to be asked.</summary>
    /// <param name="Subject">For whom; null when the extension is not installed for the user, which is a question to nobody.</param>
    /// <param name="NewKeys">What was not agreed to before.</param>
    public sealed record NeedsAdmin(ConsentSubject? Subject, ImmutableArray<string> NewKeys) : ConsentDecision;
}
