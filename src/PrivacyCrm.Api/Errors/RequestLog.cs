using System.Diagnostics;
using PrivacyCrm.Api.Telemetry;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Errors;

/// <summary>Logs each request by its route, status and time, and counts it by its operation. Paths and queries hold what people search for, so they are not logged.</summary>
/// <param name="next">The rest of the application.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    public Task InvokeAsync(HttpContext context) =>
        logger.IsEnabled(LogLevel.Debug) || RequestTelemetry.IsWantedOf(context) ? ObserveAsync(context) : next(context);

    private async Task ObserveAsync(HttpContext context)
    {
        long started = time.GetTimestamp();
        Activity? trace = RequestTelemetry.Begin(context);
        await next(context);
        RequestTelemetry.End(context, trace);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            Log.Answered(
                logger, context.Request.Method, route, context.Response.StatusCode, time.GetElapsedTime(started).TotalMilliseconds, context.Features.Get<Caller>()?.Organization.Id ?? 0);
        }
    }
}
