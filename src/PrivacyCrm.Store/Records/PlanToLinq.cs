using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Store.Providers;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>Turns bound criteria into LINQ over the slots. Slot names are our own constants, values become parameters.</summary>
internal sealed class PlanToLinq(CrmDbContext db, IStoreProvider provider, long moduleId)
{
    // A parameter each is fastest for few keys; databases have a limit for many.
    private const int ManyKeys = 100;

    /// <summary>A condition on the rows of the index.</summary>
    public Expression<Func<IndexRow, bool>> Filter(Criterion criterion) => criterion switch
    {
        Criterion.And and => Join(Filter(and.Left), Filter(and.Right), Expression.AndAlso),
        Criterion.Or or => Join(Filter(or.Left), Filter(or.Right), Expression.OrElse),
        Criterion.Compare { Field.Type: RecordIdType } compare => OnColumn(row => row.Id, compare.Comparison),
        Criterion.Compare { Field: { Type: RecordTimeType, ApiName: "Created_Time" } } compare => OnColumn(row => row.Record.CreatedTime, compare.Comparison),
        Criterion.Compare { Field.Type: RecordTimeType } compare => OnColumn(row => row.Record.ModifiedTime, compare.Comparison),
        Criterion.Compare compare => OnSlot(SlotOf(compare.Field), compare.Comparison),
        Criterion.Refers refers => Refers(refers),
        Criterion.Joined joined => Joined(joined),
        Criterion.Converted converted => row => row.IsConverted == converted.IsWanted,
        Criterion.HasWords words => HasWords(words),
        Criterion.Nothing => row => false,
        _ => throw new InvalidOperationException("A criterion without translation."),
    };

    /// <summary>The slot of a field, checked to be one of ours before it becomes part of a statement.</summary>
    public static string SlotOf(Field field) => field.Slot is { } slot && SlotMap.Contains(slot)
        ? slot
        : throw new InvalidOperationException("The field has no slot.");

    private static Expression<Func<IndexRow, bool>> OnSlot(string slot, KeyComparison comparison)
    {
        string first = comparison.Keys.FirstOrDefault(string.Empty);
        string second = comparison.Keys.ElementAtOrDefault(1) ?? string.Empty;
        string[] keys = [.. comparison.Keys];
        return comparison.Test switch
        {
            KeyTest.Equal => row => EF.Property<string?>(row, slot) == first,
            KeyTest.NotEqual => row => EF.Property<string?>(row, slot) != first,
            KeyTest.Contains => row => EF.Property<string?>(row, slot)!.Contains(first),
            KeyTest.NotContains => row => EF.Property<string?>(row, slot) == null || !EF.Property<string>(row, slot).Contains(first),
            KeyTest.StartsWith => StartsWith(slot, first),
            KeyTest.EndsWith => EndsWith(slot, first, first.EnumerateRunes().Count()),
            KeyTest.OneOf when keys.Length > ManyKeys => row => EF.Parameter(keys).Contains(EF.Property<string?>(row, slot)),
            KeyTest.OneOf => row => keys.Contains(EF.Property<string?>(row, slot)),
            KeyTest.NoneOf when keys.Length > ManyKeys => row => EF.Property<string?>(row, slot) == null || !EF.Parameter(keys).Contains(EF.Property<string?>(row, slot)),
            KeyTest.NoneOf => row => EF.Property<string?>(row, slot) == null || !keys.Contains(EF.Property<string?>(row, slot)),
            KeyTest.ContainsOneOf => keys.Select(key => OnSlot(slot, new KeyComparison(KeyTest.Contains, [key]))).Aggregate((left, right) => Join(left, right, Expression.OrElse)),
            KeyTest.Greater => row => string.Compare(EF.Property<string?>(row, slot), first) > 0,
            KeyTest.GreaterOrEqual => row => string.Compare(EF.Property<string?>(row, slot), first) >= 0,
            KeyTest.Less => row => string.Compare(EF.Property<string?>(row, slot), first) < 0,
            KeyTest.LessOrEqual => row => string.Compare(EF.Property<string?>(row, slot), first) <= 0,
            KeyTest.Between => row => string.Compare(EF.Property<string?>(row, slot), first) >= 0 && string.Compare(EF.Property<string?>(row, slot), second) <= 0,
            KeyTest.NotBetween => row => EF.Property<string?>(row, slot) == null
                || string.Compare(EF.Property<string?>(row, slot), first) < 0 || string.Compare(EF.Property<string?>(row, slot), second) > 0,
            KeyTest.BetweenOneOf => Pairs(comparison).Select(pair => OnSlot(slot, pair)).Aggregate((left, right) => Join(left, right, Expression.OrElse)),
            KeyTest.Empty => row => EF.Property<string?>(row, slot) == null,
            KeyTest.NotEmpty => row => EF.Property<string?>(row, slot) != null,
            _ => throw new InvalidOperationException("A comparison without translation."),
        };
    }

