using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Consents;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Organizations;

/// <summary>Writes the parts of an organization that changed, and what they mean for its records.</summary>
internal sealed class OrganizationChanger(CrmDbContext db, Organization before, IdSource ids, DateTimeOffset now)
{
    private const int CopiedAtOnce = 2_000;

    /// <summary>The version after a change. It grows with the clock, so that an organization made anew does not begin below what other servers remember.</summary>
    public static long VersionAfter(long version, DateTimeOffset now) => Math.Max(version + 1, now.ToUnixTimeMilliseconds());

    public async Task<long> ApplyAsync(OrganizationChange change, CancellationToken cancellationToken)
    {
        long version = VersionAfter(before.Version, now);
        string privacy = OrganizationRows.Write(change.Privacy ?? before.Privacy);
        long modifiedTime = now.ToUnixTimeSeconds();
        await db.Organizations.ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Version, version).SetProperty(one => one.Privacy, privacy).SetProperty(one => one.ModifiedTime, modifiedTime),
            cancellationToken);
        await ChangeViewsAsync(change, cancellationToken);
        await ReplacePeopleAsync(change, cancellationToken);
        db.AddRange(change.NewUsers.Select(user => OrganizationRows.ToRow(user, before.Id)));
        db.AddRange(change.NewModules.Select(module => OrganizationRows.ToRow(module, before.Id)));
        db.AddRange(change.NewModules.SelectMany(module => module.Fields.Select(field => OrganizationRows.ToRow(field, module, before.Id))));
        db.AddRange(change.NewFields.Select(pair => OrganizationRows.ToRow(pair.Field, pair.Module, before.Id)));
        await db.SaveChangesAsync(cancellationToken);
        foreach (Module module in change.ChangedModules)
        {
            long id = module.Id;
            string definition = OrganizationRows.Write(module);
            await db.Modules.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Definition, definition), cancellationToken);
        }

        foreach ((Module module, Field field) in change.ChangedFields)
        {
            await ChangeAsync(module, field, cancellationToken);
        }

        foreach ((Module module, Field field) in change.DeletedFields)
        {
            await DeleteAsync(module, field, cancellationToken);
        }

        return version;
    }

    // A changed view replaces its row, which may not be there yet for a view of the original.
    private async Task ChangeViewsAsync(OrganizationChange change, CancellationToken cancellationToken)
    {
        long[] replaced = [.. change.SavedViews.Select(view => view.Id), .. change.DeletedViews];
        if (replaced.Length > 0)
        {
            await db.Views.Where(row => replaced.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(change.SavedViews.Select(view => OrganizationRows.ToRow(view, before.Id)));
        }
    }

    // Rows of profiles and roles hold nothing but their definition, so a changed one is written anew.
    private async Task ReplacePeopleAsync(OrganizationChange change, CancellationToken cancellationToken)
    {
        long[] profiles = [.. change.SavedProfiles.Concat(change.DeletedProfiles).Select(profile => profile.Id)];
        if (profiles.Length > 0)
        {
            await db.Profiles.Where(row => profiles.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(change.SavedProfiles.Select(profile => OrganizationRows.ToRow(profile, before.Id)));
        }

        long[] roles = [.. change.SavedRoles.Concat(change.DeletedRoles).Select(role => role.Id)];
        if (roles.Length > 0)
        {
            await db.Roles.Where(row => roles.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            db.AddRange(change.SavedRoles.Select(role => OrganizationRows.ToRow(role, before.Id)));
        }

        foreach (User user in change.ChangedUsers)
        {
            long id = user.Id;
            string definition = OrganizationRows.Write(user);
            await db.Users.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Definition, definition), cancellationToken);
            if (!user.IsActive && before.FindUser(id)?.IsActive == true)
            {
                // For good: somebody who is made active again is asked again.
                await new ConsentLedger(ids).EndOfUserAsync(new EfConsentTransaction(db), user, Instants.ToSecond(now), cancellationToken);
            }
        }
    }

    private async Task ChangeAsync(Module module, Field field, CancellationToken cancellationToken)
    {
        long moduleId = module.Id;
        long fieldId = field.Id;
        string definition = OrganizationRows.Write(field);
        await db.Fields
            .Where(row => row.ModuleId == moduleId && row.Id == fieldId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Definition, definition), cancellationToken);
        bool wasUnique = module.Find(field.ApiName)?.IsUnique ?? false;
        if (field.IsUnique && !wasUnique)
        {
            await TakeValuesAsync(moduleId, field, cancellationToken);
        }
        else if (!field.IsUnique && wasUnique)
        {
            await db.UniqueValues.Where(row => row.ModuleId == moduleId && row.FieldId == fieldId).ExecuteDeleteAsync(cancellationToken);
        }
    }

    // In pages, so that memory does not grow with the module.
    private async Task TakeValuesAsync(long moduleId, Field field, CancellationToken cancellationToken)
    {
        string slot = CriterionSql.SlotOf(field);
        long last = 0;
        int copied;
        do
        {
            long after = last;
            var page = await db.Index.AsNoTracking()
                .Where(row => row.ModuleId == moduleId && row.Id > after && EF.Property<string?>(row, slot) != null)
                .OrderBy(row => row.Id)
                .Select(row => new { row.Id, Key = EF.Property<string>(row, slot) })
                .Take(CopiedAtOnce)
                .ToListAsync(cancellationToken);
            db.AddRange(page.Select(row => new UniqueRow
            {
                OrganizationId = before.Id,
                ModuleId = moduleId,
                FieldId = field.Id,
                Key = row.Key,
                RecordId = row.Id,
            }));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            copied = page.Count;
            last = copied == 0 ? last : page[^1].Id;
        }
        while (copied == CopiedAtOnce);
    }

    private async Task DeleteAsync(Module module, Field field, CancellationToken cancellationToken)
    {
        long moduleId = module.Id;
        long fieldId = field.Id;
        await db.Fields
            .Where(row => row.ModuleId == moduleId && row.Id == fieldId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.IsDeleted, true), cancellationToken);
        await db.UniqueValues.Where(row => row.ModuleId == moduleId && row.FieldId == fieldId).ExecuteDeleteAsync(cancellationToken);
        if (field.Slot is not null)
        {
            // The next field that gets the slot must not find these keys.
            string slot = CriterionSql.SlotOf(field);
            await db.Index
                .Where(row => row.ModuleId == moduleId && EF.Property<string?>(row, slot) != null)
                .ExecuteUpdateAsync(row => row.SetProperty(one => EF.Property<string?>(one, slot), (string?)null), cancellationToken);
        }
    }
}
