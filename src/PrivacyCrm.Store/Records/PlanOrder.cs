using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Store.Records;

/// <summary>The order of a plan, by id, time or key, and the part of its rows beyond a place.</summary>
internal sealed class PlanOrder
{
    private readonly Keyset? _place;
    private readonly bool _isDescending;

    public PlanOrder(ReadPlan plan)
    {
        _place = plan.Keyset;
        _isDescending = (plan.Sort?.IsDescending ?? true) != IsBackward;
        if (plan.Sort?.Field is not { } field)
        {
            return;
        }

        if (field.Type is RecordTimeType)
        {
            TimeColumn = field.ApiName == "Created_Time" ? "created_time" : "modified_time";
        }
        else if (field.Slot is not null)
        {
            KeyColumn = CriterionSql.ColumnOf(field);
        }
    }

    /// <summary>Gets the column of the records that is ordered by.</summary>
    public string? TimeColumn { get; }

    /// <summary>Gets the column of the index that is ordered by.</summary>
    public string? KeyColumn { get; }

    /// <summary>Gets a value indicating whether the page begins among the records with a key and is read towards the end.</summary>
    public bool CanReadKeys => KeyColumn is not null && !IsBackward && _place is null or { Key: not null };

    /// <summary>Gets a value indicating whether the id alone decides.</summary>
    public bool IsById => TimeColumn is null && KeyColumn is null;

    /// <summary>Gets what an id is to the first one of a page in this order.</summary>
    public string From => _isDescending ? "<=" : ">=";

    // A page before a place is read towards the beginning.
    private bool IsBackward => _place is { IsBackward: true };

    private string Direction => _isDescending ? " DESC" : string.Empty;

    private string Beyond => _isDescending ? "<" : ">";

    /// <summary>Adds the condition that rows lie beyond the place, in reading direction.</summary>
    public void AddPlace(SqlStatement sql, string rows, string records, bool ofKeys = false)
    {
        if (ofKeys)
        {
            sql.Add($" AND {rows}.{KeyColumn} IS NOT NULL");
        }

        if (_place is not { } place)
        {
            return;
        }

        if (TimeColumn is not null)
        {
            sql.Add($" AND ({records}.{TimeColumn}, {records}.id) {Beyond} (").AddValue(place.SortValue).Add(", ").AddValue(place.Id).Add(")");
        }
        else if (KeyColumn is null)
        {
            sql.Add($" AND {rows}.id {Beyond} ").AddValue(place.Id);
        }
        else
        {
            AddKeyPlace(sql, $"{rows}.{KeyColumn}", $"{rows}.id", place, ofKeys);
        }
    }

    /// <summary>Adds the order of the rows.</summary>
    public void AddOrder(SqlStatement sql, string rows, string records, bool ofKeys = false) => AddOrder(
        sql, TimeColumn is null ? null : $"{records}.{TimeColumn}", KeyColumn is null ? null : $"{rows}.{KeyColumn}", TimeColumn is null ? $"{rows}.id" : $"{records}.id", ofKeys);

    /// <summary>Adds the same order for a page that was cut.</summary>
    public void AddOrderOfPage(SqlStatement sql) => AddOrder(sql, TimeColumn is null ? null : "p.time", KeyColumn is null ? null : "p.key", "p.id", ofKeys: false);

    private void AddOrder(SqlStatement sql, string? time, string? key, string id, bool ofKeys)
    {
        sql.Add(" ORDER BY ");
        if (time is not null)
        {
            sql.Add($"{time}{Direction}, ");
        }

        if (key is not null)
        {
            // Records without a key come last, whatever the direction, so reading backward meets them first.
            sql.Add(ofKeys ? $"{key}{Direction}, " : $"({key} IS NULL){(IsBackward ? " DESC" : string.Empty)}, {key}{Direction}, ");
        }

        sql.Add($"{id}{Direction}");
    }

    private void AddKeyPlace(SqlStatement sql, string key, string id, Keyset place, bool ofKeys)
    {
        if (place.Key is null)
        {
            sql.Add(IsBackward ? $" AND ({key} IS NOT NULL OR " : $" AND ({key} IS NULL AND ").Add($"{id} {Beyond} ").AddValue(place.Id).Add(")");
            return;
        }

        sql.Add(IsBackward || ofKeys ? " AND (" : $" AND ({key} IS NULL OR ");
        sql.Add($"({key}, {id}) {Beyond} (").AddValue(place.Key).Add(", ").AddValue(place.Id).Add("))");
    }
}
