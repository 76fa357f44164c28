using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>Parts of an organization to be stored.</summary>
public sealed record OrganizationChange
{
    /// <summary>Gets the new privacy switches, or null.</summary>
    public PrivacySettings? Privacy { get; init; }

    /// <summary>Gets new users.</summary>
    public IReadOnlyList<User> NewUsers { get; init; } = [];

    /// <summary>Gets users whose properties changed, their ids and addresses aside.</summary>
    public IReadOnlyList<User> ChangedUsers { get; init; } = [];

    /// <summary>Gets profiles that are new or changed.</summary>
    public IReadOnlyList<Profile> SavedProfiles { get; init; } = [];

    /// <summary>Gets profiles that are to go; nobody has them any more.</summary>
    public IReadOnlyList<Profile> DeletedProfiles { get; init; } = [];

    /// <summary>Gets roles that are new or changed.</summary>
    public IReadOnlyList<Role> SavedRoles { get; init; } = [];

    /// <summary>Gets roles that are to go; nobody has them any more.</summary>
    public IReadOnlyList<Role> DeletedRoles { get; init; } = [];

    /// <summary>Gets new modules with their fields.</summary>
    public IReadOnlyList<Module> NewModules { get; init; } = [];

    /// <summary>Gets modules whose own properties changed.</summary>
    public IReadOnlyList<Module> ChangedModules { get; init; } = [];

    /// <summary>Gets new fields, each with its module.</summary>
    public IReadOnlyList<(Module Module, Field Field)> NewFields { get; init; } = [];

    /// <summary>Gets changed fields, each with its module.</summary>
    public IReadOnlyList<(Module Module, Field Field)> ChangedFields { get; init; } = [];

    /// <summary>Gets deleted fields, each with its module. Their values are no longer found or shown.</summary>
    public IReadOnlyList<(Module Module, Field Field)> DeletedFields { get; init; } = [];

    /// <summary>Gets new and changed custom views.</summary>
    public IReadOnlyList<CustomView> SavedViews { get; init; } = [];

    /// <summary>Gets the ids of deleted custom views.</summary>
    public IReadOnlyList<long> DeletedViews { get; init; } = [];
}
