namespace PrivacyCrm.Api.Bulk;

/// <summary>How far a bulk read is.</summary>
/// <param name="LastId">The last record read.</param>
/// <param name="Count">Records read.</param>
/// <param name="Parts">Parts of the file written.</param>
/// <param name="IsRead">Whether the page is complete.</param>
/// <param name="HasMore">Whether there are records after the page.</param>
internal sealed record BulkReadProgress(long? LastId = null, int Count = 0, int Parts = 0, bool IsRead = false, bool HasMore = false);
