namespace PrivacyCrm.Api.Security;

/// <summary>Headers of every answer: nobody keeps a copy of personal data, and nobody guesses at content types.</summary>
internal static class ResponseHeaders
{
    public static IApplicationBuilder UseResponseHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    });
}
