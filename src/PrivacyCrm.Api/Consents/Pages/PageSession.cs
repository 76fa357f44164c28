using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>
/// Who uses a browser: the access token that somebody signed in with, encrypted in a cookie that no script and no other site gets at. It ends
/// after an hour, and with the token.
/// </summary>
/// <param name="provider">Encrypts the cookie.</param>
/// <param name="callers">Knows tokens.</param>
/// <param name="time">The clock.</param>
internal sealed class PageSession(IDataProtectionProvider provider, CallerSource callers, TimeProvider time)
{
    /// <summary>The name of the cookie.</summary>
    public const string Cookie = "consents-session";

    private const string CookiePath = "/consents";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = provider.CreateProtector("PrivacyCrm.Session");

    /// <summary>Begins a session.</summary>
    /// <returns>The user; null when the token is not valid.</returns>
    public async Task<Caller?> BeginAsync(HttpContext context, string token)
    {
        if (await callers.FindAsync(token, context.RequestAborted) is not { } caller)
        {
            return null;
        }

        long ends = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        context.Response.Cookies.Append(Cookie, _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{ends} {token}")), OptionsFor(context));
        return caller;
    }

    /// <summary>Finds out who is there.</summary>
    /// <returns>The user; null when nobody is signed in any more.</returns>
    public async Task<Caller?> FindAsync(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } sent)
        {
            return null;
        }

        try
        {
            string[] parts = _protector.Unprotect(sent).Split(' ', 2);
            return long.Parse(parts[0], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds() ? await callers.FindAsync(parts[1], context.RequestAborted) : null;
        }
        catch (CryptographicException)
        {
            // Made up, or encrypted with keys that are gone.
            return null;
        }
    }

    /// <summary>Ends the session.</summary>
    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, OptionsFor(context));

    private static CookieOptions OptionsFor(HttpContext context) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = CookiePath, IsEssential = true };
}
