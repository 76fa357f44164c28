using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Coql;

/// <summary>The queries of plans: over the narrow rows of the index alone.</summary>
internal sealed class CoqlQueries(CrmDbContext db, IStoreProvider provider, CoqlPlan plan, Candidates candidates)
{
    private readonly CoqlKeys _keys = new(db);

    /// <summary>The ids of one page, and one more.</summary>
    public IQueryable<long> Page() => Ordered(Rows()).Skip(plan.Skip).Take(plan.PageSize + 1).Select(row => row.Id);

    /// <summary>The same page, of rows with a key alone, where an index has nearly all in that order: those without one come behind all others, so a full page of these is the page.</summary>
    /// <returns>The ids; null where no index would serve.</returns>
    public IQueryable<long>? PageOfKeys() => plan.Sorts is [{ } first, ..] && IsReadInOrder(first)
        ? Ordered(Rows().Where(Map(_keys.Of(first.Path), key => key != null)), haveKeys: true).Skip(plan.Skip).Take(plan.PageSize + 1).Select(row => row.Id)
        : null;

    /// <summary>The groups, in their order.</summary>
    public IQueryable<CoqlGroupRow> Groups()
    {
        IQueryable<CoqlGroupRow> groups = Rows()
            .GroupBy(KeyRow())
            .Select(group => new CoqlGroupRow { Key = group.Key, Count = group.LongCount(), Sample = group.Min(row => row.Id) });
        return OrderedGroups(groups);
    }

    // Where rows without a key would come first, there must be none.
    private bool IsReadInOrder(CoqlSort sort) =>
        sort.Path is { Joins.IsEmpty: true, Sortable: { Slot: not null, Type: not BooleanType } field }
        && AreAll(plan.Filter, field)
        && (!sort.IsDescending || HaveKeys(plan.Filter, field));

    private static bool AreAll(Criterion filter, Field sorted) => filter switch
    {
        Criterion.And and => AreAll(and.Left, sorted) && AreAll(and.Right, sorted),
        Criterion.Compare { Field.Type: RecordIdType or RecordTimeType, Comparison.Test: KeyTest.NotEmpty } => true,
        _ => HaveKeys(filter, sorted),
    };

    private static bool HaveKeys(Criterion filter, Field sorted) => filter switch
    {
        Criterion.And and => HaveKeys(and.Left, sorted) || HaveKeys(and.Right, sorted),
        Criterion.Compare { Comparison.Test: KeyTest.NotEmpty } compare => compare.Field.Id == sorted.Id,
        _ => false,
    };

    // Only which rows is said in SQL of our own, as for every other plan; what is made of them is LINQ.
    private IQueryable<IndexRow> Rows()
    {
        SqlStatement sql = new SqlStatement().Add("SELECT i.*");
        CriterionSql criteria = new(sql, provider, plan.Organization.Id);
        criteria.AddRows(plan.Module.Id, CriterionSql.NeedsRecords(plan.Filter), candidates.All);
        sql.Add(" AND ");
        criteria.Add(plan.Filter, plan.Module.Id);
#pragma warning disable RS0030 // The text is made of our own names only; values are parameters.
        IQueryable<IndexRow> rows = db.Index.FromSqlRaw(sql.ToFormat(), [.. sql.Values]).AsNoTracking();
#pragma warning restore RS0030
        return plan.HidesConverted ? rows.Where(row => !row.IsConverted) : rows;
    }

    // Rows without a key are the last when the least comes first, and the first otherwise.
    private IQueryable<IndexRow> Ordered(IQueryable<IndexRow> rows, bool haveKeys = false)
    {
        IOrderedQueryable<IndexRow>? ordered = null;
        foreach (CoqlSort sort in plan.Sorts)
        {
            if (CoqlKeys.NumberOf(sort.Path) is { } number)
            {
                ordered = Then(rows, ordered, number, sort.IsDescending);
                continue;
            }

            Expression<Func<IndexRow, string?>> key = _keys.Of(sort.Path);
            if (!haveKeys || ordered is not null)
            {
                ordered = Then(rows, ordered, Map(key, value => value == null), sort.IsDescending);
            }

            if (CoqlKeys.IsNumber(sort.Path))
            {
                ordered = Then(rows, ordered, Map(key, value => value!.Length), sort.IsDescending);
            }

            ordered = Then(rows, ordered, key, sort.IsDescending);
        }

        return Then(rows, ordered, row => row.Id, isDescending: false);
    }

