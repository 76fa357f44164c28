using System.Collections.Concurrent;
using PrivacyCrm.Core.Criteria;

namespace PrivacyCrm.Store.Records;

/// <summary>
/// Criteria that many records were found to fulfil a moment ago. An index names all of them before it can be told that they are too many, so
/// it is not asked again soon; answers are the same either way.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class CommonCriteria(TimeProvider time)
{
    private const int MaximumRemembered = 1_000;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Tells whether many records of a module were seen to fulfil a criterion.</summary>
    public bool Contains(long organizationId, long moduleId, Criterion criterion) =>
        _seen.TryGetValue(KeyOf(organizationId, moduleId, criterion), out long seenAt) && time.GetElapsedTime(seenAt) < RememberedFor;

    /// <summary>Remembers a criterion.</summary>
    public void Add(long organizationId, long moduleId, Criterion criterion)
    {
        if (_seen.Count >= MaximumRemembered)
        {
            _seen.Clear();
        }

        _seen[KeyOf(organizationId, moduleId, criterion)] = time.GetTimestamp();
    }

    private static string KeyOf(long organizationId, long moduleId, Criterion criterion) => criterion switch
    {
        Criterion.HasWords words => $"{organizationId}/{moduleId}/{string.Join(' ', CriterionSql.TokensOf(words).SelectMany(group => group))}",
        Criterion.Compare compare => $"{organizationId}/{moduleId}/{compare.Field.Id}/{compare.Comparison.Test}/{string.Join('\n', compare.Comparison.Keys)}",
        _ => throw new InvalidOperationException("No index is asked about this criterion."),
    };
}
