using System.Collections.Immutable;
using PrivacyCrm.Core.Criteria;

namespace PrivacyCrm.Store.Records;

/// <summary>Records that indexes named for criteria before the statement is written.</summary>
/// <param name="All">The only records that can fulfil all criteria together; null where they may be many.</param>
/// <param name="Found">The only records that can fulfil a single criterion, where they are few.</param>
internal sealed record Candidates(long[]? All, IReadOnlyDictionary<Criterion, long[]> Found)
{
    /// <summary>Nothing was asked, or too many were found.</summary>
    public static readonly Candidates None = new(null, ImmutableDictionary<Criterion, long[]>.Empty);
}
