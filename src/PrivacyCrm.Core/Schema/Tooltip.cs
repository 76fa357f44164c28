namespace PrivacyCrm.Core.Schema;

/// <summary>A hint shown beside a field.</summary>
/// <param name="Name"><c>static_text</c> or <c>info_icon</c>.</param>
/// <param name="Value">The hint.</param>
public sealed record Tooltip(string Name, string Value);
