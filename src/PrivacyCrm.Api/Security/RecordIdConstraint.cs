namespace PrivacyCrm.Api.Security;

/// <summary>What may stand where a path names a record: anything but the words that stand for an action there.</summary>
internal sealed class RecordIdConstraint : IRouteConstraint
{
    private static readonly HashSet<string> Reserved = new(["upsert", "search", "deleted", "actions", "bulk"], StringComparer.OrdinalIgnoreCase);

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string id && !Reserved.Contains(id);
}
