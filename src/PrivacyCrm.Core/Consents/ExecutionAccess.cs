using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>
/// Asks, for every single access of a running execution, whether it is declared and agreed to at that moment. Nothing is remembered from one
/// access to the next, so a withdrawn consent ends the very next one.
/// </summary>
/// <param name="store">Where executions and consents are.</param>
/// <param name="organizations">Where users are.</param>
/// <param name="connections">Who owns connections.</param>
/// <param name="rules">What makes another question.</param>
/// <param name="clock">Ids and time.</param>
public sealed class ExecutionAccess(
    IConsentStore store, IOrganizationStore organizations, IConnectionOwners connections, PlatformConsentOptions rules, ConsentClock clock)
{
    /// <summary>Finds the execution whose token was sent.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The execution and its user; null when it is over or its user may not work any more.</returns>
    public async Task<RunningExecution?> FindAsync(string accessToken, CancellationToken cancellationToken)
    {
        if (TokenText.ExecutionOrganizationOf(accessToken) is not { } organizationId)
        {
            return null;
        }

        string hash = TokenText.Hash(accessToken);
        Execution? execution = await store.ReadAsync(organizationId, (reads, token) => reads.FindExecutionByTokenAsync(hash, token), cancellationToken);
        return execution?.IsRunningAt(clock.Now) == true
            && await organizations.FindLatestAsync(organizationId, cancellationToken) is { } organization
            && organization.FindUser(execution.UserId) is { IsActive: true } user
                ? new RunningExecution(execution, new Caller(organization, user, new ScopeSet(string.Empty)))
                : null;
    }

    /// <summary>Asks for an access by its key.</summary>
    /// <param name="running">The execution.</param>
    /// <param name="key">The key, as sent.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The access, or the refusal, which is noted.</returns>
    public Task<Result<Access>> UseAsync(RunningExecution running, string key, CancellationToken cancellationToken) => UseAsync(running, key, access => access.Key == key, cancellationToken);

    /// <summary>Asks for a request to elsewhere. One that its access does not name is one that nobody declared.</summary>
    /// <param name="running">The execution.</param>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The access, or the refusal, which is noted.</returns>
    public Task<Result<Access>> UseAsync(RunningExecution running, AccessCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        string key = call.Key.ToString();
        return UseAsync(running, key, access => access.Key == key && call.IsNamed, cancellationToken);
    }

    /// <summary>Asks for a task on the records of a module, and makes the caller that is allowed that and nothing else.</summary>
    /// <param name="running">The execution.</param>
    /// <param name="tasks">The names of the tasks that the endpoint does; none for one that no component reaches.</param>
    /// <param name="module">The API name of the module, as sent.</param>
    /// <param name="scopes">The scopes that the endpoint asks for.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The caller, or the refusal, which is noted.</returns>
    public async Task<Result<Caller>> EnterAsync(RunningExecution running, IReadOnlyList<string> tasks, string module, IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(tasks);
        string asked = tasks.Count > 0 ? $"task:{tasks[0]}" : string.Empty;
        Result<Access> used = await UseAsync(running, asked, access => Reaches(access, tasks, module), cancellationToken);
        if (!used.TryGet(out Access? access, out CrmError? error))
        {
            return error;
        }

        Caller caller = running.Caller;
        if (await ActingAsync(caller, access, cancellationToken) is not { } user)
        {
            await NoteAsync(running, ConsentEventKind.Blocked, access.Key, "connection_not_usable", cancellationToken);
            return CrmErrors.Consents.AccessNotGranted();
        }

        CrmTask task = CrmTask.Find(access.Parts.Name)!;
        return new Caller(caller.Organization, user, new ScopeSet(string.Join(' ', scopes)))
        {
            Narrowed = task.Narrow(caller.Organization.ProfileOf(user), caller.Organization, module, access),
            MaximumRecords = task.MaximumRecords,
        };
    }

    private static bool Reaches(Access access, IReadOnlyList<string> tasks, string module) =>
        access.Parts is { Category: AccessCategory.Task } parts
        && tasks.Contains(parts.Name)
        && CrmTask.Find(parts.Name) is { } task
        && access.Operations.Contains(task.Operation)
        && (access.Modules.Contains(Access.AllModules) || access.Modules.Contains(module));

    private async Task<Result<Access>> UseAsync(RunningExecution running, string asked, Func<Access, bool> isAsked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(running);
        (Execution execution, Caller caller) = (running.Execution, running.Caller);
        ConsentFacts? facts = await store.ReadAsync(
            caller.Organization.Id, (reads, token) => ComponentFinder.FactsAsync(reads, caller.Organization.Id, execution.ComponentId, execution.UserId, token), cancellationToken);
        ConsentDecision.Allowed? allowed = facts is { Component.IsEnabled: true } ? ConsentRules.Decide(facts, clock.Now, rules) as ConsentDecision.Allowed : null;

        // What an execution began with ends for it for good; a newer consent is for the next one. The user's own account goes before an administrator's, and a task
        // for many records before one for a single record.
        bool isSame = (allowed?.Grant?.Id, allowed?.ExtensionGrant?.Id) == (execution.GrantId, execution.ExtensionGrantId);
        if (isSame && allowed?.Accesses.Where(isAsked).MinBy(access => (access.Authentication, CrmTask.Find(access.Parts.Name)?.MaximumRecords ?? 0)) is { } found)
        {
            await NoteAsync(running, ConsentEventKind.Used, found.Key, reason: null, cancellationToken);
            return found;
        }

        bool isDeclared = facts is not null && facts.Component.Manifest.Accesses.Concat(facts.Extension?.Installation?.Manifest.Accesses ?? []).Any(isAsked);
        CrmError refusal = isDeclared ? CrmErrors.Consents.AccessNotGranted() : CrmErrors.Consents.UndeclaredAccess();
        await NoteAsync(running, ConsentEventKind.Blocked, AccessKey.Parse(asked)?.ToString(), refusal.Code, cancellationToken);
        return refusal;
    }

    private async Task<User?> ActingAsync(Caller caller, Access access, CancellationToken cancellationToken)
    {
        if (access.Authentication != Authentication.Admin)
        {
            return caller.User;
        }

        long? owner = access.Parts.Connection is { } connection ? await connections.FindOwnerAsync(caller.Organization.Id, connection, cancellationToken) : null;
        return caller.Organization.FindUser(owner) is { IsActive: true } user && caller.Organization.ProfileOf(user).MayCustomize ? user : null;
    }

    // What was asked for is noted only when it is a key: anything else could be a text.
    private Task NoteAsync(RunningExecution running, ConsentEventKind kind, string? key, string? reason, CancellationToken cancellationToken) => store.NoteAsync(
        running.Caller.Organization.Id,
        null,
        new ConsentEvent
        {
            Id = clock.NextId(),
            Kind = kind,
            Time = clock.Now,
            ActorId = running.Execution.UserId,
            Subject = new ConsentSubject(Audience.User, running.Execution.UserId),
            TargetId = running.Execution.ComponentId,
            GrantId = running.Execution.GrantId,
            ExecutionId = running.Execution.Id,
            AccessKeys = key is null ? [] : [key],
            Reason = reason,
        },
        cancellationToken);
}
