using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Coql;

/// <summary>Decides, by names alone, whether the caller may ask a query: the modules it reads, then the fields whose values would decide its answer.</summary>
internal static class CoqlAccess
{
    /// <summary>The refusal, or null.</summary>
    public static CrmError? Refusal(Caller caller, Module module, CoqlNames names, CoqlQuery query)
    {
        List<(string Column, FieldUse Use)> deciding = [.. Deciding(query)];
        HashSet<Module> modules = [module];
        foreach (string column in deciding.Select(one => one.Column).Concat(query.Columns.Select(one => one.Column)))
        {
            if (Find(names, column) is { } path)
            {
                modules.UnionWith(path.Joins.Select(join => join.Target));
            }
        }

        if (!modules.All(one => caller.IsInScope(one, "READ")))
        {
            return CrmErrors.Requests.ScopeMismatch();
        }

        return modules.FirstOrDefault(one => !caller.May(ModuleUse.View, one)) is { } denied
            ? CrmErrors.Requests.ModuleNotPermitted(Permissions.NameOf(ModuleUse.View, denied))
            : FirstRestricted(names, deciding);
    }

    /// <summary>The column that a part of the order means: that of the alias, or itself.</summary>
    public static string ColumnOf(CoqlQuery query, CoqlOrder order) =>
        query.Columns.FirstOrDefault(column => column.Alias == order.Column) is { Function: null } aliased ? aliased.Column : order.Column;

    private static CrmError? FirstRestricted(CoqlNames names, IEnumerable<(string Column, FieldUse Use)> deciding)
    {
        foreach ((string column, FieldUse use) in deciding)
        {
            if (Find(names, column) is { } path && path.Closed(use) is { } field)
            {
                return CrmErrors.Coql.RestrictedField(column, field.ApiName);
            }
        }

        return null;
    }

    // In the order of the text. Grouping and counting compare values and show them, so they need both.
    private static IEnumerable<(string Column, FieldUse Use)> Deciding(CoqlQuery query) =>
    [
        .. query.Columns.Where(column => column.Function is not null).Select(column => (column.Column, FieldUse.Read | FieldUse.Filter)),
        .. Compared(query.Where).Select(column => (column, FieldUse.Filter)),
        .. query.GroupBy.Select(column => (column, FieldUse.Read | FieldUse.Filter)),
        .. query.OrderBy.Select(order => (ColumnOf(query, order), FieldUse.Sort)),
    ];

    private static IEnumerable<string> Compared(CoqlCondition condition) => condition switch
    {
        CoqlCondition.Pair pair => Compared(pair.Left).Concat(Compared(pair.Right)),
        CoqlCondition.Compare compare => [compare.Column],
        _ => [],
    };

    private static CoqlPath? Find(CoqlNames names, string column) => names.Find(column).TryGet(out CoqlPath? path, out _) ? path : null;
}
