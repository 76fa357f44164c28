using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Consents.Notices;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>
/// Makes, changes and deletes components. Their author and administrators may; only administrators may as soon as a component uses an
/// administrator's account, since whoever changes its code uses that account.
/// </summary>
/// <param name="store">Where components are.</param>
/// <param name="ledger">Ends consents.</param>
/// <param name="clock">Ids and time.</param>
public sealed class ComponentEditor(IConsentStore store, ConsentLedger ledger, ConsentClock clock)
{
    private DateTimeOffset Now => clock.Now;

    /// <summary>Makes a component.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="json">What was sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    public Task<Result<Component>> CreateAsync(Caller caller, ComponentKind kind, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(kind);
        Component blank = new() { Id = clock.NextId(), KindName = kind.Name, Name = string.Empty, CreatorId = caller.User.Id, CreatedTime = Now, ModifiedTime = Now };
        return store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) => ComponentDraft.Read(new JsonBody(json), blank).TryGet(out Component? made, out CrmError? error)
                ? await SaveAsync(transaction, caller, blank, made, token)
                : error,
            cancellationToken);
    }

    /// <summary>Changes what a component is called, where it is, and who may use it.</summary>
    /// <param name="caller">Who changes it.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="id">Its id, as sent.</param>
    /// <param name="json">What was sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    public Task<Result<Component>> UpdateAsync(Caller caller, ComponentKind kind, string id, JsonElement json, CancellationToken cancellationToken) =>
        ChangeAsync(caller, kind, id, before => ComponentDraft.Read(new JsonBody(json), before), cancellationToken);

    /// <summary>Sets the script or the permissions of an entry point.</summary>
    /// <param name="caller">Who changes it.</param>
    /// <param name="kind">The kind of the component.</param>
    /// <param name="id">Its id, as sent.</param>
    /// <param name="type">The entry point; null when the body says it.</param>
    /// <param name="json">What was sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    public Task<Result<Component>> SetHandlerAsync(Caller caller, ComponentKind kind, string id, string? type, JsonElement json, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        kind,
        id,
        before =>
        {
            if (type is not null && !before.Handlers.Any(one => one.Type == type))
            {
                return CrmErrors.Consents.HandlerNotFound();
            }

            JsonBody body = new(json);
            Handler? handler = ComponentDraft.ReadHandler(body, before, type);
            return body.Error is { } error ? error : before with { Handlers = [.. before.Handlers.Where(one => one.Type != handler!.Type), handler!] };
        },
        cancellationToken);

    /// <summary>Declares what a component touches, beside what its code says.</summary>
    /// <param name="caller">Who declares it.</param>
    /// <param name="kind">The kind of the component.</param>
    /// <param name="id">Its id, as sent.</param>
    /// <param name="json">What was sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component.</returns>
    public Task<Result<Component>> DeclareAsync(Caller caller, ComponentKind kind, string id, JsonElement json, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        kind,
        id,
        before =>
        {
            JsonBody body = new(json);
            bool isThere = body.Has("accesses") || body.Refuse<bool>("accesses");
            ImmutableArray<Access> declared = AccessReader.Read(body, ComponentDraft.ObjectsOf(before));
            return body.Error is { } error ? error : before with { Declared = isThere ? declared : before.Declared };
        },
        cancellationToken);

    /// <summary>Deletes a component. Consents to it end, and their history stays.</summary>
    /// <param name="caller">Who deletes it.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="id">Its id, as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The component that was.</returns>
    public Task<Result<Component>> DeleteAsync(Caller caller, ComponentKind kind, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) =>
            {
                if (!(await FindOwnAsync(transaction, caller, kind, id, token)).TryGet(out Component? component, out CrmError? error))
                {
                    return error;
                }

                ConsentFilter about = new() { TargetId = component.Id };
                await ledger.EndAsync(transaction, about, EndReason.ComponentDeleted, caller.User.Id, Now, token);
                await ConsentLedger.CloseAsync(transaction, about, RequestState.Cancelled, Now, token);
                await transaction.RemoveComponentAsync(component.Id, token);
                return (Result<Component>)component;
            },
            cancellationToken);
    }

    /// <summary>Tells whether somebody may change a component.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="component">The component.</param>
    /// <returns>True for administrators, and for its author unless it uses an administrator's account.</returns>
    public static bool MayChange(Caller caller, Component component)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(component);
        return caller.Profile.MayCustomize || (component.CreatorId == caller.User.Id && !component.Manifest.Accesses.Any(access => access.Authentication == Authentication.Admin));
    }

    private Task<Result<Component>> ChangeAsync(Caller caller, ComponentKind kind, string id, Func<Component, Result<Component>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) =>
                (await FindOwnAsync(transaction, caller, kind, id, token)).TryGet(out Component? before, out CrmError? error) && change(before).TryGet(out Component? after, out error)
                    ? await SaveAsync(transaction, caller, before, after, token)
                    : error,
            cancellationToken);
    }

    private async Task<Result<Component>> SaveAsync(IConsentTransaction transaction, Caller caller, Component before, Component after, CancellationToken cancellationToken)
    {
        after = (after with { ModifiedTime = Now }).WithManifest();
        after = before.Name.Length == 0 ? after with { Manifest = after.Manifest with { Version = 1 } } : after;
        ImmutableArray<Team> teams = await transaction.ListTeamsAsync(cancellationToken);
        if (!after.TeamIds.All(id => teams.Any(team => team.Id == id)))
        {
            return CrmErrors.Consents.InvalidInput("team_ids");
        }

        // For parts of extensions an administrator agrees before anybody is asked, to where they send it as well.
        bool isMoved = after.ExtensionId is not null && after.Manifest.Recipient != before.Manifest.Recipient;
        if (!MayChange(caller, after) || (isMoved && !caller.Profile.MayCustomize))
        {
            return CrmErrors.Consents.NotPermitted();
        }

        await transaction.SaveAsync(after, cancellationToken);
        if (after.HearsOfConsents && !before.HearsOfConsents)
        {
            await NoticeWriter.ExpectEndsAsync(transaction, after, cancellationToken);
        }

        if (after.Manifest.Digest != before.Manifest.Digest)
        {
            await ConsentLedger.CloseAsync(transaction, new ConsentFilter { TargetId = after.Id }, RequestState.Superseded, Now, cancellationToken);
        }

        return after;
    }

    private static async Task<Result<Component>> FindOwnAsync(IConsentReads reads, Caller caller, ComponentKind kind, string id, CancellationToken cancellationToken) =>
        await ComponentFinder.FindAsync(reads, caller, kind, RecordId.Parse(id), cancellationToken) is not { } found ? CrmErrors.Consents.ComponentNotFound()
        : MayChange(caller, found) ? found
        : CrmErrors.Consents.NotPermitted();
}
