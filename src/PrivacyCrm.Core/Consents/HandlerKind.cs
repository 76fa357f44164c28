using System.Collections.Immutable;

namespace PrivacyCrm.Core.Consents;

/// <summary>One entry point that components of a kind may have.</summary>
/// <param name="Type">Its name, such as <c>message_handler</c>.</param>
/// <param name="Objects">The objects that it may be handed.</param>
public sealed record HandlerKind(string Type, ImmutableArray<string> Objects);
