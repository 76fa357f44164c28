namespace PrivacyCrm.Core.Bulk;

/// <summary>Some rows of a bulk read.</summary>
/// <param name="Rows">The rows, a text for each column.</param>
/// <param name="LastId">The id of the last one; null when there is none.</param>
/// <param name="HasMore">Whether there are rows after it.</param>
public sealed record BulkChunk(IReadOnlyList<string[]> Rows, long? LastId, bool HasMore);
