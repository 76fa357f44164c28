namespace PrivacyCrm.Core.Consents;

/// <summary>What became of a call of a handler.</summary>
/// <param name="IsCompleted">Whether the handler answered with success.</param>
/// <param name="Output">What it answered, in JSON; null for nothing.</param>
/// <param name="Failure">Why it failed, in one of the API's words, such as <c>unreachable</c>.</param>
public sealed record HandlerAnswer(bool IsCompleted, ReadOnlyMemory<byte>? Output = null, string? Failure = null);
