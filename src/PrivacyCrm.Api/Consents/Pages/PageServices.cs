namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Registers the pages.</summary>
internal static class PageServices
{
    public static void AddConsentPages(this IServiceCollection services)
    {
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "check";
            options.Cookie.Name = "consents-check";
            options.Cookie.Path = "/consents";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<PageSession>().AddSingleton<PageForm>();
    }
}
