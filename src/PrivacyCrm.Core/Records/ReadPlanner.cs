using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records;

/// <summary>Turns parameters into a <see cref="ReadPlan"/>, or names what is wrong with them.</summary>
public static class ReadPlanner
{
    /// <summary>The greatest number of names in <c>fields</c>.</summary>
    public const int MaximumFields = 50;

    /// <summary>The greatest number of records on a page.</summary>
    public const int MaximumPageSize = 200;

    /// <summary>The greatest number of ids in a list.</summary>
    public const int MaximumIds = 100;

    private const int MaximumShapes = 200;

    // Access is decided once for each version of an organization, module and profile, and so is what is shown by it.
    private static readonly ConditionalWeakTable<FieldAccess, ConcurrentDictionary<(string? Fields, bool IsList), RecordShape>> Shapes = [];

    /// <summary>Plans to show a record in full, or the fields named.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="fields">Names separated by commas; null for everything.</param>
    /// <param name="isList">Whether the answer is a list, from which lists of rows are left out.</param>
    /// <returns>The plan, or the refusal.</returns>
    public static Result<ReadPlan> Show(Caller caller, Module module, string? fields, bool isList)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        FieldAccess access = caller.AccessTo(module);
        string? named = string.IsNullOrWhiteSpace(fields) ? null : fields;
        ConcurrentDictionary<(string?, bool), RecordShape> known = Shapes.GetOrCreateValue(access);
        if (!known.TryGetValue((named, isList), out RecordShape? shape))
        {
            if (!ShapeOf(caller.Organization, module, access, named, isList).TryGet(out shape, out CrmError? error))
            {
                return error;
            }

            if (known.Count >= MaximumShapes)
            {
                known.Clear();
            }

            known[(named, isList)] = shape;
        }

        return new ReadPlan { Caller = caller, Module = module, Access = access, Shape = shape };
    }

    /// <summary>Narrows a plan to a custom view, with the view's order unless another one is asked for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="query">The parameters, of which the view, the order and conversion count.</param>
    /// <param name="now">The moment, for values such as <c>${TODAY}</c>.</param>
    /// <returns>The plan, or the refusal of an unknown view or of one that needs a closed field.</returns>
    public static Result<ReadPlan> InView(ReadPlan plan, ListQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(query);
        if (query.CustomView is null)
        {
            return plan;
        }

        if (!new ViewBinder(plan.Caller, plan.Module, now).FindBound(query.CustomView).TryGet(out BoundView? view, out CrmError? error))
        {
            return error;
        }

        return plan with
        {
            View = view.View,
            Filter = (plan.Filter, view.Filter) switch { (null, var own) => own, (var other, null) => other, var (other, own) => new Criterion.And(other, own) },
            Converted = query.Converted is null ? ConvertedIn(view) ?? plan.Converted : plan.Converted,
            Sort = query.SortBy is null && view.SortBy is { } sortBy ? new SortOrder(sortBy, view.View.IsDescending) : plan.Sort,
        };
    }

    /// <summary>Plans to write fields of records into a file, in the order of their ids.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="module">The module.</param>
    /// <param name="fields">The fields.</param>
    /// <returns>The plan, in which fields that may not be read or exported are closed.</returns>
    public static ReadPlan Export(Caller caller, Module module, IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(module);
        FieldAccess access = caller.AccessTo(module);
        return new ReadPlan
        {
            Caller = caller,
            Module = module,
            Access = access,
            Shape = new RecordShape(module, caller.Organization, [.. fields.Select(field => new PlannedField(field, access.Allows(field, FieldUse.Read | FieldUse.Export)))], []),
            Sort = module.Find("id") is { } id ? new SortOrder(id, IsDescending: false) : null,
        };
    }

    /// <summary>Reads a page's number and size.</summary>
    /// <param name="query">The parameters.</param>
    /// <returns>Both, or the refusal.</returns>
    public static Result<(int Number, int Size)> PageOf(ListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!TryRead(query.PerPage, MaximumPageSize, MaximumPageSize, out int size))
        {
            return CrmErrors.Requests.InvalidParameter("per_page");
        }

        return TryRead(query.Page, 1, int.MaxValue, out int number) ? (number, size) : CrmErrors.Requests.InvalidParameter("page");
    }

    /// <summary>Reads ids separated by commas.</summary>
    /// <param name="ids">The ids; null for all records.</param>
    /// <returns>The ids, null for all; ids that are not numbers exist nowhere and are left out.</returns>
    public static Result<ImmutableArray<long>?> IdsOf(string? ids)
    {
        if (string.IsNullOrWhiteSpace(ids))
        {
            return (ImmutableArray<long>?)null;
        }

        string[] parts = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > MaximumIds
            ? CrmErrors.Requests.TooMany("ids", MaximumIds)
            : (ImmutableArray<long>?)[.. parts.Select(RecordId.Parse).OfType<long>().Distinct()];
    }

    /// <summary>Reads the direction of a sort.</summary>
    /// <param name="sortOrder">asc, desc or null.</param>
    /// <returns>Whether it is descending, or the refusal.</returns>
    public static Result<bool> DirectionOf(string? sortOrder) => sortOrder switch
    {
        null or "desc" => true,
        "asc" => false,
        _ => CrmErrors.Requests.InvalidParameter("sort_order"),
    };

    /// <summary>Reads which records are wanted with regard to conversion.</summary>
    /// <param name="converted">true, false, both or null.</param>
    /// <param name="module">The module; only some have conversion.</param>
    /// <returns>The filter, or the refusal.</returns>
    public static Result<ConvertedFilter> ConvertedOf(string? converted, Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return converted?.ToUpperInvariant() switch
        {
            _ when !module.IsConvertable => ConvertedFilter.Both,
            null or "FALSE" => ConvertedFilter.No,
            "TRUE" => ConvertedFilter.Yes,
            "BOTH" => ConvertedFilter.Both,
            _ => CrmErrors.Requests.InvalidParameter("converted"),
        };
    }

    private static Result<RecordShape> ShapeOf(Organization organization, Module module, FieldAccess access, string? fields, bool isList)
    {
        ImmutableArray<SystemKey> systemKeys = SystemKeys.Of(module, organization);
        string[]? asked = fields?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        HashSet<string>? names = asked?.ToHashSet(StringComparer.Ordinal);
        if (asked?.Length > MaximumFields)
        {
            return CrmErrors.Requests.TooMany("fields", MaximumFields);
        }

        return new RecordShape(
            module,
            organization,
            [
                .. module.Fields
                    .Where(field => access.Allows(field, FieldUse.See) && (names is null || names.Contains(field.ApiName) || field.ApiName == "id") && !(isList && field.Type.IsLeftOutOfLists))
                    .Select(field => new PlannedField(field, access.Allows(field, FieldUse.Read))),
            ],
            names is null ? systemKeys : [.. systemKeys.Where(key => names.Contains(key.Name))]);
    }

    private static ConvertedFilter? ConvertedIn(BoundView view) => view switch
    {
        { IsConverted: true } => ConvertedFilter.Yes,
        { IsConverted: false } => ConvertedFilter.No,
        { FiltersConversion: true } => ConvertedFilter.Both,
        _ => null,
    };

    private static bool TryRead(string? text, int absent, int maximum, out int value)
    {
        value = absent;
        return text is null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= maximum);
    }
}
