using System.Globalization;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Limits;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Limits;

/// <summary>Refuses calls of organizations that have used up what they may ask of this server.</summary>
/// <param name="next">The endpoint.</param>
/// <param name="allowance">What each organization has left.</param>
internal sealed class LimitGate(RequestDelegate next, CallAllowance allowance)
{
    private const string RemainingHeader = "X-API-CREDITS-REMAINING";
    private const int RowsPerCredit = 10;

    /// <summary>Takes the credits of a write: one for each ten rows or part of them, of which the first is paid.</summary>
    public static void ChargeRows(HttpContext context, int rows) =>
        context.Features.Get<CallPermit>()?.Charge(((rows + RowsPerCredit - 1) / RowsPerCredit) - 1);

    public Task InvokeAsync(HttpContext context) =>
        allowance.IsOn && context.Features.Get<Caller>()?.Organization is { } organization ? LimitAsync(context, organization) : next(context);

    private async Task LimitAsync(HttpContext context, Organization organization)
    {
        context.Response.OnStarting(() =>
        {
            TellRemaining(context, organization);
            return Task.CompletedTask;
        });
        CostsAttribute? costs = context.GetEndpoint()?.Metadata.GetMetadata<CostsAttribute>();
        using CallPermit? permit = allowance.Enter(organization, costs?.IsHeavy == true);
        if (permit is null)
        {
            await JsonAnswer.For(context, CrmErrors.Limits.TooManyRequests()).SendAsync(context);
            return;
        }

        permit.Charge((costs?.Credits ?? 1) - 1);
        context.Features.Set(permit);
        await next(context);
    }

    private void TellRemaining(HttpContext context, Organization organization)
    {
        if (allowance.RemainingCredits(organization) is { } remaining)
        {
            context.Response.Headers[RemainingHeader] = remaining.ToString(CultureInfo.InvariantCulture);
        }
    }
}
