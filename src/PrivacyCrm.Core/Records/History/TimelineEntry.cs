using System.Collections.Immutable;

namespace PrivacyCrm.Core.Records.History;

/// <summary>An entry of a timeline, as its reader may see it.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Entry">What was done.</param>
/// <param name="Changes">The fields; null when the action says it all.</param>
internal sealed record TimelineEntry(long Id, HistoryEntry Entry, ImmutableArray<FieldChange>? Changes);
