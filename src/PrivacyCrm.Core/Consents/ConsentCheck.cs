using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>What the consents of a subject come to for a manifest: the one that counts, or why a question has to be asked.</summary>
/// <param name="Grant">The consent that counts; null when there is a question.</param>
/// <param name="Reason">Why it has to be asked; null when nothing is.</param>
/// <param name="NewKeys">The accesses that the last consent did not cover.</param>
public sealed record ConsentCheck(Grant? Grant, ConsentReason? Reason, ImmutableArray<string> NewKeys);
