using System.Net;
using Microsoft.AspNetCore.Mvc.Filters;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Security;

/// <summary>Lets in callers on the same machine; to others, and while the door is closed, the address does not exist.</summary>
/// <typeparam name="TOptions">Tell whether the door is open.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LocalDoorAttribute<TOptions> : Attribute, IAuthorizationFilter
    where TOptions : ILocalDoor
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        // The in-memory server of the tests has no address at all.
        HttpContext http = context.HttpContext;
        bool isLocal = http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
        if (!isLocal || !http.RequestServices.GetRequiredService<TOptions>().IsDoorOpen)
        {
            context.Result = JsonAnswer.Of(CrmErrors.Requests.UnknownUrl());
        }
    }
}
