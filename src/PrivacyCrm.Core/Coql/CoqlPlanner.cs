using System.Collections.Immutable;
using System.Globalization;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>Turns a query into a <see cref="CoqlPlan"/>, or names what is wrong with it. What is closed is told before any value is looked at.</summary>
public static class CoqlPlanner
{
    /// <summary>The greatest number of rows in one answer.</summary>
    public const int MaximumPageSize = 200;

    /// <summary>The greatest number of rows behind all pages.</summary>
    public const int LastRow = 10_000;

    private const int MaximumSorts = 10;
    private const int MaximumGroups = 4;

    /// <summary>Plans a query.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="module">The module of the query.</param>
    /// <param name="query">The query.</param>
    /// <param name="showsNames">Whether lookups show names.</param>
    /// <param name="now">The moment, for custom views.</param>
    /// <returns>The plan, or the refusal.</returns>
    public static Result<CoqlPlan> Plan(Caller caller, Module module, CoqlQuery query, bool showsNames, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(query);
        CoqlNames names = new(caller, module);
        CoqlFilter filter = new(names, caller.Organization);
        CoqlSelection selection = new(names, module, query);
        if (CoqlAccess.Refusal(caller, module, names, query) is { } refused)
        {
            return refused;
        }

        if (!ViewOf(caller, module, query, now).TryGet(out BoundView? view, out CrmError? error) && error is not null)
        {
            return error;
        }

        if (selection.Read() is { } wrong)
        {
            return wrong;
        }

        if (!filter.Bind(query.Where).TryGet(out Criterion? criterion, out error)
            || !GroupsOf(query, names, module).TryGet(out ImmutableArray<CoqlPath> groups, out error)
            || !SortsOf(query, names, module).TryGet(out ImmutableArray<CoqlSort> sorts, out error)
            || !PageOf(query).TryGet(out (int Skip, int Size) page, out error))
        {
            return error;
        }

        CoqlPlan plan = new()
        {
            Caller = caller,
            Module = module,
            Filter = InView(view, criterion),
            HidesConverted = module.IsConvertable && !filter.NamesConversion && (view is null || view is { IsConverted: null, FiltersConversion: false }),
            Sources = selection.Sources,
            Columns = selection.Columns,
            Groups = groups,
            Measures = selection.Measures,
            Sorts = sorts,
            Skip = page.Skip,
            PageSize = page.Size,
            ShowsNames = showsNames,
        };
        return FitsTogether(plan) ? plan : CrmErrors.Coql.Invalid();
    }

    private static Result<BoundView?> ViewOf(Caller caller, Module module, CoqlQuery query, DateTimeOffset now)
    {
        if (query.View is null)
        {
            return (BoundView?)null;
        }

        ViewBinder binder = new(caller, module, now);
        if (binder.Find(query.View) is not { } view)
        {
            return CrmErrors.Requests.InvalidParameter("cvid");
        }

        if (binder.FirstClosed(view) is { } closed)
        {
            return CrmErrors.Coql.RestrictedField(closed.ApiName, closed.ApiName);
        }

        return binder.Bind(view).TryGet(out BoundView? bound, out CrmError? error) ? bound : error;
    }

    // Of a view its criteria count; columns and order are those of the query.
    private static Criterion InView(BoundView? view, Criterion criterion)
    {
        Criterion narrowed = view?.Filter is { } filter ? new Criterion.And(filter, criterion) : criterion;
        return view?.IsConverted is { } isConverted ? new Criterion.And(new Criterion.Converted(isConverted), narrowed) : narrowed;
    }

    // Rows that are groups have values of their groups only.
    private static bool FitsTogether(CoqlPlan plan)
    {
        HashSet<string> groups = [.. plan.Groups.Select(path => path.Name)];
        return !plan.IsGrouped
            || (plan.Columns.All(column => column.Function is not null || groups.Contains(column.Path.Name)) && plan.Sorts.All(sort => groups.Contains(sort.Path.Name)));
    }

    private static Result<ImmutableArray<CoqlPath>> GroupsOf(CoqlQuery query, CoqlNames names, Module module)
    {
        if (query.GroupBy.Length > MaximumGroups)
        {
            return CrmErrors.Coql.TooMany("group by", MaximumGroups);
        }

        ImmutableArray<CoqlPath>.Builder paths = ImmutableArray.CreateBuilder<CoqlPath>();
        foreach (string column in query.GroupBy)
        {
            if (!Sortable(column, column, names, module).TryGet(out CoqlPath? path, out CrmError? error))
            {
                return error;
            }

            if (paths.All(known => known.Name != path.Name))
            {
                paths.Add(path);
            }
        }

        return paths.ToImmutable();
    }

    private static Result<ImmutableArray<CoqlSort>> SortsOf(CoqlQuery query, CoqlNames names, Module module)
    {
        if (query.OrderBy.Length > MaximumSorts)
        {
            return CrmErrors.Coql.TooMany("order by", MaximumSorts);
        }

        ImmutableArray<CoqlSort>.Builder sorts = ImmutableArray.CreateBuilder<CoqlSort>();
        foreach (CoqlOrder order in query.OrderBy)
        {
            if (!Sortable(CoqlAccess.ColumnOf(query, order), order.Column, names, module).TryGet(out CoqlPath? path, out CrmError? error))
            {
                return error;
            }

            if (sorts.All(known => known.Path.Name != path.Name))
            {
                sorts.Add(new CoqlSort(path, order.IsDescending));
            }
        }

        return sorts.ToImmutable();
    }

    private static Result<CoqlPath> Sortable(string column, string written, CoqlNames names, Module module)
    {
        if (!names.Find(column).TryGet(out CoqlPath? path, out CrmError? error) && error is not null)
        {
            return error;
        }

        return path?.Sortable is not null ? path : CrmErrors.Coql.InvalidColumn(written, module.ApiName);
    }

    private static Result<(int Skip, int Size)> PageOf(CoqlQuery query)
    {
        if (!TryRead(query.Limit, MaximumPageSize, out long size))
        {
            return CrmErrors.Coql.InvalidLimit(query.Limit!);
        }

        if (!TryRead(query.Offset, 0, out long skip))
        {
            return CrmErrors.Coql.InvalidLimit(query.Offset!);
        }

        return size switch
        {
            0 => CrmErrors.Coql.LimitTooSmall(),
            > MaximumPageSize => CrmErrors.Coql.TooMany("limit", MaximumPageSize),
            _ when skip + size > LastRow => CrmErrors.Coql.TooMany("offset", LastRow),
            _ => ((int)skip, (int)size),
        };
    }

    // A number beyond all limits is a number all the same.
    private static bool TryRead(string? text, long absent, out long value)
    {
        value = absent;
        if (text is null)
        {
            return true;
        }

        bool isNumber = text.Length > 0 && text.All(char.IsAsciiDigit);
        value = isNumber && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long read) && read < int.MaxValue ? read : int.MaxValue;
        return isNumber;
    }
}
