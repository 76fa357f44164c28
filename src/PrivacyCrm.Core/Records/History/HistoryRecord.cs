namespace PrivacyCrm.Core.Records.History;

/// <summary>A stored entry of a record's history. Its changes are shown by <see cref="HistoryView"/> alone, which knows what is closed.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Entry">What was done.</param>
public sealed record HistoryRecord(long Id, HistoryEntry Entry);
