using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Identity;

namespace PrivacyCrm.Store.Identity;

/// <summary>Keeps the keys by which servers encrypt. They belong to no organization, so they stand under the number that none has.</summary>
internal sealed class EfProtectionKeys(OrganizationDb database) : IProtectionKeyStore
{
    private const long Nobody = 0;

    public IReadOnlyList<string> All()
    {
        using CrmDbContext db = database.OpenForAll();
        return [.. db.ProtectionKeys.AsNoTracking().Select(row => row.Text)];
    }

    public void Add(string name, string text)
    {
        using CrmDbContext db = database.OpenForAll();
        db.Database.ExecuteSql($"INSERT INTO protection_keys (organization_id, name, text) VALUES ({Nobody}, {name}, {text})");
    }
}
