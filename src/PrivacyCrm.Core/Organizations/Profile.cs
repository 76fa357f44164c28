using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>What the users who have it may do. It keeps what is denied, so that a new module or field is open until somebody closes it.</summary>
public sealed record Profile
{
    /// <summary>Gets the profile's id.</summary>
    public required long Id { get; init; }

    /// <summary>Gets the name, unique in the organization without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what people wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>Gets a value indicating whether a user made it.</summary>
    public bool IsCustom { get; init; }

    /// <summary>Gets a value indicating whether its users may change settings.</summary>
    public bool MayCustomize { get; init; }

    /// <summary>Gets a value indicating whether its users may see and change profiles.</summary>
    public bool MayManageProfiles { get; init; }

    /// <summary>Gets what is denied, by the id of the module.</summary>
    public ImmutableDictionary<long, ModuleUse> Denied { get; init; } = ImmutableDictionary<long, ModuleUse>.Empty;

    /// <summary>Gets the rights to fields that are not open to read and write, by the id of the field.</summary>
    public ImmutableDictionary<long, FieldRight> Fields { get; init; } = ImmutableDictionary<long, FieldRight>.Empty;

    /// <summary>Gets when a user made it; null for the original's own profiles.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Gets who made it.</summary>
    public long? CreatedBy { get; init; }

    /// <summary>Gets when a user last changed it.</summary>
    public DateTimeOffset? ModifiedTime { get; init; }

    /// <summary>Gets who last changed it.</summary>
    public long? ModifiedBy { get; init; }

    /// <summary>Gets a value indicating whether it is the one profile that is never restricted.</summary>
    [JsonIgnore]
    public bool IsSystem => !IsCustom && MayCustomize;

    /// <summary>Tells whether a use of a module is allowed. What cannot be seen cannot be used in any other way.</summary>
    /// <param name="module">The module.</param>
    /// <param name="use">One use or several.</param>
    /// <returns>True when all of them are.</returns>
    public bool Allows(Module module, ModuleUse use)
    {
        ArgumentNullException.ThrowIfNull(module);
        ModuleUse denied = Denied.GetValueOrDefault(module.Id);
        return (denied & (use | ModuleUse.View)) == ModuleUse.None;
    }

    /// <summary>The right to a field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The right.</returns>
    public FieldRight RightTo(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Fields.GetValueOrDefault(field.Id);
    }

    /// <summary>The profile with another right to a field.</summary>
    /// <param name="fieldId">The field.</param>
    /// <param name="right">The right.</param>
    /// <returns>The changed profile.</returns>
    public Profile With(long fieldId, FieldRight right) => this with
    {
        Fields = right == FieldRight.ReadWrite ? Fields.Remove(fieldId) : Fields.SetItem(fieldId, right),
    };

    /// <summary>The profile with other denials for a module.</summary>
    /// <param name="moduleId">The module.</param>
    /// <param name="denied">What is denied.</param>
    /// <returns>The changed profile.</returns>
    public Profile With(long moduleId, ModuleUse denied) => this with
    {
        Denied = denied == ModuleUse.None ? Denied.Remove(moduleId) : Denied.SetItem(moduleId, denied),
    };
}
