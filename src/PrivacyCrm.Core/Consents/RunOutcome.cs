using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>What became of an attempt to run a component.</summary>
/// <param name="Execution">The attempt.</param>
/// <param name="Component">The component.</param>
/// <param name="Request">The question that has to be answered first; null when there is none.</param>
/// <param name="Objects">The objects that the handler was handed.</param>
/// <param name="Answer">What the handler answered; null when it was not called.</param>
public sealed record RunOutcome(Execution Execution, Component Component, ConsentRequest? Request, ImmutableArray<string> Objects, HandlerAnswer? Answer);
