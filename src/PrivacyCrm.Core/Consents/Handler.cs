using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>An entry point of a component.</summary>
/// <param name="Type">Its name, such as <c>execution_handler</c>.</param>
/// <param name="Script">The script; null for a webhook.</param>
/// <param name="Permissions">The objects that a webhook asks for.</param>
/// <param name="Derived">What the code needs, read from it when it was stored.</param>
public sealed record Handler(string Type, string? Script, ImmutableArray<string> Permissions, ImmutableArray<Access> Derived);
