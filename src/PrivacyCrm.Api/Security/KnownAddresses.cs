using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace PrivacyCrm.Api.Security;

/// <summary>
/// Tells an address that exists under another method from one that does not exist. Routing cannot: a pattern of another endpoint may fit
/// the method and fail for its words, which hides the difference.
/// </summary>
/// <param name="endpoints">All endpoints.</param>
/// <param name="constraints">The constraints that patterns name.</param>
internal sealed class KnownAddresses(EndpointDataSource endpoints, IInlineConstraintResolver constraints)
{
    /// <summary>Tells whether some endpoint has the address, whatever its method.</summary>
    public bool Contains(HttpContext context) => endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => Matches(endpoint.RoutePattern, context));

    private bool Matches(RoutePattern pattern, HttpContext context)
    {
        RouteValueDictionary values = [];
        return new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(context.Request.Path, values)
            && pattern.Parameters.All(parameter => parameter.ParameterPolicies.All(policy => Fits(policy.Content, parameter.Name, values, context)));
    }

    private bool Fits(string? constraint, string name, RouteValueDictionary values, HttpContext context) =>
        constraint is null
        || constraints.ResolveConstraint(constraint)?.Match(context, route: null, name, values, RouteDirection.IncomingRequest) != false;
}
