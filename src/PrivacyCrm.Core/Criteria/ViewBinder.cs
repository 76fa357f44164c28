using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Criteria;

/// <summary>Finds custom views and binds them for a caller at a moment. A view that needs a field closed to the caller is refused, so that its results tell nothing.</summary>
/// <param name="caller">Who reads.</param>
/// <param name="module">The module.</param>
/// <param name="now">The moment, for values such as <c>${TODAY}</c>.</param>
public sealed class ViewBinder(Caller caller, Module module, DateTimeOffset now)
{
    private const string ConvertedField = "Converted__s";

    private readonly FieldAccess _access = caller.AccessTo(module);
    private readonly ViewConditions _conditions = new(caller, now);

    private long? ConvertedId => module.IsConvertable ? module.Find(ConvertedField)?.Id : null;

    /// <summary>Gets the views of the module that the caller may use. One that needs a field hidden from the caller would tell of it, so it is not there.</summary>
    public IEnumerable<CustomView> Views => caller.Organization.ViewsOf(module).Where(view => view.IsVisibleTo(caller) && !NeedsHidden(view));

    /// <summary>Finds a view of the module that the caller may use.</summary>
    /// <param name="cvid">The id as sent.</param>
    /// <returns>The view, or null.</returns>
    public CustomView? Find(string? cvid)
    {
        long? id = RecordId.Parse(cvid);
        return id is null ? null : Views.FirstOrDefault(view => view.Id == id);
    }

    /// <summary>Finds and binds a view.</summary>
    /// <param name="cvid">The id as sent.</param>
    /// <returns>The bound view; the refusal of an unknown id or of a closed field.</returns>
    public Result<BoundView> FindBound(string? cvid) => Find(cvid) is { } view ? Bind(view) : CrmErrors.Requests.InvalidParameter("cvid");

    /// <summary>Binds a view.</summary>
    /// <param name="view">One of the module's views.</param>
    /// <returns>The bound view, or the refusal of the first closed field it needs.</returns>
    public Result<BoundView> Bind(CustomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (FirstClosed(view) is { } closed)
        {
            return CrmErrors.Search.RestrictedField(closed.ApiName);
        }

        (bool? isConverted, ViewCriteria? rest) = SplitConverted(view.Criteria);
        return new BoundView(view, rest is null ? null : Bind(rest), isConverted, FieldOf(view.SortBy))
        {
            FiltersConversion = ConvertedId is { } id && rest?.FieldIds.Contains(id) == true,
        };
    }

    /// <summary>Tells whether a view needs a field that is closed to the caller.</summary>
    /// <param name="view">One of the module's views.</param>
    /// <returns>The first such field, or null.</returns>
    public Field? FirstClosed(CustomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Field? filtered = view.Criteria?.FieldIds.Select(id => FieldOf(id)).FirstOrDefault(field => field is not null && !_access.Allows(field, FieldUse.Filter));
        return filtered ?? (FieldOf(view.SortBy) is { } sorted && !_access.Allows(sorted, FieldUse.Sort) ? sorted : null);
    }

    private bool NeedsHidden(CustomView view) => module.Fields.Any(field => view.Uses(field.Id) && !_access.Allows(field, FieldUse.See));

    // A field that is gone fulfils nothing; fields that views need cannot be deleted.
    private Criterion Bind(ViewCriteria criteria)
    {
        if (criteria.FieldId is { } id)
        {
            return (FieldOf(id) is { } field ? _conditions.Bind(field, criteria.Comparator, criteria.Values) : null) ?? Criterion.Nothing.Instance;
        }

        return criteria.Group.Select(Bind).Aggregate((left, right) => criteria.IsAnd ? new Criterion.And(left, right) : new Criterion.Or(left, right));
    }

    // Whether records are converted stands in a column of its own, which lists use without the search index.
    private (bool? IsConverted, ViewCriteria? Others) SplitConverted(ViewCriteria? criteria)
    {
        if (criteria is null || ConvertedId is not { } converted)
        {
            return (null, criteria);
        }

        ImmutableArray<ViewCriteria> all = criteria is { FieldId: null, IsAnd: true } ? criteria.Group : [criteria];
        if (all.FirstOrDefault(one => one.FieldId == converted && one.Comparator is "equal" && one.Values is ["true" or "false"]) is not { } condition)
        {
            return (null, criteria);
        }

        ImmutableArray<ViewCriteria> rest = all.Remove(condition);
        return (condition.Values[0] == "true", rest.Length switch { 0 => null, 1 => rest[0], _ => criteria with { Group = rest } });
    }

    private Field? FieldOf(long? id) => id is { } known ? module.Fields.FirstOrDefault(field => field.Id == known) : null;
}
