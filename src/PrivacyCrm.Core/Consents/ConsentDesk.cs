using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents;

/// <summary>Where users answer what they are asked, see what they agreed to, and withdraw it; administrators also for teams and the organization.</summary>
/// <param name="store">Where consents are.</param>
/// <param name="ledger">Writes answers.</param>
/// <param name="rules">How long consents count.</param>
/// <param name="clock">Time.</param>
public sealed class ConsentDesk(IConsentStore store, ConsentLedger ledger, PlatformConsentOptions rules, ConsentClock clock)
{
    /// <summary>Finds a request that the caller may answer.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The id, as sent.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The request, or the refusal.</returns>
    public Task<Result<ConsentRequest>> FindRequestAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ReadAsync(caller.Organization.Id, (reads, token) => ConsentFinder.FindRequestAsync(reads, caller, id, token), cancellationToken);
    }

    /// <summary>Lists requests.</summary>
    /// <param name="caller">Who asks; sees own ones, administrators also those for teams and the organization.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The requests, or the refusal.</returns>
    public async Task<Result<ImmutableArray<ConsentRequest>>> ListRequestsAsync(Caller caller, ConsentFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(filter);
        Audience audience = filter.Audience ?? Audience.User;
        if (audience != Audience.User && !caller.Profile.MayCustomize)
        {
            return CrmErrors.Consents.NotPermitted();
        }

        ConsentFilter own = filter with { Audience = audience, SubjectId = audience == Audience.User ? caller.User.Id : null, At = clock.Now };
        return await store.ReadAsync(caller.Organization.Id, (reads, token) => reads.ListRequestsAsync(own, token), cancellationToken);
    }

    /// <summary>Says yes.</summary>
    /// <param name="caller">Who says it.</param>
    /// <param name="id">The request's id, as sent.</param>
    /// <param name="json">The digest that was shown, and the accesses; all of them without.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The grant, or the refusal.</returns>
    public Task<Result<Grant>> GrantAsync(Caller caller, string id, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        JsonBody body = new(json);
        string? digest = body.Text("digest", 100, isRequired: true);
        ImmutableArray<string>? keys = body.Texts("access_ids", 200, _ => true);
        return AnswerAsync<Grant>(
            caller,
            id,
            body.Error,
            async (transaction, request, token) =>
            {
                ImmutableArray<Access> asked = request.Manifest.Accesses;
                ImmutableArray<Access> agreed = keys is { } named ? [.. asked.Where(access => named.Contains(access.Key))] : asked;
                return digest != request.Manifest.Digest ? CrmErrors.Consents.ManifestChanged()
                    : keys is { } sent && sent.Length != agreed.Length ? CrmErrors.Consents.InvalidInput("access_ids")
                    : asked.Any(access => access.IsRequired && !agreed.Contains(access)) ? CrmErrors.Consents.RequiredAccessMissing()
                    : await ledger.GrantAsync(transaction, request, agreed, caller.User.Id, clock.Now, rules.ValidityOf(request.Subject.Audience), token);
            },
            cancellationToken);
    }

    /// <summary>Says no.</summary>
    /// <param name="caller">Who says it.</param>
    /// <param name="id">The request's id, as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The closed request, or the refusal.</returns>
    public Task<Result<ConsentRequest>> DenyAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return AnswerAsync<ConsentRequest>(
            caller, id, refusal: null, async (transaction, request, token) => await ledger.DenyAsync(transaction, request, caller.User.Id, clock.Now, token), cancellationToken);
    }

    /// <summary>Finds a grant that the caller may see.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The id, as sent.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The grant, or the refusal, which is the same for one of somebody else and for none.</returns>
    public Task<Result<Grant>> FindGrantAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ReadAsync(caller.Organization.Id, (reads, token) => ConsentFinder.FindGrantAsync(reads, caller, id, token), cancellationToken);
    }

    /// <summary>Lists grants.</summary>
    /// <param name="caller">Who asks; sees own ones, administrators all.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The grants.</returns>
    public Task<ImmutableArray<Grant>> ListGrantsAsync(Caller caller, ConsentFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(filter);
        bool isForeign = !caller.Profile.MayCustomize && filter.SubjectId is { } id && id != caller.User.Id;
        ConsentFilter own = caller.Profile.MayCustomize ? filter : filter with { Audience = Audience.User, SubjectId = caller.User.Id };
        return isForeign
            ? Task.FromResult(ImmutableArray<Grant>.Empty)
            : store.ReadAsync(caller.Organization.Id, (reads, token) => reads.ListGrantsAsync(own with { At = clock.Now, WithUses = true }, token), cancellationToken);
    }

    /// <summary>Withdraws a grant. Withdrawing it again is no error.</summary>
    /// <param name="caller">Who withdraws it.</param>
    /// <param name="id">Its id, as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The grant, or the refusal.</returns>
    public Task<Result<Grant>> RevokeAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) =>
            {
                Result<Grant> found = await ConsentFinder.FindGrantAsync(transaction, caller, id, token);
                if (found.TryGet(out Grant? grant, out _) && grant.StateAt(clock.Now) == GrantState.Active)
                {
                    bool isOwn = grant.Subject == new ConsentSubject(Audience.User, caller.User.Id);
                    await ledger.EndAsync(
                        transaction, new ConsentFilter { Id = grant.Id }, isOwn ? EndReason.RevokedByUser : EndReason.RevokedByAdmin, caller.User.Id, clock.Now, token);
                }

                return found;
            },
            cancellationToken);
    }

    /// <summary>Withdraws all of the caller's own grants to a component.</summary>
    /// <param name="caller">Who withdraws them.</param>
    /// <param name="componentId">The component; null finds nothing.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>A task.</returns>
    public Task RevokeAllAsync(Caller caller, long? componentId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ConsentFilter own = ConsentFilter.Of(new ConsentSubject(Audience.User, caller.User.Id), componentId ?? 0);
        return store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) =>
            {
                ConsentFilter counting = own with { GrantState = GrantState.Active, At = clock.Now };
                await ledger.EndAsync(transaction, counting, EndReason.RevokedByUser, caller.User.Id, clock.Now, token);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Lists entries of the audit.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The entries.</returns>
    public Task<ImmutableArray<ConsentEvent>> ListEventsAsync(Caller caller, EventFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ReadAsync(caller.Organization.Id, (reads, token) => reads.ListEventsAsync(filter, clock.Now, token), cancellationToken);
    }

    private Task<Result<T>> AnswerAsync<T>(
        Caller caller, string id, CrmError? refusal, Func<IConsentTransaction, ConsentRequest, CancellationToken, Task<Result<T>>> answer, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            caller.Organization.Id,
            async (transaction, token) =>
            {
                if (!(await ConsentFinder.FindRequestAsync(transaction, caller, id, token)).TryGet(out ConsentRequest? request, out CrmError? error))
                {
                    return error;
                }

                return request.StateAt(clock.Now) switch
                {
                    RequestState.Superseded => CrmErrors.Consents.ManifestChanged(),
                    RequestState.Pending when refusal is null => await answer(transaction, request, token),
                    RequestState.Pending => refusal!,
                    _ => CrmErrors.Consents.RequestClosed(),
                };
            },
            cancellationToken);
}
