namespace PrivacyCrm.Api.Security;

/// <summary>The versions of the API that a path may name.</summary>
internal sealed class VersionConstraint : IRouteConstraint
{
    private static readonly string[] InOrder = ["v2", "v2.1", "v3", "v4", "v5", "v6", "v7", "v8"];

    private static readonly HashSet<string> Versions = new(InOrder, StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether a version came before another.</summary>
    public static bool IsBefore(string? version, string other) =>
        Array.FindIndex(InOrder, one => string.Equals(one, version, StringComparison.OrdinalIgnoreCase)) < Array.IndexOf(InOrder, other);

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string version && Versions.Contains(version);
}
