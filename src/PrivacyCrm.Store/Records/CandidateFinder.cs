using System.Globalization;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Store.Providers;

namespace PrivacyCrm.Store.Records;

/// <summary>
/// Asks indexes which records can fulfil criteria, so that only these are compared. Where they are many, nothing is answered: then a page
/// of records that fulfil them is found soon by looking at one after the other. See decision 0016.
/// </summary>
/// <param name="provider">The database.</param>
/// <param name="common">What need not be asked again.</param>
internal sealed class CandidateFinder(IStoreProvider provider, CommonCriteria common)
{
    // Rows of the text index cost less to name than to try; keys cost little either way.
    private const int ManyTexts = 10_000;
    private const int ManyKeys = 1_000;

    // Records that are looked at for a page.
    private const int FewSteps = 2_000;

    /// <summary>Finds the candidates for all criteria with one statement.</summary>
    public async ValueTask<Candidates> FindAsync(SqlSession session, long organizationId, long moduleId, Criterion? filter, CancellationToken cancellationToken)
    {
        if (filter is null)
        {
            return Candidates.None;
        }

        Criterion[] asked =
        [
            .. Asked(filter, isEach: !provider.CombinesIndexes).Distinct().Where(one => !common.Contains(organizationId, moduleId, one)),
        ];
        if (asked.Length == 0)
        {
            return Candidates.None;
        }

        SqlStatement sql = new();
        sql.AddEach(Enumerable.Range(0, asked.Length), " UNION ALL ", index =>
        {
            sql.Add(string.Create(CultureInfo.InvariantCulture, $"SELECT {index}, c{index}.id FROM ("));
            AddIds(sql, organizationId, moduleId, asked[index]);
            sql.Add(string.Create(CultureInfo.InvariantCulture, $" LIMIT {LimitOf(asked[index]) + 1}) AS c{index}"));
        });
        List<(int Asked, long Id)> rows = await session.QueryAsync(sql, reader => (reader.GetInt32(0), reader.GetInt64(1)), cancellationToken);
        ILookup<int, long> ids = rows.ToLookup(one => one.Asked, one => one.Id);
        Dictionary<Criterion, long[]> few = [];
        for (int index = 0; index < asked.Length; index++)
        {
            long[] found = [.. ids[index]];
            bool areFew = found.Length <= LimitOf(asked[index]);
            if (areFew)
            {
                few[asked[index]] = found;
            }

            if (!areFew || await FillPagesAsync(session, organizationId, moduleId, found, cancellationToken))
            {
                common.Add(organizationId, moduleId, asked[index]);
            }
        }

        // Words that stand alone are said once.
        return new Candidates(filter is Criterion.HasWords ? null : AllOf(filter, few), few);
    }

    // A database that combines its indexes is asked for what other tables know, and for what stands beside that in an "or".
    private static IEnumerable<Criterion> Asked(Criterion? criterion, bool isEach) => criterion switch
    {
        Criterion.And and => Asked(and.Left, isEach).Concat(Asked(and.Right, isEach)),
        Criterion.Or either when isEach || IsInOtherTable(either) => Asked(either.Left, isEach: true).Concat(Asked(either.Right, isEach: true)),
        Criterion.Compare compare when HasPieces(compare) || (IsFoundByIndex(compare) && (isEach || IsInOtherTable(compare))) => [compare],
        Criterion.HasWords => [criterion],
        _ => [],
    };

    private static bool IsInOtherTable(Criterion criterion) => criterion switch
    {
        Criterion.And and => IsInOtherTable(and.Left) || IsInOtherTable(and.Right),
        Criterion.Or or => IsInOtherTable(or.Left) || IsInOtherTable(or.Right),
        Criterion.Compare compare => compare.Field.Type is RecordTimeType || HasPieces(compare),
        _ => criterion is Criterion.HasWords,
    };

    private static int LimitOf(Criterion asked) => asked is Criterion.HasWords or Criterion.Compare { Comparison.Test: KeyTest.Contains } ? ManyTexts : ManyKeys;

    private static bool HasPieces(Criterion.Compare compare) =>
        compare is { Comparison.Test: KeyTest.Contains, Field.Type.HasParts: true } && !PartIndex.GroupsOf(compare.Field, compare.Comparison.Keys[0]).IsEmpty;

    private static bool IsFoundByIndex(Criterion.Compare compare) => compare.Comparison.Test
        is KeyTest.Equal or KeyTest.OneOf or KeyTest.StartsWith or KeyTest.Between or KeyTest.Greater or KeyTest.GreaterOrEqual or KeyTest.Less or KeyTest.LessOrEqual;

    private void AddIds(SqlStatement sql, long organizationId, long moduleId, Criterion asked)
    {
        CriterionSql criteria = new(sql, provider, organizationId);
        switch (asked)
        {
            case Criterion.HasWords words:
                provider.AddRowsWithWords(sql.Add("SELECT w.id FROM "), organizationId, moduleId, CriterionSql.TokensOf(words));
                break;
            case Criterion.Compare { Comparison.Test: KeyTest.Contains } part:
                provider.AddRowsWithPieces(sql.Add("SELECT w.id FROM "), organizationId, moduleId, PartIndex.GroupsOf(part.Field, part.Comparison.Keys[0]));
                break;
            case Criterion.Compare { Field.Type: RecordTimeType }:
                sql.Add("SELECT ir.id FROM records AS ir WHERE ir.organization_id = ").AddValue(organizationId).Add(" AND ir.module_id = ").AddValue(moduleId).Add(" AND ");
                criteria.Add(asked, moduleId);
                break;
            default:
                sql.Add("SELECT i.id");
                criteria.AddRows(moduleId, withRecords: false);
                sql.Add(" AND ");
                criteria.Add(asked, moduleId);
                break;
        }
    }

    // Whether a page of them is found soon by going over the newest records.
    private static async Task<bool> FillPagesAsync(SqlSession session, long organizationId, long moduleId, long[] found, CancellationToken cancellationToken)
    {
        if (found.Length < ManyKeys)
        {
            return false;
        }

        long last = found.OrderDescending().ElementAt(ReadPlanner.MaximumPageSize);
        SqlStatement sql = new SqlStatement().Add("SELECT count(*) FROM (SELECT r.id FROM records AS r WHERE r.organization_id = ").AddValue(organizationId)
            .Add(" AND r.module_id = ").AddValue(moduleId).Add(" AND r.id >= ").AddValue(last)
            .Add(string.Create(CultureInfo.InvariantCulture, $" LIMIT {FewSteps + 1}) AS newest"));
        return (await session.QueryAsync(sql, reader => reader.GetInt64(0), cancellationToken))[0] <= FewSteps;
    }

    private static long[]? AllOf(Criterion criterion, Dictionary<Criterion, long[]> few) => criterion switch
    {
        Criterion.And and => (AllOf(and.Left, few), AllOf(and.Right, few)) switch
        {
            ({ } left, { } right) => [.. left.Intersect(right)],
            (var left, var right) => left ?? right,
        },
        Criterion.Or or => AllOf(or.Left, few) is { } left && AllOf(or.Right, few) is { } right ? [.. left.Union(right)] : null,
        _ => few.GetValueOrDefault(criterion),
    };
}
