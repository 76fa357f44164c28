using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>Runs components for users who agreed to what they touch, and asks those who did not. Without a yes nothing but the question is left.</summary>
/// <param name="store">Where components and consents are.</param>
/// <param name="ledger">Asks.</param>
/// <param name="handlers">Calls handlers.</param>
/// <param name="rules">How long consents count, and what makes another question.</param>
/// <param name="clock">Ids and time.</param>
public sealed class ComponentRunner(IConsentStore store, ConsentLedger ledger, IHandlerCaller handlers, PlatformConsentOptions rules, ConsentClock clock)
{
    /// <summary>Runs an entry point of a component as a user.</summary>
    /// <param name="caller">The user.</param>
    /// <param name="kind">The kind of the component.</param>
    /// <param name="id">Its id; null finds none.</param>
    /// <param name="handler">The entry point.</param>
    /// <param name="sent">What the user's client knows: an object, or nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the handler.</param>
    /// <returns>What became of it; a refusal when there is nothing to run.</returns>
    public async Task<Result<RunOutcome>> RunAsync(Caller caller, ComponentKind kind, long? id, string? handler, JsonElement sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        long organization = caller.Organization.Id;
        ConsentFacts? facts = id is not { } known ? null : await store.ReadAsync(
            organization, (reads, token) => ComponentFinder.FactsAsync(reads, organization, known, caller.User.Id, token), cancellationToken);
        if (facts is null || facts.Component.Kind != kind)
        {
            return CrmErrors.Consents.ComponentNotFound();
        }

        Component component = facts.Component;
        if (!component.IsEnabled || !component.Handlers.Any(one => one.Type == handler))
        {
            return component.IsEnabled ? CrmErrors.Consents.HandlerNotFound() : CrmErrors.Consents.ComponentDisabled();
        }

        Execution execution = new() { Id = clock.NextId(), ComponentId = component.Id, Handler = handler!, UserId = caller.User.Id, Status = ExecutionStatus.Running, StartedTime = clock.Now };
        ConsentDecision decision = ConsentRules.Decide(facts, clock.Now, rules);
        ConsentRequest? request = null;
        if (decision is not ConsentDecision.Allowed)
        {
            (decision, request) = await AskAsync(organization, execution, cancellationToken);
        }

        return decision is ConsentDecision.Allowed allowed
            ? await CallAsync(caller, component, execution, allowed, sent, cancellationToken)
            : new RunOutcome(Stopped(execution, decision), component, request, [], null);
    }

    /// <summary>The question that a user has to answer before a component runs. It is not asked by making it.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="userId">The user.</param>
    /// <param name="needed">The decision.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The question, without id.</returns>
    public static ConsentRequest Ask(ConsentFacts facts, long userId, ConsentDecision.NeedsUser needed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(needed);
        return Question.Of(new ConsentSubject(Audience.User, userId), facts.Component.Target, facts.Component.Manifest, needed.Reason, needed.NewKeys, now);
    }

    private static Execution Stopped(Execution execution, ConsentDecision decision) => execution with
    {
        Status = decision is ConsentDecision.NeedsUser ? ExecutionStatus.ConsentRequired : ExecutionStatus.Blocked,
        EndedTime = execution.StartedTime,
    };

    // Decided again on the state that nobody else is changing: somebody may have answered in between.
    private Task<(ConsentDecision Decision, ConsentRequest? Request)> AskAsync(long organization, Execution execution, CancellationToken cancellationToken) => store.ChangeAsync(
        organization,
        async (transaction, token) =>
        {
            ConsentFacts? facts = await ComponentFinder.FactsAsync(transaction, organization, execution.ComponentId, execution.UserId, token);
            ConsentDecision decision = facts is null ? new ConsentDecision.NeedsAdmin(null, []) : ConsentRules.Decide(facts, clock.Now, rules);
            ConsentRequest? question = decision switch
            {
                ConsentDecision.NeedsUser needed => Ask(facts!, execution.UserId, needed, clock.Now),
                ConsentDecision.NeedsAdmin { Subject: { } subject } needed => Question.Of(
                    subject, facts!.Extension!.Target, facts.Extension.Installation!.Manifest, ConsentReason.AdminRequired, needed.NewKeys, clock.Now),
                _ => null,
            };
            ConsentRequest? request = question is null ? null : await ledger.AskAsync(transaction, question, execution.UserId, token);
            if (decision is not ConsentDecision.Allowed)
            {
                Execution stopped = Stopped(execution, decision);
                await transaction.SaveAsync(stopped, token);
                await transaction.AddAsync(Entry(stopped, ConsentEventKind.Blocked, []) with { RequestId = request?.Id, Reason = Words.Of(stopped.Status) }, token);
            }

            return (decision, request);
        },
        cancellationToken);

    private async Task<RunOutcome> CallAsync(
        Caller caller, Component component, Execution begun, ConsentDecision.Allowed allowed, JsonElement sent, CancellationToken cancellationToken)
    {
        bool isScript = component.Handlers.First(one => one.Type == begun.Handler).Script is not null;
        string accessToken = TokenText.ForExecution(caller.Organization.Id);
        Execution execution = begun with
        {
            GrantId = allowed.Grant?.Id,
            ExtensionGrantId = allowed.ExtensionGrant?.Id,
            AllowedKeys = [.. allowed.Accesses.Select(access => access.Key)],
            Status = isScript ? ExecutionStatus.NotExecuted : ExecutionStatus.Running,
            EndedTime = isScript ? begun.StartedTime : null,
            TokenHash = isScript ? null : TokenText.Hash(accessToken),
        };
        await store.NoteAsync(caller.Organization.Id, execution, Entry(execution, ConsentEventKind.Used, allowed.Accesses), cancellationToken);
        HandlerPayload payload = new(caller, component, execution, allowed.Accesses, sent);
        if (isScript)
        {
            return new RunOutcome(execution, component, null, payload.Objects, null);
        }

        // Whatever becomes of the call, the token ends with it.
        HandlerAnswer answer = new(IsCompleted: false, Failure: "interrupted");
        try
        {
            answer = await handlers.CallAsync(
                new HandlerCall(caller.Organization.Id, component, execution, payload.Write(allowed.Grant, accessToken, clock.Now)), cancellationToken);
        }
        finally
        {
            execution = execution with { Status = answer.IsCompleted ? ExecutionStatus.Completed : ExecutionStatus.Failed, EndedTime = clock.Now };
            await store.NoteAsync(caller.Organization.Id, execution, null, CancellationToken.None);
        }

        return new RunOutcome(execution, component, null, payload.Objects, answer);
    }

    private ConsentEvent Entry(Execution execution, ConsentEventKind kind, IEnumerable<Access> accesses) => new()
    {
        Id = clock.NextId(),
        Kind = kind,
        Time = execution.StartedTime,
        ActorId = execution.UserId,
        Subject = new ConsentSubject(Audience.User, execution.UserId),
        TargetId = execution.ComponentId,
        GrantId = execution.GrantId,
        ExecutionId = execution.Id,
        AccessKeys = [.. accesses.Select(access => access.Key)],
    };
}