    // A range, because a parameterised LIKE cannot use an index.
    private static Expression<Func<IndexRow, bool>> StartsWith(string slot, string prefix)
    {
        string? end = Keys.AfterPrefix(prefix);
        return end is null
            ? row => string.Compare(EF.Property<string?>(row, slot), prefix) >= 0
            : row => string.Compare(EF.Property<string?>(row, slot), prefix) >= 0 && string.Compare(EF.Property<string?>(row, slot), end) < 0;
    }

    // Not a pattern: SQLite would not regard case. Databases count characters, not halves of them.
    private static Expression<Func<IndexRow, bool>> EndsWith(string slot, string suffix, int length) =>
        row => EF.Property<string>(row, slot).Length >= length && EF.Property<string>(row, slot).Substring(EF.Property<string>(row, slot).Length - length) == suffix;

    private static Expression<Func<IndexRow, bool>> OnColumn(Expression<Func<IndexRow, long>> column, KeyComparison comparison)
    {
        long[] keys = [.. comparison.Keys.Select(key => long.Parse(key, CultureInfo.InvariantCulture))];
        long first = keys.FirstOrDefault();
        long second = keys.ElementAtOrDefault(1);
        return comparison.Test switch
        {
            KeyTest.Equal => On(column, value => value == first),
            KeyTest.NotEqual => On(column, value => value != first),
            KeyTest.OneOf => On(column, value => keys.Contains(value)),
            KeyTest.NoneOf => On(column, value => !keys.Contains(value)),
            KeyTest.Greater => On(column, value => value > first),
            KeyTest.GreaterOrEqual => On(column, value => value >= first),
            KeyTest.Less => On(column, value => value < first),
            KeyTest.LessOrEqual => On(column, value => value <= first),
            KeyTest.Between => On(column, value => value >= first && value <= second),
            KeyTest.NotBetween => On(column, value => value < first || value > second),
            KeyTest.BetweenOneOf => Pairs(comparison).Select(pair => OnColumn(column, pair)).Aggregate((left, right) => Join(left, right, Expression.OrElse)),
            KeyTest.Empty => row => false,
            KeyTest.NotEmpty => row => true,
            _ => throw new InvalidOperationException("A comparison without translation."),
        };
    }

    private static IEnumerable<KeyComparison> Pairs(KeyComparison comparison) =>
        comparison.Keys.Chunk(2).Select(pair => new KeyComparison(KeyTest.Between, [.. pair]));

    private Expression<Func<IndexRow, bool>> Refers(Criterion.Refers refers)
    {
        string slot = SlotOf(refers.Field);
        string nameSlot = SlotOf(refers.TargetName);
        long targetId = refers.Target.Id;
        string[] names = [.. refers.Names];
        string[] ids = [.. refers.Ids];
        IQueryable<string> named = db.Index
            .Where(target => target.ModuleId == targetId && names.Contains(EF.Property<string?>(target, nameSlot)))
            .Select(target => (string)(object)target.Id);
        return refers.IsNegated
            ? row => EF.Property<string?>(row, slot) == null || !(ids.Contains(EF.Property<string?>(row, slot)) || named.Contains(EF.Property<string>(row, slot)))
            : row => ids.Contains(EF.Property<string?>(row, slot)) || named.Contains(EF.Property<string>(row, slot));
    }

    private Expression<Func<IndexRow, bool>> Joined(Criterion.Joined joined)
    {
        string slot = SlotOf(joined.Field);
        long targetId = joined.Target.Id;
        IQueryable<string> found = db.Index
            .Where(target => target.ModuleId == targetId)
            .Where(new PlanToLinq(db, provider, targetId).Filter(joined.Inner))
            .Select(target => (string)(object)target.Id);
        return joined.IsNegated
            ? row => EF.Property<string?>(row, slot) == null || !found.Contains(EF.Property<string>(row, slot))
            : row => found.Contains(EF.Property<string>(row, slot));
    }

    private Expression<Func<IndexRow, bool>> HasWords(Criterion.HasWords words)
    {
        ImmutableArray<IReadOnlyList<string>> groups =
            [.. words.Words.Select(word => (IReadOnlyList<string>)[.. words.Fields.Select(field => Core.Records.WordIndex.Token(field, word))])];
        IQueryable<long> found = provider.WithWords(db, moduleId, groups);
        return row => found.Contains(row.Id);
    }

    private static Expression<Func<IndexRow, bool>> On(Expression<Func<IndexRow, long>> column, Expression<Func<long, bool>> test) =>
        Expression.Lambda<Func<IndexRow, bool>>(
            new Replacement(test.Parameters[0], column.Body).Visit(test.Body), column.Parameters);

    private static Expression<Func<IndexRow, bool>> Join(
        Expression<Func<IndexRow, bool>> left, Expression<Func<IndexRow, bool>> right, Func<Expression, Expression, BinaryExpression> join) =>
        Expression.Lambda<Func<IndexRow, bool>>(
            join(left.Body, new Replacement(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    private sealed class Replacement(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
    }
}
