namespace PrivacyCrm.Core.Consents;

/// <summary>A call of a handler.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Component">The component, which says where the handler is.</param>
/// <param name="Execution">The execution that the call is for.</param>
/// <param name="Payload">The body in JSON, with nothing in it that nobody agreed to. It may hold personal values and is never logged.</param>
public sealed record HandlerCall(long OrganizationId, Component Component, Execution Execution, ReadOnlyMemory<byte> Payload);
