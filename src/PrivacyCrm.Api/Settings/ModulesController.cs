using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.Settings;

/// <summary>Reads, makes and changes modules.</summary>
/// <param name="editor">Changes modules.</param>
public sealed class ModulesController(ModuleEditor editor) : CrmController
{
    private const string List = "modules";

    /// <summary>Lists the modules.</summary>
    /// <param name="status">Statuses separated by commas, such as <c>visible,system_hidden</c>; all without.</param>
    /// <returns>The modules; 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("settings/modules")]
    [RequiresScope("ZohoCRM.settings.modules.READ")]
    public IActionResult GetAll([FromQuery] string? status)
    {
        if (!IsUnchanged().TryGet(out bool isUnchanged, out CrmError? error))
        {
            return Refuse(error, List);
        }

        string[]? wanted = status?.Split(',', StringSplitOptions.TrimEntries);
        Module[] modules = [.. Caller.Organization.Modules.Where(module => Caller.May(ModuleUse.View, module) && (wanted?.Contains(module.Visibility == 1 ? "visible" : "system_hidden") ?? true))];
        return isUnchanged ? StatusCode(StatusCodes.Status304NotModified) : modules.Length == 0 ? NoContent() : Show(modules, isSingle: false);
    }

    /// <summary>Reads one module.</summary>
    /// <param name="name">Its API name or id.</param>
    /// <returns>The module with all its properties.</returns>
    [HttpGet("settings/modules/{name}")]
    [RequiresScope("ZohoCRM.settings.modules.READ")]
    public IActionResult Get([FromRoute] string name)
    {
        Module? module = Caller.Organization.FindModule(name) ?? Caller.Organization.Modules.FirstOrDefault(one => one.Id == RecordId.Parse(name));
        return module is null ? Refuse(CrmErrors.Requests.UnknownSettingsModule(), List)
            : Caller.May(ModuleUse.View, module) ? Show([module], isSingle: true)
            : Refuse(NotPermitted(ModuleUse.View, module), List);
    }

    /// <summary>Makes a module.</summary>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 201 or 400.</returns>
    [HttpPost("settings/modules")]
    [RequiresScope("ZohoCRM.settings.modules.CREATE", ForAdministrators = true, Since = "v6")]
    public Task<IActionResult> Create(CancellationToken cancellationToken) => WithRowsAsync(
        List,
        maximum: 1,
        async (rows, _) => JsonAnswer.Of([await editor.CreateAsync(Caller, rows[0], cancellationToken)], List, StatusCodes.Status201Created),
        cancellationToken);

    /// <summary>Changes the labels of a module.</summary>
    /// <param name="name">Its API name or id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("settings/modules/{name}")]
    [RequiresScope("ZohoCRM.settings.modules.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> Update([FromRoute] string name, CancellationToken cancellationToken) => WithRowsAsync(
        List,
        maximum: 1,
        async (rows, _) =>
        {
            RowOutcome outcome = await editor.UpdateAsync(Caller, name, rows[0], cancellationToken);
            return outcome.Error is null ? JsonAnswer.Of([outcome], List, StatusCodes.Status200OK) : Refuse(outcome.Error, List);
        },
        cancellationToken);

    private JsonAnswer Show(IReadOnlyList<Module> modules, bool isSingle)
    {
        ModuleMetadata metadata = new(Caller);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            foreach (Module module in modules)
            {
                metadata.Write(writer, module, isSingle);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
