using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Security;

/// <summary>Decides before every endpoint, in one order: address, method, token, scope, rights. An endpoint that does not say who may call it lets nobody in.</summary>
/// <param name="next">The endpoint.</param>
/// <param name="callers">Finds out who is calling.</param>
/// <param name="executions">Decides about tokens of executions.</param>
/// <param name="addresses">Tells wrong methods from wrong addresses.</param>
internal sealed class Gate(RequestDelegate next, CallerSource callers, ExecutionGate executions, KnownAddresses addresses)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Endpoint? endpoint = context.GetEndpoint();
        if (endpoint is not RouteEndpoint)
        {
            CrmError refused = addresses.Contains(context) ? CrmErrors.Requests.WrongMethod() : CrmErrors.Requests.UnknownUrl();
            await JsonAnswer.For(context, refused).SendAsync(context);
        }
        else if (endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is not null)
        {
            await next(context);
        }
        else if (await RefusalAsync(context, endpoint) is { } refusal)
        {
            await JsonAnswer.For(context, refusal).SendAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private async Task<CrmError?> RefusalAsync(HttpContext context, Endpoint endpoint)
    {
        if (TokenOf(context.Request) is not { } token)
        {
            return CrmErrors.Requests.NotAuthenticated();
        }

        if (TokenText.ExecutionOrganizationOf(token) is not null)
        {
            return await executions.RefusalAsync(context, endpoint, token);
        }

        if (await callers.FindAsync(token, context.RequestAborted) is not { } caller)
        {
            return CrmErrors.Requests.InvalidToken();
        }

        RequiresScopeAttribute? required = endpoint.Metadata.GetMetadata<RequiresScopeAttribute>();
        if (required?.Scopes.All(scope => Covers(context, caller, scope)) != true || endpoint.Metadata.GetMetadata<ForExecutionsAttribute>() is not null)
        {
            return CrmErrors.Requests.ScopeMismatch();
        }

        if (required.Since is { } since && VersionConstraint.IsBefore(context.Request.RouteValues["version"] as string, since))
        {
            return CrmErrors.Requests.VersionNotSupported(since);
        }

        if (required.ForAdministrators && !caller.Profile.MayCustomize)
        {
            return CrmErrors.Requests.SettingNotPermitted(Permissions.Customize);
        }

        context.SetCaller(caller);
        return null;
    }

    private static bool Covers(HttpContext context, Caller caller, string scope)
    {
        string module = context.Request.RouteValues["module"] as string ?? string.Empty;
        bool isCustom = caller.Organization.FindModule(module) is { IsCustom: true };
        string collection = context.Request.RouteValues["collection"] as string ?? string.Empty;
        return caller.Scopes.Covers(scope.Replace("{module}", module, StringComparison.Ordinal).Replace("{collection}", collection, StringComparison.Ordinal))
            || (isCustom && caller.Scopes.Covers(scope.Replace("{module}", "custom", StringComparison.Ordinal)));
    }

    private static string? TokenOf(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        int space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return null;
        }

        string scheme = header[..space];
        string token = header[space..].Trim();
        bool isKnown = scheme.Equals("Zoho-oauthtoken", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
        return isKnown && token.Length > 0 ? token : null;
    }
}
