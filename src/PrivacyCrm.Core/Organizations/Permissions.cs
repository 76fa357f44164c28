using System.Collections.Immutable;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Organizations;

/// <summary>The permissions that a profile gives or denies, each with an id of its organization's.</summary>
public static class Permissions
{
    /// <summary>Changing settings.</summary>
    public const string Customize = "Crm_Implied_Customize_Zoho_CRM";

    /// <summary>Seeing and changing profiles.</summary>
    public const string ManageProfiles = "Crm_Implied_Manage_Profiles";

    /// <summary>The uses of a module, each of them a permission. The first is the parent of the others.</summary>
    public static readonly ImmutableArray<ModuleUse> ModuleUses = [ModuleUse.View, ModuleUse.Create, ModuleUse.Edit, ModuleUse.Delete];

    private const long FirstOfModule = 400_000;
    private const long CustomizeNumber = 26_101;

    /// <summary>The name of a permission for a module.</summary>
    /// <param name="use">One use.</param>
    /// <param name="module">The module.</param>
    /// <returns>The name.</returns>
    public static string NameOf(ModuleUse use, Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return $"Crm_Implied_{use}_{module.ApiName}";
    }

    /// <summary>All permissions of an organization.</summary>
    /// <param name="organization">The organization.</param>
    /// <returns>Those of its modules, then those of its settings.</returns>
    public static IEnumerable<Permission> Of(Organization organization)
    {
        ArgumentNullException.ThrowIfNull(organization);
        IEnumerable<Permission> modules = organization.Modules.Where(module => module.IsInApi).SelectMany(module => ModuleUses.Select((use, index) =>
            new Permission(module.Id + FirstOfModule + index, NameOf(use, module), use.ToString(), module, use)));
        return
        [
            .. modules,
            new Permission(organization.Id + CustomizeNumber, Customize, "Module Customization", null, ModuleUse.None),
            new Permission(organization.Id + CustomizeNumber + 1, ManageProfiles, "Manage Profiles", null, ModuleUse.None),
        ];
    }
}
