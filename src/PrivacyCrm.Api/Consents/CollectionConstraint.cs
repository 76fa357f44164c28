using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Api.Consents;

/// <summary>The collections of components that a path may name.</summary>
internal sealed class CollectionConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        ComponentKind.OfCollection(values[routeKey] as string) is not null;
}
