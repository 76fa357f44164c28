namespace PrivacyCrm.Api.Security;

/// <summary>What may stand where a path names a module: anything but the words that stand for something else there.</summary>
internal sealed class ModuleConstraint : IRouteConstraint
{
    private static readonly HashSet<string> Reserved = new(["org", "settings", "privacy", "users", "__composite_requests"], StringComparer.OrdinalIgnoreCase);

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string module && !Reserved.Contains(module);
}
