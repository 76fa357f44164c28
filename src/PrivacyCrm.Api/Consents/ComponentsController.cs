using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>Makes, reads and changes components: commands, bots, message actions, functions and schedulers.</summary>
/// <param name="store">Where components are.</param>
/// <param name="editor">Changes them.</param>
/// <param name="rules">What makes another question.</param>
/// <param name="clock">Time.</param>
[Tags("Components")]
public sealed class ComponentsController(IConsentStore store, ComponentEditor editor, PlatformConsentOptions rules, ConsentClock clock) : PlatformController
{
    /// <summary>Makes a component. Its manifest holds what it declares and what its code needs.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    [HttpPost("{collection:cliqCollection}")]
    [RequiresScope("ZohoCliq.{collection}.CREATE")]
    public Task<IActionResult> Create([FromRoute] string collection, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => Answer(await editor.CreateAsync(Caller, KindOf(collection), body, cancellationToken), StatusCodes.Status201Created), cancellationToken);

    /// <summary>Lists the components that are there for the caller.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The components, by id.</returns>
    [HttpGet("{collection:cliqCollection}")]
    [RequiresScope("ZohoCliq.{collection}.READ")]
    public Task<IActionResult> GetAll(
        [FromRoute] string collection, [FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken) =>
        WithPageAsync(limit, nextToken, async (size, after) =>
        {
            ImmutableArray<Component> found = await store.ReadAsync(
                Caller.Organization.Id, (reads, token) => ComponentFinder.ListAsync(reads, Caller, KindOf(collection), after, size + 1, token), cancellationToken);
            return ShowAll(KindOf(collection).Name, found, new ComponentJson(Caller).Write, size, component => RecordId.Format(component.Id));
        });

    /// <summary>Reads one component.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The component.</returns>
    [HttpGet("{collection:cliqCollection}/{id}")]
    [RequiresScope("ZohoCliq.{collection}.READ")]
    public async Task<IActionResult> Get([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken) => Answer(await FindAsync(collection, id, cancellationToken), StatusCodes.Status200OK);

    /// <summary>Changes a component: what it is called, where it is, who may use it, and whether it is enabled.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    [HttpPatch("{collection:cliqCollection}/{id}")]
    [RequiresScope("ZohoCliq.{collection}.UPDATE")]
    public Task<IActionResult> Update([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => Answer(await editor.UpdateAsync(Caller, KindOf(collection), id, body, cancellationToken), StatusCodes.Status200OK), cancellationToken);

    /// <summary>Deletes a component. Consents to it end; their history stays.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>204.</returns>
    [HttpDelete("{collection:cliqCollection}/{id}")]
    [RequiresScope("ZohoCliq.{collection}.DELETE")]
    public async Task<IActionResult> Delete([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken) =>
        (await editor.DeleteAsync(Caller, KindOf(collection), id, cancellationToken)).TryGet(out _, out CrmError? error) ? NoContent() : Refuse(error);

    /// <summary>Adds an entry point: a script, or the objects that a webhook asks for.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">The component's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    [HttpPost("{collection:cliqCollection}/{id}/handlers")]
    [RequiresScope("ZohoCliq.{collection}.UPDATE")]
    public Task<IActionResult> AddHandler([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => Answer(await editor.SetHandlerAsync(Caller, KindOf(collection), id, type: null, body, cancellationToken), StatusCodes.Status201Created), cancellationToken);

    /// <summary>Changes an entry point.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">The component's id.</param>
    /// <param name="type">The entry point.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    [HttpPatch("{collection:cliqCollection}/{id}/handlers/{type}")]
    [RequiresScope("ZohoCliq.{collection}.UPDATE")]
    public Task<IActionResult> UpdateHandler([FromRoute] string collection, [FromRoute] string id, [FromRoute] string type, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => Answer(await editor.SetHandlerAsync(Caller, KindOf(collection), id, type, body, cancellationToken), StatusCodes.Status200OK), cancellationToken);

    /// <summary>Reads the manifest: everything that the component touches.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">The component's id.</param>
    /// <param name="explain"><c>true</c> tells the line of the script that needs each derived access, to those who may change the component.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The manifest.</returns>
    [HttpGet("{collection:cliqCollection}/{id}/accesses")]
    [RequiresScope("ZohoCliq.{collection}.READ")]
    public async Task<IActionResult> GetAccesses([FromRoute] string collection, [FromRoute] string id, [FromQuery] string? explain, CancellationToken cancellationToken) =>
        (await FindAsync(collection, id, cancellationToken)).TryGet(out Component? found, out CrmError? error) ? ShowManifest(found, explain == "true" && ComponentEditor.MayChange(Caller, found)) : Refuse(error);

    /// <summary>Declares accesses. Together with those that the code needs they are a new version of the manifest.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">The component's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The manifest.</returns>
    [HttpPut("{collection:cliqCollection}/{id}/accesses")]
    [RequiresScope("ZohoCliq.{collection}.UPDATE")]
    public Task<IActionResult> Declare([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken) => WithBodyAsync(
        async body => (await editor.DeclareAsync(Caller, KindOf(collection), id, body, cancellationToken)).TryGet(out Component? found, out CrmError? error) ? ShowManifest(found, withLines: false) : Refuse(error),
        cancellationToken);

    /// <summary>Shows what running the component would ask the caller. Nothing is asked or noted.</summary>
    /// <param name="collection">The collection, which says the kind.</param>
    /// <param name="id">The component's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The decision, and the question when there is one.</returns>
    [HttpGet("{collection:cliqCollection}/{id}/consentprompt")]
    [RequiresScope("ZohoCliq.{collection}.READ")]
    public async Task<IActionResult> Preview([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken)
    {
        ConsentFacts? facts = await store.ReadAsync(
            Caller.Organization.Id, (reads, token) => ComponentFinder.FactsAsync(reads, Caller.Organization.Id, RecordId.Parse(id) ?? 0, Caller.User.Id, token), cancellationToken);
        if (facts is null || facts.Component.Kind != KindOf(collection))
        {
            return Refuse(CrmErrors.Consents.ComponentNotFound());
        }

        ConsentDecision decision = ConsentRules.Decide(facts, clock.Now, rules);
        return Show("consentprompt", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("decision", decision switch { ConsentDecision.Allowed => "allow", ConsentDecision.NeedsUser => "consent_required", _ => "admin_consent_required" });
            if (decision is ConsentDecision.NeedsUser needed)
            {
                new RequestJson(Caller.Organization, rules, clock.Now).WriteQuestion(writer, ComponentRunner.Ask(facts, Caller.User.Id, needed, clock.Now));
            }

            writer.WriteEndObject();
        });
    }

    private static ComponentKind KindOf(string collection) => ComponentKind.OfCollection(collection)!;

    private async Task<Result<Component>> FindAsync(string collection, string id, CancellationToken cancellationToken) =>
        await store.ReadAsync(Caller.Organization.Id, (reads, token) => ComponentFinder.FindAsync(reads, Caller, KindOf(collection), RecordId.Parse(id), token), cancellationToken) is { } found
            ? found
            : CrmErrors.Consents.ComponentNotFound();

    private JsonAnswer Answer(Result<Component> made, int status) =>
        made.TryGet(out Component? component, out CrmError? error) ? Show(component.KindName, writer => new ComponentJson(Caller).Write(writer, component), status) : Refuse(error);

    private JsonAnswer ShowManifest(Component component, bool withLines) => Show("accesses", writer => ComponentJson.WriteManifest(writer, component.Manifest, withLines));
}
