using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>A whole page. It runs no script, loads nothing from elsewhere, and stands in no frame.</summary>
/// <param name="title">Its title.</param>
/// <param name="body">What stands in it.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class PageAnswer(string title, Html body, int status = StatusCodes.Status200OK) : IActionResult
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Where the style is.</summary>
    public const string StylePath = "/consents/style.css";

    /// <summary>Sets what every answer to a browser has.</summary>
    public static void SetHeaders(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.Headers.CacheControl = "no-store";
    }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        HttpResponse response = context.HttpContext.Response;
        SetHeaders(response);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        Html page = Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{StylePath}">
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            {body}
            </main>
            </body>
            </html>

            """);
        await response.WriteAsync(page.ToString(), Encoding.UTF8, context.HttpContext.RequestAborted);
    }
}
