using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>The two pages on which people decide: what they are asked, and what they allow.</summary>
/// <param name="session">Who is there.</param>
/// <param name="form">Reads forms.</param>
/// <param name="desk">Takes answers.</param>
/// <param name="rules">How long a yes counts.</param>
/// <param name="clock">Time.</param>
[Route("consents")]
[ApiExplorerSettings(IgnoreApi = true)]
[OpenToAll("A browser has a session instead of an access token; without one it is sent to sign in.")]
internal sealed class ConsentPagesController(PageSession session, PageForm form, ConsentDesk desk, PlatformConsentOptions rules, ConsentClock clock) : ControllerBase
{
    private const int MaximumShown = 200;

    [HttpGet]
    public Task<IActionResult> ShowAllAsync([FromQuery] string? done) => WithCallerAsync("READ", async caller =>
    {
        List<ConsentRequest> waiting = [];
        List<Grant> counting = [];
        foreach (Audience audience in caller.Profile.MayCustomize ? Enum.GetValues<Audience>() : [Audience.User])
        {
            // Of users one's own alone, also for administrators: others end theirs themselves.
            ConsentFilter own = new() { Audience = audience, SubjectId = audience == Audience.User ? caller.User.Id : null, Limit = MaximumShown };
            if ((await desk.ListRequestsAsync(caller, own with { RequestState = RequestState.Pending }, HttpContext.RequestAborted)).TryGet(out ImmutableArray<ConsentRequest> found, out _))
            {
                waiting.AddRange(found);
            }

            counting.AddRange(await desk.ListGrantsAsync(caller, own with { GrantState = GrantState.Active }, HttpContext.RequestAborted));
        }

        return new PageAnswer("My permissions", new PermissionsPage(caller, clock.Now).Write(waiting, counting, DoneText(done), form.Check(HttpContext)));
    });

    [HttpGet("requests/{id}")]
    public Task<IActionResult> ShowAsync([FromRoute] string id) => WithCallerAsync("READ", async caller =>
        (await desk.FindRequestAsync(caller, id, HttpContext.RequestAborted)).TryGet(out ConsentRequest? request, out CrmError? error) ? Question(caller, request) : Refused(error));

    [HttpPost("requests/{id}")]
    public Task<IActionResult> AnswerAsync([FromRoute] string id) => WithFormAsync("CREATE", async (caller, sent) =>
    {
        if (!(await desk.FindRequestAsync(caller, id, HttpContext.RequestAborted)).TryGet(out ConsentRequest? request, out CrmError? error))
        {
            return Refused(error);
        }

        bool isDenied = sent["answer"] == "deny";
        if (isDenied)
        {
            return (await desk.DenyAsync(caller, id, HttpContext.RequestAborted)).TryGet(out _, out error) ? this.SeeOther("/consents?done=denied") : Refused(error);
        }

        if (sent["answer"] != "agree")
        {
            return Question(caller, request);
        }

        using JsonDocument body = BodyOf(request, sent["digest"].ToString(), [.. sent["access"]]);
        return (await desk.GrantAsync(caller, id, body.RootElement, HttpContext.RequestAborted)).TryGet(out _, out error) ? this.SeeOther("/consents?done=agreed") : Refused(error);
    });

    [HttpPost("{id}/revoke")]
    public Task<IActionResult> RevokeAsync([FromRoute] string id) => WithFormAsync("DELETE", async (caller, sent) =>
        (await desk.RevokeAsync(caller, id, HttpContext.RequestAborted)).TryGet(out _, out CrmError? error) ? this.SeeOther("/consents?done=revoked") : Refused(error));

    private static string? DoneText(string? done) => done switch
    {
        "agreed" => "You agreed. You can end this permission here at any time.",
        "denied" => "You denied. Nothing ran, and nothing was shared.",
        "revoked" => "The permission has ended.",
        _ => null,
    };

    // What is required was shown without a choice; the rest is what somebody ticked.
    private static JsonDocument BodyOf(ConsentRequest request, string digest, HashSet<string?> chosen)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteString("digest", digest);
            writer.WriteStartArray("access_ids");
            foreach (Access access in request.Manifest.Accesses.Where(access => access.IsRequired || chosen.Contains(access.Key)))
            {
                writer.WriteStringValue(access.Key);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(body.ToArray());
    }

    private static PageAnswer Refused(CrmError error) => new(
        error.Status == StatusCodes.Status404NotFound ? "Nothing here" : "Not possible",
        Html.Of($"""<p class="problem" role="alert">{error.Message}</p><p><a href="/consents">My permissions</a></p>"""),
        error.Status);

    private PageAnswer Question(Caller caller, ConsentRequest request) => request.StateAt(clock.Now) == RequestState.Pending
        ? new PageAnswer($"{request.Target.Name} asks for permission", new PromptPage(caller, rules, clock.Now).Write(request, form.Check(HttpContext)))
        : Refused(CrmErrors.Consents.RequestClosed());

    private async Task<IActionResult> WithCallerAsync(string operation, Func<Caller, Task<IActionResult>> answer)
    {
        PageAnswer.SetHeaders(Response);
        return await session.FindAsync(HttpContext) is not { } caller ? this.SeeOther(SignInController.AddressFor(Request))
            : caller.Scopes.Covers($"ZohoCliq.Consents.{operation}") ? await answer(caller)
            : Refused(CrmErrors.Consents.NotPermitted());
    }

    private Task<IActionResult> WithFormAsync(string operation, Func<Caller, IFormCollection, Task<IActionResult>> answer) => WithCallerAsync(operation, async caller =>
        await form.ReadAsync(HttpContext) is { } sent
            ? await answer(caller, sent)
            : new PageAnswer(
                "Not possible",
                Html.Of($"""<p class="problem" role="alert">This form was not valid any more. Please go back and try again.</p><p><a href="/consents">My permissions</a></p>"""),
                StatusCodes.Status400BadRequest));
}
