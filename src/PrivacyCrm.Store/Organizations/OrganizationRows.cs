using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Organizations;

/// <summary>Organizations as rows and back: the one place that maps them.</summary>
internal static class OrganizationRows
{
    public static async Task<Organization?> ReadAsync(CrmDbContext db, IQueryable<OrganizationRow> source, CancellationToken cancellationToken)
    {
        OrganizationRow? row = await source.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        List<string> users = await db.Users.AsNoTracking().Select(user => user.Definition).ToListAsync(cancellationToken);
        List<string> profiles = await db.Profiles.AsNoTracking().Select(profile => profile.Definition).ToListAsync(cancellationToken);
        List<string> roles = await db.Roles.AsNoTracking().Select(role => role.Definition).ToListAsync(cancellationToken);
        List<string> modules = await db.Modules.AsNoTracking().Select(module => module.Definition).ToListAsync(cancellationToken);
        List<string> views = await db.Views.AsNoTracking().Select(view => view.Definition).ToListAsync(cancellationToken);
        var fields = await db.Fields.AsNoTracking()
            .OrderBy(field => field.Number)
            .Select(field => new { field.ModuleId, field.ApiName, field.Number, field.Definition, field.IsDeleted })
            .ToListAsync(cancellationToken);
        ILookup<long, Field> fieldsOf = fields.Where(field => !field.IsDeleted).ToLookup(
            field => field.ModuleId, field => JsonSerializer.Deserialize(field.Definition, OrganizationJson.Default.Field)!);
        var namesOf = fields.ToLookup(field => field.ModuleId);
        return new Organization(
            row.OrganizationId,
            row.Version,
            JsonSerializer.Deserialize(row.Profile, OrganizationJson.Default.OrganizationProfile)!,
            JsonSerializer.Deserialize(row.Privacy, OrganizationJson.Default.PrivacySettings)!,
            row.SigningKey,
            DateTimeOffset.FromUnixTimeSeconds(row.ModifiedTime),
            users.Select(user => JsonSerializer.Deserialize(user, OrganizationJson.Default.User)!),
            modules.Select(module => JsonSerializer.Deserialize(module, OrganizationJson.Default.Module)!).Select(module => module with
            {
                Fields = [.. fieldsOf[module.Id]],
                RetiredNames = [.. namesOf[module.Id].Where(field => field.IsDeleted).Select(field => field.ApiName)],
                LastFieldNumber = namesOf[module.Id].Max(field => field.Number),
            }),
            profiles.Select(profile => JsonSerializer.Deserialize(profile, OrganizationJson.Default.Profile)!),
            roles.Select(role => JsonSerializer.Deserialize(role, OrganizationJson.Default.Role)!))
        {
            StoredViews = [.. views.Select(view => JsonSerializer.Deserialize(view, OrganizationJson.Default.CustomView)!)],
        };
    }

    public static string Write(PrivacySettings privacy) => JsonSerializer.Serialize(privacy, OrganizationJson.Default.PrivacySettings);

    public static string Write(OrganizationProfile profile) => JsonSerializer.Serialize(profile, OrganizationJson.Default.OrganizationProfile);

    public static string Write(User user) => JsonSerializer.Serialize(user, OrganizationJson.Default.User);

    public static ProfileRow ToRow(Profile profile, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = profile.Id,
        Definition = JsonSerializer.Serialize(profile, OrganizationJson.Default.Profile),
    };

    public static RoleRow ToRow(Role role, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = role.Id,
        Definition = JsonSerializer.Serialize(role, OrganizationJson.Default.Role),
    };

    public static UserRow ToRow(User user, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = user.Id,
        Email = Keys.Fold(user.Email),
        Definition = Write(user),
    };

    public static ModuleRow ToRow(Module module, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = module.Id,
        ApiName = module.ApiName,
        Definition = Write(module),
    };

    public static FieldRow ToRow(Field field, Module module, long organizationId) => new()
    {
        OrganizationId = organizationId,
        ModuleId = module.Id,
        Id = field.Id,
        ApiName = field.ApiName,
        Number = field.Number,
        Definition = Write(field),
    };

    public static ViewRow ToRow(CustomView view, long organizationId) => new()
    {
        OrganizationId = organizationId,
        Id = view.Id,
        Definition = JsonSerializer.Serialize(view, OrganizationJson.Default.CustomView),
    };

    public static string Write(Module module) => JsonSerializer.Serialize(module, OrganizationJson.Default.Module);

    public static string Write(Field field) => JsonSerializer.Serialize(field, OrganizationJson.Default.Field);
}
