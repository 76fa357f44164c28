using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema.Types;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Records;

/// <summary>Rows of the search index in the order of a plan, by id, time or key, and the part of them beyond a place.</summary>
internal sealed class SortedRows
{
    private readonly IQueryable<SortedRow> _rows;
    private readonly Kind _kind;
    private readonly bool _isDescending;
    private readonly bool _isBackward;

    private SortedRows(IQueryable<SortedRow> rows, Kind kind, ReadPlan plan)
    {
        _rows = rows;
        _kind = kind;
        _isBackward = plan.Keyset is { IsBackward: true };
        _isDescending = (plan.Sort?.IsDescending ?? true) != _isBackward;
    }

    private enum Kind
    {
        Id,
        Time,
        Key,
    }

    public static SortedRows Of(ReadPlan plan, IQueryable<IndexRow> rows)
    {
        if (plan.Sort?.Field.Type is RecordTimeType)
        {
            bool isCreated = plan.Sort.Field.ApiName == "Created_Time";
            return new(rows.Select(row => new SortedRow { Id = row.Id, Key = null, Time = isCreated ? row.Record.CreatedTime : row.Record.ModifiedTime }), Kind.Time, plan);
        }

        string? slot = plan.Sort?.Field is { Slot: not null } field ? PlanToLinq.SlotOf(field) : null;
        return slot is null
            ? new(rows.Select(row => new SortedRow { Id = row.Id, Key = null, Time = 0 }), Kind.Id, plan)
            : new(rows.Select(row => new SortedRow { Id = row.Id, Key = EF.Property<string?>(row, slot), Time = 0 }), Kind.Key, plan);
    }

    /// <summary>Rows in the plan's order; backward for a page that ends at a place.</summary>
    public IQueryable<SortedRow> InOrder(IQueryable<SortedRow> rows) => (_kind, _isDescending) switch
    {
        (Kind.Time, true) => rows.OrderByDescending(row => row.Time).ThenByDescending(row => row.Id),
        (Kind.Time, false) => rows.OrderBy(row => row.Time).ThenBy(row => row.Id),
        (Kind.Key, true) => WithKeyFirst(rows).ThenByDescending(row => row.Key).ThenByDescending(row => row.Id),
        (Kind.Key, false) => WithKeyFirst(rows).ThenBy(row => row.Key).ThenBy(row => row.Id),
        (_, true) => rows.OrderByDescending(row => row.Id),
        (_, false) => rows.OrderBy(row => row.Id),
    };

    /// <summary>The rows beyond a place in reading direction; all without a place.</summary>
    public IQueryable<SortedRow> Beyond(Keyset? place)
    {
        if (place is not { } keyset)
        {
            return _rows;
        }

        (long time, long id) = (keyset.SortValue, keyset.Id);
        return (_kind, _isDescending) switch
        {
            (Kind.Time, true) => _rows.Where(row => row.Time < time || (row.Time == time && row.Id < id)),
            (Kind.Time, false) => _rows.Where(row => row.Time > time || (row.Time == time && row.Id > id)),
            (Kind.Key, _) => keyset.Key is { } key ? BeyondKey(key, id) : BeyondNothing(id),
            (_, true) => _rows.Where(row => row.Id < id),
            (_, false) => _rows.Where(row => row.Id > id),
        };
    }

    // Records without a key come last, whatever the direction, so reading backward meets them first.
    private IOrderedQueryable<SortedRow> WithKeyFirst(IQueryable<SortedRow> rows) =>
        _isBackward ? rows.OrderByDescending(row => row.Key == null) : rows.OrderBy(row => row.Key == null);

    private IQueryable<SortedRow> BeyondKey(string key, long id)
    {
        bool isForward = !_isBackward;
        return _isDescending
            ? _rows.Where(row => (isForward && row.Key == null) || string.Compare(row.Key, key) < 0 || (row.Key == key && row.Id < id))
            : _rows.Where(row => (isForward && row.Key == null) || string.Compare(row.Key, key) > 0 || (row.Key == key && row.Id > id));
    }

    private IQueryable<SortedRow> BeyondNothing(long id)
    {
        bool isBackward = _isBackward;
        return _isDescending
            ? _rows.Where(row => (isBackward && row.Key != null) || (row.Key == null && row.Id < id))
            : _rows.Where(row => (isBackward && row.Key != null) || (row.Key == null && row.Id > id));
    }
}
