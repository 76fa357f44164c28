using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Security;

/// <summary>The caller, as the gate hands it to the endpoint.</summary>
internal static class CallerContext
{
    public static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);

    public static Caller GetCaller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint has no caller: it lacks [RequiresScope].");
}
