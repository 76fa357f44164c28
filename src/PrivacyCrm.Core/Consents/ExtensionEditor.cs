using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Consents;

/// <summary>Registers extensions, and installs them after an administrator agreed to what they want to know about the organization.</summary>
/// <param name="store">Where extensions are.</param>
/// <param name="ledger">Asks, and ends consents.</param>
/// <param name="rules">What makes another question.</param>
/// <param name="clock">Ids and time.</param>
public sealed class ExtensionEditor(IConsentStore store, ConsentLedger ledger, PlatformConsentOptions rules, ConsentClock clock)
{
    private const int MaximumName = 100;
    private const int MaximumComponents = 100;

    private static readonly string[] Objects = [ComponentKind.OrganizationObject];

    // Installing always means to be told which organization it is.
    private static readonly ImmutableArray<Access> Always = AccessReader.OfPermissions(Objects);

    /// <summary>Registers an extension of components that the caller may change.</summary>
    /// <param name="caller">Who registers it.</param>
    /// <param name="json">What was sent: a name, components and accesses.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The extension, or the refusal.</returns>
    public Task<Result<Extension>> CreateAsync(Caller caller, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        JsonBody body = new(json);
        string? name = body.Text("name", MaximumName, isRequired: true);
        ImmutableArray<long> components = body.Ids("component_ids", MaximumComponents) ?? [];
        Extension extension = new() { Id = clock.NextId(), Name = name ?? string.Empty, CreatorId = caller.User.Id, CreatedTime = clock.Now, Manifest = ReadManifest(body, Manifest.Empty) with { Version = 1 } };
        return store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) =>
            {
                CrmError? error = body.Error ?? await TakeAsync(transaction, caller, extension.Id, components, token);
                if (error is null)
                {
                    await transaction.SaveAsync(extension, token);
                }

                return error is null ? (Result<Extension>)extension : error;
            },
            cancellationToken);
    }

    /// <summary>Declares what the next version wants to know. What is installed stays as it was agreed to until it is upgraded.</summary>
    /// <param name="caller">Who declares it.</param>
    /// <param name="id">The extension's id, as sent.</param>
    /// <param name="json">What was sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The extension, or the refusal.</returns>
    public Task<Result<Extension>> DeclareAsync(Caller caller, string id, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        JsonBody body = new(json);
        return ChangeAsync<Extension>(
            caller,
            id,
            async (transaction, before, token) =>
            {
                Extension after = before with { Manifest = ReadManifest(body, before.Manifest) };
                CrmError? error = caller.Profile.MayCustomize || before.CreatorId == caller.User.Id ? body.Error : CrmErrors.Consents.NotPermitted();
                if (error is not null)
                {
                    return error;
                }

                await ConsentLedger.CloseAsync(transaction, new ConsentFilter { TargetId = before.Id }, RequestState.Superseded, clock.Now, token);
                await transaction.SaveAsync(after, token);
                return after;
            },
            cancellationToken);
    }

    /// <summary>Installs an extension for the organization or for some teams, or asks for each of them first.</summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="id">The extension's id, as sent.</param>
    /// <param name="json">What was sent: <c>scope</c> and <c>team_ids</c>.</param>
    /// <param name="isUpgrade">Whether it is installed already.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The questions that have to be answered first, none when it is installed; or the refusal.</returns>
    public Task<Result<ImmutableArray<ConsentRequest>>> InstallAsync(Caller caller, string id, JsonElement json, bool isUpgrade, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        JsonBody body = new(json);
        ComponentScope? scope = body.Word<ComponentScope>("scope");
        ImmutableArray<long> teams = body.Ids("team_ids", int.MaxValue) ?? [];
        CrmError? wrong = !caller.Profile.MayCustomize ? CrmErrors.Consents.InstallRestricted()
            : body.Error ?? (scope is not (ComponentScope.Organization or ComponentScope.Team) ? CrmErrors.Consents.InvalidInput("scope")
            : scope == ComponentScope.Team == teams.IsEmpty ? CrmErrors.Consents.InvalidInput("team_ids")
            : teams.Length > Installation.MaximumTeams ? CrmErrors.Consents.TooManyTeams(Installation.MaximumTeams)
            : null);
        return wrong is not null ? Task.FromResult<Result<ImmutableArray<ConsentRequest>>>(wrong) : ChangeAsync<ImmutableArray<ConsentRequest>>(
            caller,
            id,
            async (transaction, before, token) => before.Installation is null == isUpgrade ? isUpgrade ? CrmErrors.Consents.NotInstalled() : CrmErrors.Consents.AlreadyInstalled()
                : !(await AreThereAsync(transaction, teams, token)) ? CrmErrors.Consents.InvalidInput("team_ids")
                : await SettleAsync(transaction, caller, before, teams, token),
            cancellationToken);
    }

    /// <summary>Uninstalls an extension. All consents to it and to its components end.</summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="id">The extension's id, as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The extension, or the refusal.</returns>
    public Task<Result<Extension>> UninstallAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return ChangeAsync<Extension>(
            caller,
            id,
            async (transaction, before, token) =>
            {
                if (!caller.Profile.MayCustomize || before.Installation is null)
                {
                    return caller.Profile.MayCustomize ? CrmErrors.Consents.NotInstalled() : CrmErrors.Consents.InstallRestricted();
                }

                IEnumerable<long> parts = (await transaction.ListPartsAsync([before.Id], token)).Select(component => component.Id);
                foreach (long target in parts.Append(before.Id))
                {
                    await ledger.EndAsync(transaction, new ConsentFilter { TargetId = target }, EndReason.ExtensionUninstalled, caller.User.Id, clock.Now, token);
                    await ConsentLedger.CloseAsync(transaction, new ConsentFilter { TargetId = target }, RequestState.Cancelled, clock.Now, token);
                }

                Extension after = before with { Installation = null };
                await transaction.SaveAsync(after, token);
                return after;
            },
            cancellationToken);
    }

    private static Manifest ReadManifest(JsonBody body, Manifest before)
    {
        ImmutableArray<Access> accesses = AccessReader.Read(body, Objects);
        return accesses.All(access => access.Parts.Category == AccessCategory.Object) ? before.Next(accesses, Always) : body.Refuse<Manifest>("accesses") ?? before;
    }

    private static async Task<bool> AreThereAsync(IConsentReads reads, ImmutableArray<long> teams, CancellationToken cancellationToken) =>
        (await reads.ListTeamsAsync(cancellationToken)).Count(team => teams.Contains(team.Id)) == teams.Length;

    // A component is a part of one extension at most.
    private static async Task<CrmError?> TakeAsync(IConsentTransaction transaction, Caller caller, long extensionId, ImmutableArray<long> components, CancellationToken cancellationToken)
    {
        foreach (long id in components)
        {
            if (await ComponentFinder.FindAsync(transaction, caller, kind: null, id, cancellationToken) is not { ExtensionId: null } component || !ComponentEditor.MayChange(caller, component))
            {
                return CrmErrors.Consents.InvalidInput("component_ids");
            }

            await transaction.SaveAsync(component with { ExtensionId = extensionId }, cancellationToken);
        }

        return null;
    }

    private async Task<Result<ImmutableArray<ConsentRequest>>> SettleAsync(
        IConsentTransaction transaction, Caller caller, Extension before, ImmutableArray<long> teams, CancellationToken cancellationToken)
    {
        List<ConsentRequest> asked = [];
        HashSet<ConsentSubject> subjects = [.. Installation.SubjectsOf(caller.Organization.Id, teams)];
        foreach (ConsentSubject subject in subjects)
        {
            ConsentCheck check = ConsentRules.Check(before.Manifest, await ComponentFinder.GrantsAsync(transaction, subject, before.Id, cancellationToken), clock.Now, rules);
            if (check.Reason is { } reason)
            {
                asked.Add(await ledger.AskAsync(transaction, Question.Of(subject, before.Target, before.Manifest, reason, check.NewKeys, clock.Now), caller.User.Id, cancellationToken));
            }
        }

        if (asked.Count == 0)
        {
            foreach (ConsentSubject left in before.Installation?.Subjects(caller.Organization.Id).Except(subjects) ?? [])
            {
                await ledger.EndAsync(transaction, ConsentFilter.Of(left, before.Id), EndReason.ExtensionUninstalled, caller.User.Id, clock.Now, cancellationToken);
            }

            await transaction.SaveAsync(before with { Installation = new Installation(teams, before.Manifest, caller.User.Id, clock.Now) }, cancellationToken);
        }

        return asked.ToImmutableArray();
    }

    private Task<Result<T>> ChangeAsync<T>(Caller caller, string id, Func<IConsentTransaction, Extension, CancellationToken, Task<Result<T>>> change, CancellationToken cancellationToken) => store.ChangeAsync(
        caller.Organization.Id,
        async (transaction, token) => RecordId.Parse(id) is { } known && await transaction.FindExtensionAsync(known, token) is { } before
            ? await change(transaction, before, token)
            : CrmErrors.Consents.ExtensionNotFound(),
        cancellationToken);
}
