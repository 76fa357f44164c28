using System.Net;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Security;

/// <summary>Lets in callers on the same machine, not those who come through a server on it, as what components have this one ask for does; to others, and while the door is closed, the address does not exist.</summary>
/// <typeparam name="TOptions">Tell whether the door is open.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LocalDoorAttribute<TOptions> : Attribute, IAuthorizationFilter
    where TOptions : ILocalDoor
{
    // What proxies say of themselves.
    private static readonly string[] Forwarded = [HeaderNames.Via, "Forwarded", "X-Forwarded-For"];

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        // The in-memory server of the tests has no address at all.
        HttpContext http = context.HttpContext;
        bool isLocal = http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
        bool isThroughAnother = Forwarded.Any(http.Request.Headers.ContainsKey);
        if (!isLocal || isThroughAnother || !http.RequestServices.GetRequiredService<TOptions>().IsDoorOpen)
        {
            context.Result = JsonAnswer.Of(CrmErrors.Requests.UnknownUrl());
        }
    }
}
