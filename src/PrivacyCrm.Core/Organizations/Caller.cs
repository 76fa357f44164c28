using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>Who is calling: a user of an organization, through a token with scopes.</summary>
/// <param name="Organization">The organization, chosen by the token alone.</param>
/// <param name="User">The user the token was given to.</param>
/// <param name="Scopes">What the token allows.</param>
public sealed record Caller(Organization Organization, User User, ScopeSet Scopes)
{
    /// <summary>Gets the profile that says what the caller may do: the user's own.</summary>
    public Profile Profile => Narrowed ?? Organization.ProfileOf(User);

    /// <summary>Gets the part of the user's profile that is left to code which works for the user; null when it is all of it.</summary>
    public Profile? Narrowed { get; init; }

    /// <summary>Gets how many records code that works for the user may write at once; null for as many as anybody.</summary>
    public int? MaximumRecords { get; init; }

    /// <summary>What the caller may do with the fields of a module.</summary>
    /// <param name="module">One of the organization's modules.</param>
    /// <returns>The decision, the same for the life of this version of the organization.</returns>
    public FieldAccess AccessTo(Module module) => Narrowed is null ? Organization.AccessTo(module, Profile) : PrivacyPolicy.Decide(module, Organization, Narrowed);

    /// <summary>Tells whether the caller may use the records of a module.</summary>
    /// <param name="module">One of the organization's modules.</param>
    /// <param name="use">One use or several.</param>
    /// <returns>True when all of them are allowed.</returns>
    public bool May(ModuleUse use, Module module) => Profile.Allows(module, use);

    /// <summary>The first permission that the caller lacks.</summary>
    /// <param name="use">One use of the module or several; each of them needs View.</param>
    /// <param name="module">One of the organization's modules.</param>
    /// <returns>Its name, or null when all are allowed.</returns>
    public string? MissingPermission(ModuleUse use, Module module) => Permissions.ModuleUses
        .Where(one => (use | ModuleUse.View).HasFlag(one) && !May(one, module))
        .Select(one => Permissions.NameOf(one, module))
        .FirstOrDefault();

    /// <summary>Tells whether the token covers an operation on a module's records.</summary>
    /// <param name="module">One of the organization's modules.</param>
    /// <param name="operation">READ, CREATE, UPDATE or DELETE.</param>
    /// <returns>True when it does.</returns>
    public bool IsInScope(Module module, string operation)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Scopes.Covers($"ZohoCRM.modules.{module.ApiName}.{operation}") || (module.IsCustom && Scopes.Covers($"ZohoCRM.modules.custom.{operation}"));
    }

    /// <summary>Tells whether the caller may read the names of a module's records, wherever they are shown.</summary>
    /// <param name="module">One of the organization's modules.</param>
    /// <returns>True when the field that names them is open.</returns>
    public bool MayReadNamesOf(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Find(module.DisplayField) is { } field && AccessTo(module).Allows(field, FieldUse.Read);
    }
}
