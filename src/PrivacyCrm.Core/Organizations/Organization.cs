using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Schema.Types;

namespace PrivacyCrm.Core.Organizations;

/// <summary>
/// One tenant at one moment: its settings, people and schema. Immutable, so that a request sees one state from start to end;
/// every change makes a new version.
/// </summary>
public sealed class Organization
{
    private readonly FrozenDictionary<long, User> _users;
    private readonly FrozenDictionary<string, Module> _modules;
    private readonly ConcurrentDictionary<long, ImmutableArray<CustomView>> _views = new();
    private readonly FrozenDictionary<long, Profile> _profiles;
    private readonly ConcurrentDictionary<(long Module, long Profile), FieldAccess> _access = new();

    /// <summary>Initializes a new instance of the <see cref="Organization"/> class.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">Grows with every change of settings, people or schema.</param>
    /// <param name="profile">What it says about itself.</param>
    /// <param name="privacy">Its privacy switches.</param>
    /// <param name="signingKey">The secret that signs its page tokens.</param>
    /// <param name="modifiedTime">When settings, people or schema last changed.</param>
    /// <param name="users">Its people.</param>
    /// <param name="modules">Its modules with all fields.</param>
    /// <param name="profiles">The profiles that somebody made or changed.</param>
    /// <param name="roles">The roles that somebody made or changed.</param>
    public Organization(
        long id,
        long version,
        OrganizationProfile profile,
        PrivacySettings privacy,
        ReadOnlyMemory<byte> signingKey,
        DateTimeOffset modifiedTime,
        IEnumerable<User> users,
        IEnumerable<Module> modules,
        IEnumerable<Profile> profiles,
        IEnumerable<Role> roles)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Id = id;
        Version = version;
        Profile = profile;
        Privacy = privacy;
        SigningKey = signingKey;
        ModifiedTime = modifiedTime;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZoneId);
        _users = users.ToFrozenDictionary(user => user.Id);
        Users = [.. _users.Values.OrderBy(user => user.Id)];
        Modules = [.. modules.Select(WithoutForeignConsent).OrderBy(module => module.Sequence ?? int.MaxValue).ThenBy(module => module.Id)];
        Profiles = Organizations.Profiles.Of(id, profiles);
        _profiles = Profiles.ToFrozenDictionary(one => one.Id);
        Roles = Organizations.Roles.Of(id, roles, Users.Select(user => user.Role));
        _modules = Modules.ToFrozenDictionary(module => module.ApiName, StringComparer.Ordinal);
    }

    /// <summary>Gets the id.</summary>
    public long Id { get; }

    /// <summary>Gets the version, which grows with every change of settings, people or schema.</summary>
    public long Version { get; }

    /// <summary>Gets what the organization says about itself.</summary>
    public OrganizationProfile Profile { get; }

    /// <summary>Gets the privacy switches.</summary>
    public PrivacySettings Privacy { get; }

    /// <summary>Gets the secret that signs page tokens.</summary>
    public ReadOnlyMemory<byte> SigningKey { get; }

    /// <summary>Gets when settings, people or schema last changed.</summary>
    public DateTimeOffset ModifiedTime { get; }

    /// <summary>Gets the zone of date-times that name no offset.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Gets the people, by id.</summary>
    public ImmutableArray<User> Users { get; }

    /// <summary>Gets the modules in the order of their tabs.</summary>
    public ImmutableArray<Module> Modules { get; }

    /// <summary>Gets the custom views that users made, and those of the original that they changed.</summary>
    public ImmutableArray<CustomView> StoredViews { get; init; } = [];

    /// <summary>Gets the profiles, by id.</summary>
    public ImmutableArray<Profile> Profiles { get; }

    /// <summary>Gets the roles, by id.</summary>
    public ImmutableArray<Role> Roles { get; }

    /// <summary>Finds a profile.</summary>
    /// <param name="id">The id; null finds none.</param>
    /// <returns>The profile, or null.</returns>
    public Profile? FindProfile(long? id) => id is { } known ? _profiles.GetValueOrDefault(known) : null;

    /// <summary>The profile of a user.</summary>
    /// <param name="user">One of <see cref="Users"/>.</param>
    /// <returns>The profile.</returns>
    public Profile ProfileOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _profiles[user.ProfileId];
    }

    /// <summary>The role of a user.</summary>
    /// <param name="user">One of <see cref="Users"/>.</param>
    /// <returns>The role.</returns>
    public Role RoleOf(User user) => Roles.First(role => role.Name == user.Role);

    /// <summary>Finds a user.</summary>
    /// <param name="id">The id; null finds nobody.</param>
    /// <returns>The user, or null.</returns>
    public User? FindUser(long? id) => id is { } known ? _users.GetValueOrDefault(known) : null;

    /// <summary>Finds a user by address, without regard to case.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The user, or null.</returns>
    public User? FindUserByEmail(string email) =>
        Users.FirstOrDefault(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a module.</summary>
    /// <param name="apiName">The exact API name; null finds none.</param>
    /// <returns>The module, or null.</returns>
    public Module? FindModule(string? apiName) => apiName is null ? null : _modules.GetValueOrDefault(apiName);

    /// <summary>What callers with a profile may do with the fields of a module.</summary>
    /// <param name="module">One of <see cref="Modules"/>.</param>
    /// <param name="profile">One of <see cref="Profiles"/>.</param>
    /// <returns>The decision, the same for the life of this version.</returns>
    public FieldAccess AccessTo(Module module, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(profile);
        return _access.GetOrAdd(
            (module.Id, profile.Id),
            static (_, state) => PrivacyPolicy.Decide(state.Module, state.Organization, state.Profile),
            (Module: module, Organization: this, Profile: profile));
    }

    /// <summary>The custom views of a module: those every module has, then those of users by name.</summary>
    /// <param name="module">One of <see cref="Modules"/>.</param>
    /// <returns>The views, the same for the life of this version.</returns>
    public ImmutableArray<CustomView> ViewsOf(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return _views.GetOrAdd(module.Id, static (_, state) => state.Organization.MakeViews(state.Module), (Module: module, Organization: this));
    }

    private ImmutableArray<CustomView> MakeViews(Module module)
    {
        CustomView[] stored = [.. StoredViews.Where(view => view.ModuleId == module.Id)];
        return
        [
            .. SystemViews.Of(module).Select(view => stored.FirstOrDefault(changed => changed.Id == view.Id) is { } changed ? view.ChangedLike(changed) : view),
            .. stored.Where(view => !view.IsSystem).OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase).ThenBy(view => view.Id),
        ];
    }

    // The consent field is there only where the privacy rules apply.
    private Module WithoutForeignConsent(Module module) => Privacy.AppliesTo(module.ApiName)
        ? module
        : module with { Fields = module.Fields.RemoveAll(field => field.Type is ConsentLookupType) };
}
