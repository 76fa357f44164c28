using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>Everything that decides whether a user may run a component.</summary>
public sealed record ConsentFacts
{
    /// <summary>Gets the component.</summary>
    public required Component Component { get; init; }

    /// <summary>Gets the user's consents to it, the newest first.</summary>
    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>Gets the extension that it is a part of; null when it is none.</summary>
    public Extension? Extension { get; init; }

    /// <summary>Gets the administrators' consents for the user that the extension is installed with: for each subject the newest first.</summary>
    public ImmutableArray<(ConsentSubject Subject, ImmutableArray<Grant> Grants)> Installed { get; init; } = [];
}
