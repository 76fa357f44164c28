using System.Collections.Immutable;
using System.Globalization;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>
/// Asks the text index which records can hold the parts that criteria look for. Where those are many, nothing is answered: then a page of
/// records that hold the part is found soon by looking at one after the other.
/// </summary>
internal static class PartCandidates
{
    private const int Many = 5_000;

    private static readonly IReadOnlyDictionary<Criterion.Compare, long[]> None = ImmutableDictionary<Criterion.Compare, long[]>.Empty;

    /// <summary>Finds the candidates of all criteria of a plan with one statement.</summary>
    /// <returns>The only records that can fulfil a criterion, for each criterion for which they are few.</returns>
    public static async Task<IReadOnlyDictionary<Criterion.Compare, long[]>> FindAsync(
        SqlSession session, IStoreProvider provider, ReadPlan plan, CancellationToken cancellationToken)
    {
        (Criterion.Compare Compare, ImmutableArray<ImmutableArray<Piece>> Groups)[] asked =
        [
            .. PartsOf(plan.Filter).Distinct()
                .Select(compare => (compare, PartIndex.GroupsOf(compare.Field, compare.Comparison.Keys[0])))
                .Where(one => !one.Item2.IsEmpty),
        ];
        if (asked.Length == 0)
        {
            return None;
        }

        SqlStatement sql = new();
        sql.AddEach(Enumerable.Range(0, asked.Length), " UNION ALL ", index =>
        {
            sql.Add(string.Create(CultureInfo.InvariantCulture, $"SELECT {index}, c{index}.id FROM (SELECT w.id AS id FROM "));
            provider.AddRowsWithPieces(sql, plan.Organization.Id, plan.Module.Id, asked[index].Groups);
            sql.Add(string.Create(CultureInfo.InvariantCulture, $" LIMIT {Many + 1}) AS c{index}"));
        });
        List<(int Asked, long Id)> found = await session.QueryAsync(sql, reader => (reader.GetInt32(0), reader.GetInt64(1)), cancellationToken);
        ILookup<int, long> ids = found.ToLookup(one => one.Asked, one => one.Id);
        return Enumerable.Range(0, asked.Length)
            .Select(index => (asked[index].Compare, Ids: ids[index].ToArray()))
            .Where(one => one.Ids.Length <= Many)
            .ToDictionary(one => one.Compare, one => one.Ids);
    }

    private static IEnumerable<Criterion.Compare> PartsOf(Criterion? criterion) => criterion switch
    {
        Criterion.And and => PartsOf(and.Left).Concat(PartsOf(and.Right)),
        Criterion.Or or => PartsOf(or.Left).Concat(PartsOf(or.Right)),
        Criterion.Compare { Comparison.Test: KeyTest.Contains, Field.Type.HasParts: true } compare => [compare],
        _ => [],
    };
}
