using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>The question: who asks, for what, with whose account, and until when. Both answers weigh the same.</summary>
/// <param name="caller">Who is asked.</param>
/// <param name="rules">How long a yes counts.</param>
/// <param name="now">The moment.</param>
internal sealed class PromptPage(Caller caller, PlatformConsentOptions rules, DateTimeOffset now)
{
    private static readonly (AccessCategory Category, string Title)[] Groups =
        [(AccessCategory.Object, "About you and the conversation"), (AccessCategory.Task, "In Zoho services"), (AccessCategory.Api, "On the internet")];

    private readonly PageTimes _times = new(caller.User.TimeZoneId, now);

    /// <summary>The page of a question that waits for an answer.</summary>
    /// <param name="request">The question.</param>
    /// <param name="check">The hidden field against forgery.</param>
    public Html Write(ConsentRequest request, Html check) => Html.Of($"""
        <p class="lead">It is {KindOf(request.Target)}, made by {CreatorOf(request.Target)}, and asks for {ForWhom(request.Subject)}.</p>
        <p>{ReasonOf(request)}</p>
        {Html.If(request.Target.Kind != ConsentTarget.ExtensionKind, WhereTo(request.Manifest.Recipient))}
        <form method="post" action="/consents/requests/{RecordId.Format(request.Id)}">
        {check}
        <input type="hidden" name="digest" value="{request.Manifest.Digest}">
        {Html.All(Groups.Select(group => Group(IsOfUser(request) ? group.Title : "About your organization", [.. request.Manifest.Accesses.Where(access => access.Parts.Category == group.Category)], request)))}
        <p class="until">If you agree, this holds until <strong>{_times.Moment(now + rules.ValidityOf(request.Subject.Audience))}</strong>.
        You can end it at any time under <a href="/consents">My permissions</a>. {(IsOfUser(request) ? "If you deny, nothing runs and nothing is shared." : "If you deny, its components run for nobody. If you agree, each of them still asks its users.")}</p>
        <div class="answers">
        <button name="answer" value="deny">Deny</button>
        <button name="answer" value="agree">Agree</button>
        </div>
        </form>
        <p class="facts">Signed in as {caller.User.FullName}.</p>
        """);

    private static Html Group(string title, List<Access> accesses, ConsentRequest request) => Html.If(accesses.Count > 0, Html.Of($"""
        <section>
        <h2>{title}</h2>
        <ul class="accesses">
        {Html.All(accesses.Select(access => Item(access, request.NewKeys.Contains(access.Key) && request.NewKeys.Length < request.Manifest.Accesses.Length)))}
        </ul>
        </section>
        """));

    private static Html Item(Access access, bool isNew) => Html.Of($"""
        <li>
        {What(access, Html.If(isNew, Html.Of($"<span class=\"mark\">New</span>")))}
        <span class="why">{access.Purpose}</span>
        {Html.If(AccessWords.Account(access) is not null, Html.Of($"<span class=\"account\">{AccessWords.Account(access)}</span>"))}
        </li>

        """);

    private static Html What(Access access, Html mark) => access.IsRequired
        ? Html.Of($"<span class=\"what\">{AccessWords.What(access)} <span class=\"mark\">Needed</span> {mark}</span>")
        : Html.Of($"""<label class="what"><input type="checkbox" name="access" value="{access.Key}"> {AccessWords.What(access)} <span class="mark">Your choice</span> {mark}</label>""");

    private static string KindOf(ConsentTarget target) => target.Kind == ConsentTarget.ExtensionKind ? "an extension" : $"a {target.Kind.Replace('_', ' ')}";

    private static Html WhereTo(string? recipient) => recipient is null
        ? Html.Of($"<p>Its code is kept here; it has no server of its own.</p>")
        : Html.Of($"<p>What you agree to is sent to <strong>{recipient}</strong>, the server of whoever made it. It may hear that you agreed, and when that ends.</p>");

    private string CreatorOf(ConsentTarget target) => caller.Organization.FindUser(target.CreatorId)?.FullName ?? "somebody who is not here any more";

    private static string ForWhom(ConsentSubject subject) => subject.Audience switch
    {
        Audience.Organization => "permission for your whole organization",
        Audience.Team => "permission for a team",
        _ => "your permission",
    };

    // The others are asked of administrators, by extensions alone.
    private static bool IsOfUser(ConsentRequest request) => request.Subject.Audience == Audience.User;

    private string ReasonOf(ConsentRequest request) => request.Reason switch
    {
        ConsentReason.Expired => $"Your last permission ended by itself after {(int)rules.ValidityOf(request.Subject.Audience).TotalDays} days.",
        ConsentReason.Revoked => "You ended your last permission.",
        ConsentReason.AccessesAdded => "It needs more than you agreed to before.",
        ConsentReason.WordingChanged => "It says in other words what it needs.",
        ConsentReason.RecipientChanged => "It would send what you agreed to before to another server.",
        ConsentReason.AdminRequired => "It is part of an extension, which an administrator has to allow first.",
        _ => IsOfUser(request) ? "It has not run for you before." : "It was not allowed before.",
    };
}
