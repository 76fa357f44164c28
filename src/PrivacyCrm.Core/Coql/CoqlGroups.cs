using System.Collections.Immutable;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Core.Coql;

/// <summary>Makes rows of the stream of groups, one group at a time, so that memory holds a page of them at most.</summary>
/// <param name="store">Where records are.</param>
internal sealed class CoqlGroups(ICoqlStore store)
{
    /// <summary>Reads a page of groups, and one more to tell whether there is another page.</summary>
    public async Task<IReadOnlyList<CoqlRow>> PageAsync(CoqlPlan plan, CancellationToken cancellationToken) =>
        await WithSamplesAsync(plan, await store.GroupsAsync(plan, parts => TakeAsync(plan, parts), cancellationToken), cancellationToken);

    private static async Task<List<Group>> TakeAsync(CoqlPlan plan, IAsyncEnumerable<CoqlGroupPart> parts)
    {
        List<Group> groups = [];
        Group? current = null;
        int passed = 0;
        await foreach (CoqlGroupPart part in parts)
        {
            if (current?.Contains(part) != true)
            {
                current = new Group(plan, part);
                if (passed++ >= plan.Skip)
                {
                    groups.Add(current);
                }

                if (groups.Count > plan.PageSize)
                {
                    break;
                }
            }

            current.Add(part);
        }

        return groups;
    }

    // Keys are no values: what a group shows is read from its first record.
    private async Task<IReadOnlyList<CoqlRow>> WithSamplesAsync(CoqlPlan plan, List<Group> groups, CancellationToken cancellationToken)
    {
        if (plan.Groups.IsEmpty || groups.Count == 0)
        {
            return [.. groups.Select(group => new CoqlRow(null, group.Values))];
        }

        IReadOnlyDictionary<(long ModuleId, long Id), StoredDocument> samples =
            await store.DocumentsAsync(plan, level: 0, [.. groups.Select(group => group.Sample)], cancellationToken);
        return [.. groups.Select(group => new CoqlRow(samples.TryGetValue((plan.Module.Id, group.Sample), out StoredDocument found) ? found : null, group.Values))];
    }

    private sealed class Group(CoqlPlan plan, CoqlGroupPart first)
    {
        private readonly ImmutableArray<CoqlTally> _tallies = [.. plan.Measures.Select(measure => new CoqlTally(measure))];

        public long Sample { get; private set; } = first.Sample;

        public ImmutableArray<string?> Values => [.. _tallies.Select(tally => tally.ToJson())];

        public bool Contains(CoqlGroupPart part) => part.Groups.AsSpan().SequenceEqual(first.Groups);

        public void Add(CoqlGroupPart part)
        {
            Sample = Math.Min(Sample, part.Sample);
            for (int index = 0; index < _tallies.Length; index++)
            {
                _tallies[index].Add(part.Measures[index], part.Count);
            }
        }
    }
}