    private IQueryable<CoqlGroupRow> OrderedGroups(IQueryable<CoqlGroupRow> groups)
    {
        List<(int Group, bool IsDescending)> order = [.. plan.Sorts.Select(sort => (plan.Groups.IndexOf(plan.Groups.First(path => path.Name == sort.Path.Name)), sort.IsDescending))];
        order.AddRange(Enumerable.Range(0, plan.Groups.Length).Where(group => order.TrueForAll(one => one.Group != group)).Select(group => (group, false)));
        IOrderedQueryable<CoqlGroupRow>? ordered = null;
        foreach ((int group, bool isDescending) in order)
        {
            Expression<Func<CoqlGroupRow, string?>> key = Group(group);
            ordered = Then(groups, ordered, Map(key, value => value == null), isDescending);
            if (CoqlKeys.IsNumber(plan.Groups[group]))
            {
                ordered = Then(groups, ordered, Map(key, value => value!.Length), isDescending);
            }

            ordered = Then(groups, ordered, key, isDescending);
        }

        return ordered ?? groups;
    }

    private Expression<Func<IndexRow, CoqlKeyRow>> KeyRow()
    {
        ParameterExpression row = Expression.Parameter(typeof(IndexRow), "row");
        IEnumerable<(string Name, Expression<Func<IndexRow, string?>> Key)> keys =
        [
            .. plan.Groups.Select((path, index) => ($"G{index}", _keys.Of(path))),
            .. plan.Measures.Select((measure, index) => ($"M{index}", KeyOf(measure))),
        ];
        return Expression.Lambda<Func<IndexRow, CoqlKeyRow>>(
            Expression.MemberInit(
                Expression.New(typeof(CoqlKeyRow)),
                keys.Select(one => Expression.Bind(
                    typeof(CoqlKeyRow).GetProperty(one.Name)!,
                    new Replacement(one.Key.Parameters[0], row).Visit(one.Key.Body)))),
            row);
    }

    // A column that is only counted needs no more than whether there is a value, which keeps the parts of a group few.
    private Expression<Func<IndexRow, string?>> KeyOf(CoqlMeasure measure)
    {
        Expression<Func<IndexRow, string?>> key = _keys.Of(measure.Path);
        return measure.Function == CoqlFunction.Count ? Map(key, value => value == null ? null : "1") : key;
    }

    private static Expression<Func<CoqlGroupRow, string?>> Group(int index) => index switch
    {
        0 => row => row.Key.G0,
        1 => row => row.Key.G1,
        2 => row => row.Key.G2,
        _ => row => row.Key.G3,
    };

    private static IOrderedQueryable<TRow> Then<TRow, TKey>(
        IQueryable<TRow> rows, IOrderedQueryable<TRow>? ordered, Expression<Func<TRow, TKey>> key, bool isDescending) => (ordered, isDescending) switch
        {
            (null, true) => rows.OrderByDescending(key),
            (null, false) => rows.OrderBy(key),
            ({ }, true) => ordered.ThenByDescending(key),
            _ => ordered.ThenBy(key),
        };

    private static Expression<Func<TRow, TResult>> Map<TRow, TResult>(Expression<Func<TRow, string?>> key, Expression<Func<string?, TResult>> map) =>
        Expression.Lambda<Func<TRow, TResult>>(new Replacement(map.Parameters[0], key.Body).Visit(map.Body), key.Parameters);

    private sealed class Replacement(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
    }
}
