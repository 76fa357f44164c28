namespace PrivacyCrm.Core.Consents.Notices;

/// <summary>Leaves what servers of components are to be told, together with what it is about.</summary>
internal static class NoticeWriter
{
    /// <summary>A consent was given. That it will have run out waits for its moment.</summary>
    public static async Task GivenAsync(IConsentTransaction transaction, Grant grant, long entryId, CancellationToken cancellationToken)
    {
        if ((await transaction.FindComponentAsync(grant.Target.Id, cancellationToken))?.NoticeAddress is { } address)
        {
            await transaction.AddAsync(new ConsentNotice(grant.Target.Id, entryId, grant.GrantedTime, address), cancellationToken);
            await transaction.AddAsync(new ConsentNotice(grant.Target.Id, grant.Id, grant.ExpiresTime, address), cancellationToken);
        }
    }

    /// <summary>A consent has ended. A server that would have heard that it ran out hears of this instead.</summary>
    public static async Task EndedAsync(IConsentTransaction transaction, Grant grant, long entryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await transaction.TakeNoticeAsync(grant, cancellationToken) is { } notice)
        {
            await transaction.AddAsync(notice with { EntryId = entryId, Time = now }, cancellationToken);
        }
    }

    /// <summary>A component asks for it: its server hears the ends of consents that were given to it before.</summary>
    public static async Task ExpectEndsAsync(IConsentTransaction transaction, Component component, CancellationToken cancellationToken)
    {
        foreach (Grant grant in await transaction.ListGrantsAsync(new ConsentFilter { TargetId = component.Id, IsNotEnded = true }, cancellationToken))
        {
            // It may wait since the component asked for it once before. Consents to another server are none of its business.
            ConsentNotice? waiting = await transaction.TakeNoticeAsync(grant, cancellationToken);
            if (waiting is not null || grant.Recipient == component.Manifest.Recipient)
            {
                await transaction.AddAsync(waiting ?? new ConsentNotice(component.Id, grant.Id, grant.ExpiresTime, component.NoticeAddress!), cancellationToken);
            }
        }
    }
}
