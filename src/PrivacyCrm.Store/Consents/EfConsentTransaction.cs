using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Notices;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Consents;

/// <summary>Writes components, consents and what became of them inside the transaction of a context.</summary>
internal sealed class EfConsentTransaction(CrmDbContext db) : ConsentQueries(db), IConsentTransaction
{
    public async Task SaveAsync(Component component, CancellationToken cancellationToken)
    {
        await RemoveComponentAsync(component.Id, cancellationToken);
        await AddAsync(ConsentRows.ToRow(component, Db.OrganizationId), cancellationToken);
    }

    public async Task SaveAsync(Extension extension, CancellationToken cancellationToken)
    {
        await Db.Extensions.Where(row => row.Id == extension.Id).ExecuteDeleteAsync(cancellationToken);
        await AddAsync(ConsentRows.ToRow(extension, Db.OrganizationId), cancellationToken);
    }

    public async Task SaveAsync(Team team, CancellationToken cancellationToken)
    {
        await Db.Teams.Where(row => row.Id == team.Id).ExecuteDeleteAsync(cancellationToken);
        await AddAsync(ConsentRows.ToRow(team, Db.OrganizationId), cancellationToken);
    }

    public async Task SaveAsync(ConsentRequest request, CancellationToken cancellationToken)
    {
        await Db.ConsentRequests.Where(row => row.Id == request.Id).ExecuteDeleteAsync(cancellationToken);
        await AddAsync(ConsentRows.ToRow(request, Db.OrganizationId), cancellationToken);
    }

    public async Task SaveAsync(Grant grant, CancellationToken cancellationToken)
    {
        await Db.ConsentGrants.Where(row => row.Id == grant.Id).ExecuteDeleteAsync(cancellationToken);
        await AddAsync(ConsentRows.ToRow(grant, Db.OrganizationId), cancellationToken);
    }

    public async Task SaveAsync(Execution execution, CancellationToken cancellationToken)
    {
        await Db.Executions.Where(row => row.Id == execution.Id).ExecuteDeleteAsync(cancellationToken);
        await AddAsync(ConsentRows.ToRow(execution, Db.OrganizationId), cancellationToken);
    }

    public Task AddAsync(ConsentEvent entry, CancellationToken cancellationToken) => AddAsync(ConsentRows.ToRow(entry, Db.OrganizationId), cancellationToken);

    public Task AddAsync(ConsentNotice notice, CancellationToken cancellationToken) => AddAsync(ConsentRows.ToRow(notice, Db.OrganizationId), cancellationToken);

    public async Task<ConsentNotice?> TakeNoticeAsync(Grant grant, CancellationToken cancellationToken)
    {
        long expires = grant.ExpiresTime.ToUnixTimeSeconds();
        IQueryable<ConsentNoticeRow> rows = Db.ConsentNotices.Where(row => row.ComponentId == grant.Target.Id && row.Time == expires && row.EntryId == grant.Id);
        ConsentNoticeRow? found = await rows.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return found is not null && await rows.ExecuteDeleteAsync(cancellationToken) > 0 ? ConsentRows.ToNotice(found) : null;
    }

    public Task RemoveComponentAsync(long componentId, CancellationToken cancellationToken) =>
        Db.Components.Where(row => row.Id == componentId).ExecuteDeleteAsync(cancellationToken);

    // A changed row is written anew: it holds nothing but its definition and what finds it.
    private async Task AddAsync(IOrganizationRow row, CancellationToken cancellationToken)
    {
        Db.Add(row);
        await Db.SaveChangesAsync(cancellationToken);
        Db.ChangeTracker.Clear();
    }
}
