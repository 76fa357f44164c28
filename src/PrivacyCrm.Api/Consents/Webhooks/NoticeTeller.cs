using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Notices;

namespace PrivacyCrm.Api.Consents.Webhooks;

/// <summary>
/// Tells servers of components that a consent to them was given or has ended, so that they can erase what they hold by it. In order for each
/// component, by whichever server sees it first, again until it is heard or given up.
/// </summary>
/// <param name="notices">What is to be told.</param>
/// <param name="store">Where the audit is.</param>
/// <param name="webhooks">Tells it.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">The log.</param>
internal sealed class NoticeTeller(INoticeStore notices, IConsentStore store, WebhookCaller webhooks, ConsentClock clock, ILogger<NoticeTeller> logger) : IDueWork
{
    private const int AtOnce = 4;
    private const int MaximumDue = 100;

    // After each try but the last; together not quite two days.
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>Tells everything that is due: of each component one notice, and the next when that was heard.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<DueNotice> due;
        do
        {
            due = await notices.DueAsync(clock.Now, MaximumDue, cancellationToken);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, token) => await TellAsync(one, token));
        }
        while (!due.IsEmpty);
    }

    private async Task TellAsync(DueNotice due, CancellationToken cancellationToken)
    {
        if (!await notices.BeginAsync(due, clock.Now + Waits[Math.Min(due.Tries, Waits.Length - 1)], cancellationToken))
        {
            return;
        }

        string outcome = await SendAsync(due, cancellationToken) is not { } answer ? "not_wanted"
            : answer.IsSuccess ? "heard"
            : due.Tries < Waits.Length ? "told_again_later"
            : "given_up";
        if (outcome != "told_again_later")
        {
            await notices.RemoveAsync(due, cancellationToken);
        }

        Log.Told(logger, due.Notice.EntryId, due.OrganizationId, due.Notice.ComponentId, outcome);
    }

    // Null when nobody wants to hear it any more. A component that was deleted cannot say so: its server hears that consents to it ended.
    private async Task<OutgoingAnswer?> SendAsync(DueNotice due, CancellationToken cancellationToken)
    {
        ConsentNotice notice = due.Notice;
        (Component? component, ImmutableArray<ConsentEvent> found) = await store.ReadAsync(
            due.OrganizationId,
            async (reads, token) => (await reads.FindComponentAsync(notice.ComponentId, token), await reads.ListEventsAsync(new EventFilter(Id: notice.EntryId), notice.Time, token)),
            cancellationToken);
        return found is [{ } entry] && component is null or { HearsOfConsents: true }
            ? await webhooks.PostAsync(
                due.OrganizationId, notice.ComponentId, AddressOf(notice, component), (WebhookSignature.EventHeader, entry.Id), BodyOf(entry), cancellationToken)
            : null;
    }

    // A consent was given to a server: its present path, and no other server.
    private static Uri AddressOf(ConsentNotice notice, Component? component) => component?.ExecutionUrl is { } address
        && Component.ServerOf(address) == Component.ServerOf(notice.Address) ? address : notice.Address;

    private static ReadOnlyMemory<byte> BodyOf(ConsentEvent entry)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "consent_event");
            writer.WritePropertyName("data");
            GrantJson.Write(writer, entry);
            writer.WriteEndObject();
        }

        return body.ToArray();
    }
}
