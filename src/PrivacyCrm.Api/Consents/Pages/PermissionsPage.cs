using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>What waits for an answer, and what was agreed to: until when, when it was used, and a button to end it.</summary>
/// <param name="caller">Whose page it is.</param>
/// <param name="now">The moment.</param>
internal sealed class PermissionsPage(Caller caller, DateTimeOffset now)
{
    private readonly PageTimes _times = new(caller.User.TimeZoneId, now);

    /// <summary>Writes the page.</summary>
    /// <param name="waiting">Questions without an answer.</param>
    /// <param name="grants">What counts now.</param>
    /// <param name="done">What has just been done; null for nothing.</param>
    /// <param name="check">The hidden field against forgery.</param>
    public Html Write(IReadOnlyCollection<ConsentRequest> waiting, IReadOnlyCollection<Grant> grants, string? done, Html check) => Html.Of($"""
        {Html.If(done is not null, Html.Of($"<p class=\"done\" role=\"status\">{done}</p>"))}
        {Html.If(waiting.Count > 0, Html.Of($"<h2>Waiting for your answer</h2><ul class=\"cards\">{Html.All(waiting.Select(Waiting))}</ul>"))}
        <h2>What you allow</h2>
        {(grants.Count == 0 ? Html.Of($"<p>Nothing runs on your data. Nothing was allowed, or it has ended.</p>") : Html.Of($"<ul class=\"cards\">{Html.All(grants.Select(grant => Card(grant, check)))}</ul>"))}
        <form method="post" action="/consents/sign-out" class="foot">{check}<span>Signed in as {caller.User.FullName}</span><button class="quiet">Sign out</button></form>
        """);

    private Html Waiting(ConsentRequest request) => Html.Of($"""
        <li class="card">
        <a href="/consents/requests/{RecordId.Format(request.Id)}"><strong>{request.Target.Name}</strong></a>
        <span class="facts">{Whose(request.Subject)} Asked on {_times.Moment(request.CreatedTime)}</span>
        </li>

        """);

    private Html Card(Grant grant, Html check) => Html.Of($"""
        <li class="card">
        <h3>{grant.Target.Name} <span class="mark">{_times.Left(grant.ExpiresTime)}</span></h3>
        <ul class="accesses">{Html.All(grant.Accesses.OrderBy(access => access.Parts.Category).Select(access => Html.Of($"<li><span class=\"what\">{AccessWords.What(access)}</span></li>")))}</ul>
        <p class="facts">{Whose(grant.Subject)} Allowed on {_times.Day(grant.GrantedTime)}, ends on {_times.Moment(grant.ExpiresTime)}. {Used(grant)} {Recipient(grant)}</p>
        <form method="post" action="/consents/{RecordId.Format(grant.Id)}/revoke">{check}<button aria-label="End the permission of {grant.Target.Name}">End this permission</button></form>
        </li>

        """);

    private string Used(Grant grant) => grant.LastUsedTime is { } used ? $"Last used on {_times.Moment(used)}." : "Not used yet.";

    private static string Recipient(Grant grant) => grant.Recipient is { } server ? $"Sent to {server}." : string.Empty;

    private static string Whose(ConsentSubject subject) => subject.Audience switch
    {
        Audience.Organization => "For the whole organization.",
        Audience.Team => "For a team.",
        _ => string.Empty,
    };
}
