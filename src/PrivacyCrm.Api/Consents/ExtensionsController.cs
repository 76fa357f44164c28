using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>Registers and installs extensions: bundles of components that an administrator agrees to first.</summary>
/// <param name="store">Where extensions are.</param>
/// <param name="editor">Changes them.</param>
/// <param name="rules">How long a yes would count.</param>
/// <param name="clock">Time.</param>
[Tags("Extensions")]
public sealed class ExtensionsController(IConsentStore store, ExtensionEditor editor, PlatformConsentOptions rules, ConsentClock clock) : PlatformController
{
    private const string Type = "extension";

    /// <summary>Registers an extension of components that the caller may change.</summary>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The extension.</returns>
    [HttpPost("extensions")]
    [RequiresScope("ZohoCliq.Extensions.CREATE")]
    public Task<IActionResult> Create(CancellationToken cancellationToken) =>
        WithBodyAsync(async body => await AnswerAsync(await editor.CreateAsync(Caller, body, cancellationToken), StatusCodes.Status201Created, cancellationToken), cancellationToken);

    /// <summary>Lists the extensions of the organization.</summary>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The extensions, by id.</returns>
    [HttpGet("extensions")]
    [RequiresScope("ZohoCliq.Extensions.READ")]
    public Task<IActionResult> GetAll([FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken) =>
        WithPageAsync(limit, nextToken, async (size, after) =>
        {
            (ImmutableArray<Extension> extensions, ILookup<long?, Component> parts) = await store.ReadAsync(
                Caller.Organization.Id,
                async (reads, token) =>
                {
                    ImmutableArray<Extension> found = await reads.ListExtensionsAsync(after, size + 1, token);
                    return (found, (await reads.ListPartsAsync([.. found.Select(extension => extension.Id)], token)).ToLookup(component => component.ExtensionId));
                },
                cancellationToken);
            return ShowAll(Type, extensions, (writer, extension) => Write(writer, extension, parts[extension.Id]), size, extension => RecordId.Format(extension.Id));
        });

    /// <summary>Reads one extension.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The extension.</returns>
    [HttpGet("extensions/{id}")]
    [RequiresScope("ZohoCliq.Extensions.READ")]
    public async Task<IActionResult> Get([FromRoute] string id, CancellationToken cancellationToken) => await AnswerAsync(
        await store.ReadAsync(Caller.Organization.Id, (reads, token) => reads.FindExtensionAsync(RecordId.Parse(id) ?? 0, token), cancellationToken) is { } found
            ? found
            : CrmErrors.Consents.ExtensionNotFound(),
        StatusCodes.Status200OK,
        cancellationToken);

    /// <summary>Declares what the next version wants to know about the organization. What is installed stays as it is until it is upgraded.</summary>
    /// <param name="id">The extension's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The extension.</returns>
    [HttpPut("extensions/{id}/accesses")]
    [RequiresScope("ZohoCliq.Extensions.UPDATE")]
    public Task<IActionResult> Declare([FromRoute] string id, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => await AnswerAsync(await editor.DeclareAsync(Caller, id, body, cancellationToken), StatusCodes.Status200OK, cancellationToken), cancellationToken);

    /// <summary>Installs an extension for the organization or for up to four teams. Administrators only, and after they agreed for each of them.</summary>
    /// <param name="id">The extension's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>204, or the prompt.</returns>
    [HttpPost("extensions/{id}/installation")]
    [RequiresScope("ZohoCliq.Extensions.CREATE")]
    public Task<IActionResult> Install([FromRoute] string id, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => Settled(await editor.InstallAsync(Caller, id, body, isUpgrade: false, cancellationToken)), cancellationToken);

    /// <summary>Upgrades an installed extension to its present version, and says anew for whom. It asks only for what was not agreed to.</summary>
    /// <param name="id">The extension's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>204, or the prompt.</returns>
    [HttpPut("extensions/{id}/installation")]
    [RequiresScope("ZohoCliq.Extensions.UPDATE")]
    public Task<IActionResult> Upgrade([FromRoute] string id, CancellationToken cancellationToken) =>
        WithBodyAsync(async body => Settled(await editor.InstallAsync(Caller, id, body, isUpgrade: true, cancellationToken)), cancellationToken);

    /// <summary>Uninstalls an extension. All consents to it and to its components end; their history stays.</summary>
    /// <param name="id">The extension's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>204.</returns>
    [HttpDelete("extensions/{id}/installation")]
    [RequiresScope("ZohoCliq.Extensions.DELETE")]
    public async Task<IActionResult> Uninstall([FromRoute] string id, CancellationToken cancellationToken) =>
        (await editor.UninstallAsync(Caller, id, cancellationToken)).TryGet(out _, out CrmError? error) ? NoContent() : Refuse(error);

    /// <summary>Lists the teams of the organization, for which components are made and extensions installed.</summary>
    /// <param name="limit">The size of a page: 1 to 100, 100 unless given.</param>
    /// <param name="nextToken">The <c>next_token</c> of the page before.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The teams, by id.</returns>
    [HttpGet("teams")]
    [RequiresScope("ZohoCliq.Teams.READ")]
    public Task<IActionResult> GetTeams([FromQuery] string? limit, [FromQuery(Name = "next_token")] string? nextToken, CancellationToken cancellationToken) =>
        WithPageAsync(limit, nextToken, async (size, after) =>
        {
            ImmutableArray<Team> teams = await store.ReadAsync(Caller.Organization.Id, (reads, token) => reads.ListTeamsAsync(token), cancellationToken);
            return ShowAll("team", [.. teams.Where(team => team.Id > after).Take(size + 1)], Write, size, team => RecordId.Format(team.Id));
        });

    private void Write(Utf8JsonWriter writer, Team team)
    {
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", team.Id);
        writer.WriteString("name", team.Name);
        writer.WriteBoolean("is_member", team.UserIds.Contains(Caller.User.Id));
        writer.WriteEndObject();
    }

    private IActionResult Settled(Result<ImmutableArray<ConsentRequest>> settled) =>
        !settled.TryGet(out ImmutableArray<ConsentRequest> asked, out CrmError? error) ? Refuse(error)
        : asked.IsEmpty ? NoContent()
        : Refuse(CrmErrors.Consents.ConsentRequired(), writer => new RequestJson(Caller.Organization, rules, clock.Now).WritePrompt(writer, asked));

    private async Task<IActionResult> AnswerAsync(Result<Extension> made, int status, CancellationToken cancellationToken)
    {
        if (!made.TryGet(out Extension? extension, out CrmError? error))
        {
            return Refuse(error);
        }

        ImmutableArray<Component> parts = await store.ReadAsync(
            Caller.Organization.Id, (reads, token) => reads.ListPartsAsync([extension.Id], token), cancellationToken);
        return Show(Type, writer => Write(writer, extension, parts), status);
    }

    private void Write(Utf8JsonWriter writer, Extension extension, IEnumerable<Component> parts)
    {
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", extension.Id);
        writer.WriteString("name", extension.Name);
        PlatformJson.WriteUser(writer, "creator", extension.CreatorId, Caller.Organization);
        PlatformJson.WriteTexts(writer, "component_ids", parts.Select(part => RecordId.Format(part.Id)));
        writer.WritePropertyName("manifest");
        ComponentJson.WriteManifest(writer, extension.Manifest, withLines: false);
        writer.WritePropertyName("installation");
        if (extension.Installation is { } installation)
        {
            writer.WriteStartObject();
            writer.WriteString("scope", Words.Of(installation.TeamIds.IsEmpty ? ComponentScope.Organization : ComponentScope.Team));
            PlatformJson.WriteTexts(writer, "team_ids", installation.TeamIds.Select(RecordId.Format));
            writer.WriteNumber("manifest_version", installation.Manifest.Version);
            PlatformJson.WriteId(writer, "installed_by", installation.InstalledBy);
            PlatformJson.WriteTime(writer, "installed_at", installation.InstalledTime);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNullValue();
        }

        PlatformJson.WriteTime(writer, "created_at", extension.CreatedTime);
        writer.WriteEndObject();
    }
}
