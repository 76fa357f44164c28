namespace PrivacyCrm.Api.Security;

/// <summary>What may stand where a path names a module: anything but the words that stand for something else there.</summary>
internal sealed class ModuleConstraint : IRouteConstraint
{
    /// <summary>The words.</summary>
    internal static readonly string[] Reserved = ["org", "settings", "privacy", "users", "coql", "__composite_requests"];

    private static readonly HashSet<string> Words = new(Reserved, StringComparer.OrdinalIgnoreCase);

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string module && !Words.Contains(module);
}
