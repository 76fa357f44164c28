using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>What settings of a module have in common: the module is a parameter.</summary>
public abstract class SettingsController : CrmController
{
    /// <summary>Finds the module of a settings call.</summary>
    /// <param name="module">The parameter.</param>
    /// <returns>The module, or the refusal.</returns>
    private protected Result<Module> FindSettingsModule(string? module)
    {
        if (string.IsNullOrEmpty(module))
        {
            return CrmErrors.Requests.ParameterMissing("module");
        }

        return Caller.Organization.FindModule(module) is not { } found ? CrmErrors.Requests.UnknownSettingsModule()
            : Caller.May(ModuleUse.View, found) ? found
            : NotPermitted(ModuleUse.View, found);
    }
}
