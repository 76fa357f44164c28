using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Security;

/// <summary>Lets the token of an execution in where a consent has the task of the endpoint, and nowhere else.</summary>
/// <param name="executions">Asks for every access.</param>
internal sealed class ExecutionGate(ExecutionAccess executions)
{
    /// <summary>Why the request is refused; null when it may go on, as the caller that the consent leaves.</summary>
    public async Task<CrmError?> RefusalAsync(HttpContext context, Endpoint endpoint, string token)
    {
        if (await executions.FindAsync(token, context.RequestAborted) is not { } running)
        {
            return CrmErrors.Requests.InvalidToken();
        }

        context.Features.Set(running);
        if (endpoint.Metadata.GetMetadata<ForExecutionsAttribute>() is not null)
        {
            context.SetCaller(running.Caller);
            return null;
        }

        string module = context.Request.RouteValues["module"] as string ?? string.Empty;
        IEnumerable<string> scopes = (endpoint.Metadata.GetMetadata<RequiresScopeAttribute>()?.Scopes ?? []).Select(scope => scope.Replace("{module}", module, StringComparison.Ordinal));
        IReadOnlyList<string> tasks = endpoint.Metadata.GetMetadata<RequiresConsentAttribute>()?.Tasks ?? [];
        if (!(await executions.EnterAsync(running, tasks, module, scopes, context.RequestAborted)).TryGet(out Caller? caller, out _))
        {
            return CrmErrors.Requests.ScopeMismatch();
        }

        context.SetCaller(caller);
        return null;
    }
}
