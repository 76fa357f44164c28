namespace PrivacyCrm.Core.Records.History;

/// <summary>What one write did to a record, as it is stored beside it.</summary>
/// <param name="Action">What was done, such as <c>updated</c>.</param>
/// <param name="Source">By which way, such as <c>crm_api</c>.</param>
/// <param name="UserId">Who did it.</param>
/// <param name="Time">When, in seconds since 1970.</param>
/// <param name="Changes">The fields written, as <see cref="ChangeLog"/> writes them; null when the action says it all.</param>
public sealed record HistoryEntry(string Action, string Source, long UserId, long Time, string? Changes);
