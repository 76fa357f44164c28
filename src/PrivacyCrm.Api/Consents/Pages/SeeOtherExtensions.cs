using Microsoft.AspNetCore.Mvc;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Where a browser goes on after a form.</summary>
internal static class SeeOtherExtensions
{
    /// <summary>Sends a browser to another page, by GET.</summary>
    public static IActionResult SeeOther(this ControllerBase controller, string path)
    {
        PageAnswer.SetHeaders(controller.Response);
        controller.Response.Headers.Location = path;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
