using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Errors;

/// <summary>Answers what nobody expected: a fixed body, and the rest in the log.</summary>
/// <param name="next">The rest of the application.</param>
/// <param name="store">Tells outages from bugs.</param>
/// <param name="logger">The log.</param>
internal sealed class LastResort(RequestDelegate next, IStoreHealth store, ILogger<LastResort> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left; there is nobody to tell and nothing went wrong.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException exception)
        {
            await SendAsync(context, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? CrmErrors.Requests.TooLarge(StrictJson.MaximumLength)
                : CrmErrors.Records.UnreadableBody());
        }
        catch (Exception exception) when (store.IsOutage(exception))
        {
            Log.StoreUnavailable(logger, exception.GetType().Name, context.TraceIdentifier);
            context.Response.Headers.RetryAfter = "2";
            await SendAsync(context, CrmErrors.Requests.Unavailable());
        }
        catch (Exception exception)
        {
            Log.Unexpected(logger, Describe(exception), context.TraceIdentifier);
            await SendAsync(context, CrmErrors.Requests.Internal());
        }
    }

    private static async Task SendAsync(HttpContext context, CrmError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await JsonAnswer.For(context, error).SendAsync(context);
    }

    // Messages of exceptions quote values; types and places do not.
    private static string Describe(Exception exception) =>
        $"{exception.GetType().FullName}{Environment.NewLine}{exception.StackTrace}{(exception.InnerException is { } inner ? $"{Environment.NewLine}caused by {Describe(inner)}" : string.Empty)}";
}
