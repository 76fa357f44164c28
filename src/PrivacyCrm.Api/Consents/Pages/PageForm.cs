using Microsoft.AspNetCore.Antiforgery;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Forms of pages: each has a hidden value that no other site knows, and none is read without it.</summary>
/// <param name="antiforgery">Makes and checks the value.</param>
internal sealed class PageForm(IAntiforgery antiforgery)
{
    /// <summary>The hidden field.</summary>
    public Html Check(HttpContext context)
    {
        AntiforgeryTokenSet tokens = antiforgery.GetAndStoreTokens(context);
        return Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");
    }

    /// <summary>Reads what was sent.</summary>
    /// <returns>The form; null for one that no page of ours sent.</returns>
    public async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(context) ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        }
        catch (Exception exception) when (exception is AntiforgeryValidationException or InvalidDataException or NotSupportedException or BadHttpRequestException)
        {
            // No form, larger or with more parts than any of ours, or in letters that no browser sends.
            return null;
        }
    }
}
