using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Begins and ends the session of a browser.</summary>
/// <param name="session">The session.</param>
/// <param name="form">Reads forms.</param>
[Route("consents")]
[ApiExplorerSettings(IgnoreApi = true)]
[OpenToAll("A browser comes here to sign in.")]
internal sealed partial class SignInController(PageSession session, PageForm form) : ControllerBase
{
    /// <summary>Where somebody who is not signed in is sent.</summary>
    public static string AddressFor(HttpRequest request) => $"/consents/sign-in?return={Uri.EscapeDataString(ReturnOf(request.Path))}";

    [HttpGet("sign-in")]
    public IActionResult Show([FromQuery(Name = "return")] string? returnTo) => Page(ReturnOf(returnTo), problem: null, StatusCodes.Status200OK);

    [HttpPost("sign-in")]
    public async Task<IActionResult> SignInAsync()
    {
        if (await form.ReadAsync(HttpContext) is not { } sent)
        {
            return Page("/consents", "This form was not valid any more. Please try again.", StatusCodes.Status400BadRequest);
        }

        string returnTo = ReturnOf(sent["return"]);
        string token = sent["token"].ToString().Trim();
        return await session.BeginAsync(HttpContext, token) is { } caller && caller.Scopes.Covers("ZohoCliq.Consents.READ")
            ? this.SeeOther(returnTo)
            : Refused(returnTo);
    }

    [HttpPost("sign-out")]
    public async Task<IActionResult> SignOutAsync()
    {
        if (await form.ReadAsync(HttpContext) is not null)
        {
            PageSession.End(HttpContext);
        }

        return this.SeeOther("/consents/sign-in");
    }

    [HttpGet("style.css")]
    public IActionResult Style()
    {
        PageAnswer.SetHeaders(Response);
        return File(typeof(PageAnswer).Assembly.GetManifestResourceStream("PrivacyCrm.Api.Consents.Pages.style.css")!, "text/css; charset=utf-8");
    }

    private PageAnswer Refused(string returnTo)
    {
        // A token that may not see consents begins no session either.
        PageSession.End(HttpContext);
        return Page(returnTo, "This token is not valid, has ended, or may not see consents.", StatusCodes.Status401Unauthorized);
    }

    private PageAnswer Page(string returnTo, string? problem, int status) => new("Sign in", SignInPage.Write(returnTo, problem, form.Check(HttpContext)), status);

    // Only pages of ours: a link must not lead elsewhere through here.
    private static string ReturnOf(string? path) => path is not null && OwnPage().IsMatch(path) ? path : "/consents";

    [GeneratedRegex(@"^/consents(/requests/[0-9]{1,19})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex OwnPage();
}
