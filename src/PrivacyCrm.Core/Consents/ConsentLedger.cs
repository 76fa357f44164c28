using System.Collections.Immutable;
using PrivacyCrm.Core.Consents.Notices;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;

namespace PrivacyCrm.Core.Consents;

/// <summary>Writes questions, answers and their ends, each with its entry in the audit. Nothing it ended begins again.</summary>
/// <param name="ids">Makes ids.</param>
public sealed class ConsentLedger(IdSource ids)
{
    /// <summary>Asks, or finds the same question that waits already.</summary>
    /// <param name="transaction">Where to write.</param>
    /// <param name="asked">The question, without id.</param>
    /// <param name="actorId">The user whose action raised it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The question.</returns>
    public async Task<ConsentRequest> AskAsync(IConsentTransaction transaction, ConsentRequest asked, long actorId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(asked);
        DateTimeOffset now = asked.CreatedTime;
        foreach (ConsentRequest open in await transaction.ListRequestsAsync(ConsentFilter.Of(asked.Subject, asked.Target.Id) with { IsNotEnded = true }, cancellationToken))
        {
            if (open.StateAt(now) != RequestState.Pending)
            {
                await transaction.SaveAsync(open.Close(RequestState.Lapsed, now), cancellationToken);
            }
            else if (open.Manifest.Digest == asked.Manifest.Digest)
            {
                return open;
            }
        }

        ConsentRequest request = asked with { Id = ids.Next() };
        await transaction.SaveAsync(request, cancellationToken);
        await NoteAsync(transaction, Entry(ConsentEventKind.Requested, request, now, actorId) with { Reason = Words.Of(request.Reason), AccessKeys = KeysOf(request.Manifest.Accesses) }, cancellationToken);
        return request;
    }

    /// <summary>Records a yes, which takes the place of an earlier one.</summary>
    /// <param name="transaction">Where to write.</param>
    /// <param name="request">The question, pending.</param>
    /// <param name="accesses">What is agreed to.</param>
    /// <param name="actorId">The user who agrees.</param>
    /// <param name="now">The moment, in whole seconds.</param>
    /// <param name="validity">How long it counts.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The grant.</returns>
    public async Task<Grant> GrantAsync(
        IConsentTransaction transaction, ConsentRequest request, ImmutableArray<Access> accesses, long actorId, DateTimeOffset now, TimeSpan validity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(request);
        await EndAsync(transaction, ConsentFilter.Of(request.Subject, request.Target.Id), EndReason.Superseded, actorId, now, cancellationToken);
        Grant grant = new()
        {
            Id = ids.Next(),
            RequestId = request.Id,
            Subject = request.Subject,
            Target = request.Target,
            GrantedBy = actorId,
            ManifestVersion = request.Manifest.Version,
            Digest = request.Manifest.Digest,
            Accesses = accesses,
            Recipient = request.Manifest.Recipient,
            GrantedTime = now,
            ExpiresTime = now + validity,
        };
        await transaction.SaveAsync(grant, cancellationToken);
        await transaction.SaveAsync(request.Close(RequestState.Granted, now), cancellationToken);
        long entry = await NoteAsync(transaction, Entry(ConsentEventKind.Granted, request, now, actorId) with { GrantId = grant.Id, AccessKeys = KeysOf(accesses) }, cancellationToken);
        await NoticeWriter.GivenAsync(transaction, grant, entry, cancellationToken);
        return grant;
    }

    /// <summary>Records a no. The next run asks again.</summary>
    /// <param name="transaction">Where to write.</param>
    /// <param name="request">The question, pending.</param>
    /// <param name="actorId">The user who refuses.</param>
    /// <param name="now">The moment, in whole seconds.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The closed question.</returns>
    public async Task<ConsentRequest> DenyAsync(IConsentTransaction transaction, ConsentRequest request, long actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(request);
        ConsentRequest denied = request.Close(RequestState.Denied, now);
        await transaction.SaveAsync(denied, cancellationToken);
        await NoteAsync(transaction, Entry(ConsentEventKind.Denied, request, now, actorId) with { AccessKeys = KeysOf(request.Manifest.Accesses) }, cancellationToken);
        return denied;
    }

    /// <summary>Ends the grants that count, for good.</summary>
    /// <param name="transaction">Where to write.</param>
    /// <param name="which">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actorId">The user who does it.</param>
    /// <param name="now">The moment, in whole seconds.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task.</returns>
    public async Task EndAsync(IConsentTransaction transaction, ConsentFilter which, EndReason reason, long? actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(which);
        foreach (Grant grant in await transaction.ListGrantsAsync(which with { IsNotEnded = true }, cancellationToken))
        {
            Grant ended = grant.End(reason, now);
            await transaction.SaveAsync(ended, cancellationToken);
            if (ended.EndReason == reason)
            {
                long entry = await NoteAsync(transaction, Entry(ended, reason == EndReason.Superseded ? ConsentEventKind.Superseded : ConsentEventKind.Revoked, now, actorId), cancellationToken);
                await NoticeWriter.EndedAsync(transaction, grant, entry, now, cancellationToken);
            }
        }
    }

    /// <summary>Closes questions that nobody can answer any more.</summary>
    /// <param name="transaction">Where to write.</param>
    /// <param name="which">Which.</param>
    /// <param name="outcome">What has become of them.</param>
    /// <param name="now">The moment, in whole seconds.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task.</returns>
    public static async Task CloseAsync(IConsentTransaction transaction, ConsentFilter which, RequestState outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(which);
        foreach (ConsentRequest request in await transaction.ListRequestsAsync(which with { IsNotEnded = true }, cancellationToken))
        {
            await transaction.SaveAsync(request.Close(outcome, now), cancellationToken);
        }
    }

    /// <summary>Ends what a user agreed to, and closes what the user was asked, because the user may not work any more.</summary>
    /// <param name="transaction">Where to write.</param>
    /// <param name="user">The user.</param>
    /// <param name="now">The moment, in whole seconds.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task.</returns>
    public async Task EndOfUserAsync(IConsentTransaction transaction, User user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ConsentFilter own = new() { Audience = Audience.User, SubjectId = user.Id };
        await EndAsync(transaction, own, EndReason.UserDeactivated, user.ModifiedBy, now, cancellationToken);
        await CloseAsync(transaction, own, RequestState.Cancelled, now, cancellationToken);
    }

    private async Task<long> NoteAsync(IConsentTransaction transaction, ConsentEvent entry, CancellationToken cancellationToken)
    {
        long id = ids.Next();
        await transaction.AddAsync(entry with { Id = id }, cancellationToken);
        return id;
    }

    private static ConsentEvent Entry(ConsentEventKind kind, ConsentRequest request, DateTimeOffset now, long actorId) =>
        new() { Id = 0, Kind = kind, Time = now, ActorId = actorId, Subject = request.Subject, TargetId = request.Target.Id, RequestId = request.Id };

    private static ConsentEvent Entry(Grant grant, ConsentEventKind kind, DateTimeOffset now, long? actorId) => new()
    {
        Id = 0,
        Kind = kind,
        Time = now,
        ActorId = actorId,
        Subject = grant.Subject,
        TargetId = grant.Target.Id,
        GrantId = grant.Id,
        AccessKeys = KeysOf(grant.Accesses),
        Reason = Words.Of(grant.EndReason!.Value),
    };

    private static ImmutableArray<string> KeysOf(IEnumerable<Access> accesses) => [.. accesses.Select(access => access.Key)];
}
