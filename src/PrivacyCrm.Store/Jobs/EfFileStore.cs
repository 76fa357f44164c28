using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Jobs;

/// <summary>Keeps files as rows, one for each part.</summary>
internal sealed class EfFileStore(OrganizationDb database, TransactionRunner transactions, TimeProvider time) : IFileStore
{
    public Task AddAsync(StoredFile file, CancellationToken cancellationToken) => transactions.RunAsync(
        file.OrganizationId,
        async (db, token) =>
        {
            if (await db.Files.AnyAsync(row => row.Id == file.Id, token))
            {
                return 0;
            }

            db.Add(new FileRow
            {
                OrganizationId = file.OrganizationId,
                Id = file.Id,
                UserId = file.UserId,
                Purpose = file.Purpose,
                Name = file.Name,
                CreatedTime = file.CreatedTime.ToUnixTimeSeconds(),
                Expires = (file.CreatedTime + StoredFile.KeptFor).ToUnixTimeSeconds(),
            });
            return await db.SaveChangesAsync(token);
        },
        cancellationToken);

    public Task AppendAsync(long organizationId, FilePart part, CancellationToken cancellationToken) => transactions.RunAsync(
        organizationId,
        async (db, token) =>
        {
            db.Add(JobRows.ToRow(part, organizationId));
            return await db.SaveChangesAsync(token);
        },
        cancellationToken);

    public async Task<StoredFile?> FindAsync(long organizationId, long id, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        FileRow? found = await db.Files.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Expires > now, cancellationToken);
        return found is null
            ? null
            : new StoredFile(organizationId, found.Id, found.UserId, found.Purpose, found.Name, DateTimeOffset.FromUnixTimeSeconds(found.CreatedTime));
    }

    public async Task<byte[]?> PartAsync(long organizationId, long fileId, int number, CancellationToken cancellationToken)
    {
        await using CrmDbContext db = database.Open(organizationId);
        return await db.FileParts.AsNoTracking()
            .Where(row => row.FileId == fileId && row.Number == number)
            .Select(row => row.Content)
            .SingleOrDefaultAsync(cancellationToken);
    }
}
