using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Reads components, consents and what became of them.</summary>
internal class ConsentQueries(CrmDbContext db) : IConsentReads
{
    protected CrmDbContext Db => db;

    public async Task<Component?> FindComponentAsync(long id, CancellationToken cancellationToken) =>
        await db.Components.Where(row => row.Id == id).Select(row => row.Definition).SingleOrDefaultAsync(cancellationToken) is { } found ? ConsentRows.ToComponent(found) : null;

    public async Task<ImmutableArray<Component>> ListComponentsAsync(ComponentKind kind, long after, int maximum, CancellationToken cancellationToken)
    {
        string name = kind.Name;
        List<string> found = await db.Components.Where(row => row.Kind == name && row.Id > after)
            .OrderBy(row => row.Id).Select(row => row.Definition).Take(maximum).ToListAsync(cancellationToken);
        return [.. found.Select(ConsentRows.ToComponent)];
    }

    public async Task<ImmutableArray<Component>> ListPartsAsync(IReadOnlyCollection<long> extensionIds, CancellationToken cancellationToken)
    {
        List<string> found = await db.Components.Where(row => row.ExtensionId != null && extensionIds.Contains(row.ExtensionId.Value))
            .OrderBy(row => row.Id).Select(row => row.Definition).ToListAsync(cancellationToken);
        return [.. found.Select(ConsentRows.ToComponent)];
    }

    public async Task<Extension?> FindExtensionAsync(long id, CancellationToken cancellationToken) =>
        await db.Extensions.Where(row => row.Id == id).Select(row => row.Definition).SingleOrDefaultAsync(cancellationToken) is { } found ? ConsentRows.ToExtension(found) : null;

    public async Task<ImmutableArray<Extension>> ListExtensionsAsync(long after, int maximum, CancellationToken cancellationToken)
    {
        List<string> found = await db.Extensions.Where(row => row.Id > after).OrderBy(row => row.Id).Select(row => row.Definition).Take(maximum).ToListAsync(cancellationToken);
        return [.. found.Select(ConsentRows.ToExtension)];
    }

    public async Task<ImmutableArray<Team>> ListTeamsAsync(CancellationToken cancellationToken) =>
        [.. (await db.Teams.OrderBy(row => row.Id).Select(row => row.Definition).ToListAsync(cancellationToken)).Select(ConsentRows.ToTeam)];

    public async Task<ImmutableArray<ConsentRequest>> ListRequestsAsync(ConsentFilter filter, CancellationToken cancellationToken) =>
        [.. (await ConsentRowFilter.Of(db.ConsentRequests, filter).Select(row => row.Definition).ToListAsync(cancellationToken)).Select(ConsentRows.ToRequest)];

    public async Task<ImmutableArray<Grant>> ListGrantsAsync(ConsentFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<ConsentGrantRow> rows = ConsentRowFilter.Of(db.ConsentGrants, filter);
        if (!filter.WithUses)
        {
            return [.. (await rows.Select(row => row.Definition).ToListAsync(cancellationToken)).Select(ConsentRows.ToGrant)];
        }

        var found = await rows
            .Select(row => new
            {
                row.Definition,
                Count = db.Executions.Count(run => run.GrantId == row.Id || run.ExtensionGrantId == row.Id),
                Last = db.Executions.Where(run => run.GrantId == row.Id || run.ExtensionGrantId == row.Id).Max(run => (long?)run.StartedTime),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. found.Select(one => WithUses(ConsentRows.ToGrant(one.Definition), one.Count, one.Last)),
        ];
    }

    public async Task<Execution?> FindExecutionAsync(long id, CancellationToken cancellationToken) =>
        await db.Executions.Where(row => row.Id == id).Select(row => row.Definition).SingleOrDefaultAsync(cancellationToken) is { } found ? ConsentRows.ToExecution(found) : null;

    public async Task<Execution?> FindExecutionByTokenAsync(string tokenHash, CancellationToken cancellationToken) =>
        await db.Executions.Where(row => row.TokenHash == tokenHash).Select(row => row.Definition).SingleOrDefaultAsync(cancellationToken) is { } found
            ? ConsentRows.ToExecution(found)
            : null;

    public async Task<ImmutableArray<ConsentEvent>> ListEventsAsync(EventFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (long from, long to) = (filter.From?.ToUnixTimeSeconds() ?? 0, filter.To?.ToUnixTimeSeconds() ?? long.MaxValue);
        (long afterTime, long afterId) = (filter.After?.Time.ToUnixTimeSeconds() ?? -1, filter.After?.Id ?? 0);
        (long? target, long? grant, long? id, long moment) = (filter.TargetId, filter.GrantId, filter.Id, now.ToUnixTimeSeconds());
        List<string> noted = await db.ConsentEvents
            .Where(row => row.Time >= from && row.Time < to && (row.Time > afterTime || (row.Time == afterTime && row.Id > afterId)))
            .Where(row => (target == null || row.TargetId == target) && (grant == null || row.GrantId == grant) && (id == null || row.Id == id))
            .OrderBy(row => row.Time).ThenBy(row => row.Id).Select(row => row.Definition).Take(filter.Limit).ToListAsync(cancellationToken);

        // Nobody is there when a consent runs out, so nobody notes it: it is read from the clock.
        List<string> expired = await db.ConsentGrants
            .Where(row => row.Expires <= moment && (row.EndedTime == null || row.EndedTime >= row.Expires))
            .Where(row => row.Expires >= from && row.Expires < to && (row.Expires > afterTime || (row.Expires == afterTime && row.Id > afterId)))
            .Where(row => (target == null || row.TargetId == target) && (grant == null || row.Id == grant) && (id == null || row.Id == id))
            .OrderBy(row => row.Expires).ThenBy(row => row.Id).Select(row => row.Definition).Take(filter.Limit).ToListAsync(cancellationToken);
        return
        [
            .. noted.Select(ConsentRows.ToEvent).Concat(expired.Select(ConsentRows.ToGrant).Select(ConsentEvent.Expiry))
                .OrderBy(entry => entry.Time).ThenBy(entry => entry.Id).Take(filter.Limit),
        ];
    }

    private static Grant WithUses(Grant grant, int count, long? last) => grant with
    {
        UseCount = grant.ForgottenUses + count,
        LastUsedTime = last is { } kept ? DateTimeOffset.FromUnixTimeSeconds(kept) : grant.LastForgottenTime,
    };
}
