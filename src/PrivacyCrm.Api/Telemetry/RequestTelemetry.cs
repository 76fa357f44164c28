using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using PrivacyCrm.Core;

namespace PrivacyCrm.Api.Telemetry;

/// <summary>Tells of a request what its operation is, and nothing that was sent. Nothing is done when nobody listens.</summary>
internal static class RequestTelemetry
{
    private const string Operation = "privacycrm.operation";

    /// <summary>Tells whether anybody wants to know of a request.</summary>
    public static bool IsWantedOf(HttpContext context) => CoreTelemetry.TimesStatements || context.Features.Get<IHttpMetricsTagsFeature>() is not null;

    /// <summary>Begins the trace of a request.</summary>
    public static Activity? Begin(HttpContext context)
    {
        if (!CoreTelemetry.TimesStatements)
        {
            return null;
        }

        CoreTelemetry.Enter(() => OperationNames.Of(context));
        if (!CoreTelemetry.Source.HasListeners())
        {
            return null;
        }

        // ASP.NET Core's own trace has paths and is not exported. Of the caller's only the ids are taken over: its state may say anything.
        Activity.Current = null;
        bool hasParent = ActivityContext.TryParse(context.Request.Headers.TraceParent, traceState: null, isRemote: true, out ActivityContext parent);
        return CoreTelemetry.Source.StartActivity(OperationNames.None, ActivityKind.Server, hasParent ? parent : default);
    }

    /// <summary>Tells how a request ended.</summary>
    public static void End(HttpContext context, Activity? activity)
    {
        // It is there when somebody wants to know how long requests take.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.Tags.Add(new KeyValuePair<string, object?>(Operation, OperationNames.Of(context)));
        }

        if (activity is not null)
        {
            int status = context.Response.StatusCode;
            activity.DisplayName = OperationNames.Of(context);
            activity.SetTag(Operation, activity.DisplayName).SetTag("http.response.status_code", status);
            activity.SetStatus(status >= StatusCodes.Status500InternalServerError ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            activity.Dispose();
        }
    }
}
