namespace PrivacyCrm.Api.Security;

/// <summary>Headers of every answer: nobody keeps a copy of personal data, and nobody guesses at content types.</summary>
internal static class ResponseHeaders
{
    /// <summary>Answers HEAD as GET; the server itself sends no body then.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    public static IApplicationBuilder UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    });
}
