using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Store.Records;
using PrivacyCrm.Store.Rows;

namespace PrivacyCrm.Store.Organizations;

/// <summary>Organizations as rows and back: the one place that maps them.</summary>
internal static class OrganizationRows
{
    /// <summary>Reads an organization, or null when there is none.</summary>
    /// <param name="session">Where.</param>
    /// <param name="id">The organization.</param>
    /// <param name="ending">What the statement of its own row ends with: nothing, or a lock until the transaction ends.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<Organization?> ReadAsync(SqlSession session, long id, string ending, CancellationToken cancellationToken)
    {
        SqlStatement own = Of("version, profile, privacy, signing_key, modified_time", "organizations", id).Add(ending);
        if (await session.QueryAsync(own, ReadOwn, cancellationToken) is not [(long version, string profile, string privacy, byte[] signingKey, long modified)])
        {
            return null;
        }

        List<User> users = await AllAsync(session, "users", id, OrganizationJson.Default.User, cancellationToken);
        List<Profile> profiles = await AllAsync(session, "profiles", id, OrganizationJson.Default.Profile, cancellationToken);
        List<Role> roles = await AllAsync(session, "roles", id, OrganizationJson.Default.Role, cancellationToken);
        List<Module> modules = await AllAsync(session, "modules", id, OrganizationJson.Default.Module, cancellationToken);
        List<CustomView> views = await AllAsync(session, "custom_views", id, OrganizationJson.Default.CustomView, cancellationToken);
        SqlStatement ofModules = Of("module_id, api_name, number, is_deleted, definition", "fields", id).Add(" ORDER BY number");
        var fields = (await session.QueryAsync(ofModules, ReadField, cancellationToken)).ToLookup(field => field.ModuleId);
        return new Organization(
            id,
            version,
            JsonSerializer.Deserialize(profile, OrganizationJson.Default.OrganizationProfile)!,
            JsonSerializer.Deserialize(privacy, OrganizationJson.Default.PrivacySettings)!,
            signingKey,
            DateTimeOffset.FromUnixTimeSeconds(modified),
            users,
            modules.Select(module => module with
            {
                Fields = [.. fields[module.Id].Select(field => field.Field).OfType<Field>()],
                RetiredNames = [.. fields[module.Id].Where(field => field.Field is null).Select(field => field.ApiName)],
                LastFieldNumber = fields[module.Id].Max(field => field.Number),
            }),
            profiles,
            roles)
        {
            StoredViews = [.. views],
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

    private static async Task<List<T>> AllAsync<T>(SqlSession session, string table, long id, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await session.QueryAsync(Of("definition", table, id), reader => JsonSerializer.Deserialize(reader.GetString(0), type)!, cancellationToken);

    private static SqlStatement Of(string columns, string table, long id) => new SqlStatement().Add($"SELECT {columns} FROM {table} WHERE organization_id = ").AddValue(id);

    private static (long Version, string Profile, string Privacy, byte[] SigningKey, long Modified) ReadOwn(DbDataReader reader) =>
        (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetInt64(4));

    private static (long ModuleId, string ApiName, int Number, Field? Field) ReadField(DbDataReader reader) =>
        (reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3) ? null : JsonSerializer.Deserialize(reader.GetString(4), OrganizationJson.Default.Field)!);
}
