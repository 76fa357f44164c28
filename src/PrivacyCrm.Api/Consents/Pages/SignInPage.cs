namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>Where somebody pastes an access token. It travels in the body, so that no log of addresses has it.</summary>
internal static class SignInPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="returnTo">Where to go on.</param>
    /// <param name="problem">What was wrong; null for nothing.</param>
    /// <param name="check">The hidden field against forgery.</param>
    public static Html Write(string returnTo, string? problem, Html check) => Html.Of($"""
        <p>Sign in to see what you are asked, and what you allow. Paste an access token of yours; it needs the scope <code>ZohoCliq.Consents.ALL</code>.</p>
        {Html.If(problem is not null, Html.Of($"<p class=\"problem\" role=\"alert\">{problem}</p>"))}
        <form method="post" action="/consents/sign-in" class="sign-in">
        {check}
        <input type="hidden" name="return" value="{returnTo}">
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" autocomplete="off" required autofocus>
        <button>Sign in</button>
        </form>
        """);
}
