using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>An execution that is going on, found by its token.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Caller">Its user, with no scope at all.</param>
public sealed record RunningExecution(Execution Execution, Caller Caller);
