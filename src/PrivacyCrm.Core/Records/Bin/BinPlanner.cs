using System.Collections.Frozen;
using System.Collections.Immutable;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records.Filters;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Records.Bin;

/// <summary>Turns the parameters of the recycle bin into a query, or names what is wrong with them.</summary>
public static class BinPlanner
{
    private static readonly FrozenDictionary<string, FilterColumn> Columns = new Dictionary<string, FilterColumn>
    {
        ["display_name"] = FilterColumn.Text,
        ["module"] = FilterColumn.Module,
        ["deleted_by"] = FilterColumn.User,
        ["deleted_time"] = FilterColumn.Instant,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Plans to read or empty the bin.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">The parameters.</param>
    /// <param name="use">What is done with the records; those of modules that do not allow it are not there.</param>
    /// <param name="now">The time.</param>
    /// <returns>The query, or the refusal.</returns>
    public static Result<BinQuery> Plan(Caller caller, BinRequest request, ModuleUse use, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        ListQuery page = new() { Version = string.Empty, Page = request.Page, PerPage = request.PerPage };
        if (!ReadPlanner.IdsOf(request.Ids).TryGet(out ImmutableArray<long>? ids, out CrmError? error)
            || !OrderOf(request.SortBy).TryGet(out BinOrder order, out error)
            || !ReadPlanner.DirectionOf(request.SortOrder).TryGet(out bool isDescending, out error)
            || !ReadPlanner.PageOf(page).TryGet(out (int Number, int Size) asked, out error))
        {
            return error;
        }

        RowFilter? filter = request.Filters is null ? null : new FilterReader(Columns, caller.Organization).Read(request.Filters);
        ImmutableArray<Module> modules = [.. caller.Organization.Modules.Where(module => module.IsInApi && caller.May(use, module))];
        return request.Filters is not null && filter is null
            ? CrmErrors.Requests.InvalidParameter("filters")
            : new BinQuery
            {
                Organization = caller.Organization,
                Modules = [.. modules.Select(module => module.Id)],
                NamedModules = [.. modules.Where(module => IsNameOpen(caller, module)).Select(module => module.Id)],
                Now = now,
                Ids = request.Id is { } id ? [id] : ids,
                Filter = filter,
                Order = order,
                IsDescending = isDescending,
                Page = asked.Number,
                PageSize = asked.Size,
            };
    }

    private static bool IsNameOpen(Caller caller, Module module) =>
        module.Find(module.DisplayField) is { } field && caller.AccessTo(module).Allows(field, FieldUse.Read | FieldUse.Filter | FieldUse.Sort);

    private static Result<BinOrder> OrderOf(string? sortBy) => sortBy switch
    {
        null or "deleted_time" => BinOrder.DeletedTime,
        "display_name" => BinOrder.DisplayName,
        "deleted_by" => BinOrder.DeletedBy,
        _ => CrmErrors.Requests.InvalidParameter("sort_by"),
    };
}
