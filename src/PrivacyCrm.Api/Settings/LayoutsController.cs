using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Reads layouts. Every module has one, "Standard", with all of its fields.</summary>
[Tags("Layouts")]
public sealed class LayoutsController : SettingsController
{
    private const string List = "layouts";
    private const string Scope = "ZohoCRM.settings.layouts.READ";

    /// <summary>Lists the layouts of a module.</summary>
    /// <param name="module">The module's API name.</param>
    /// <returns>The layouts; 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("settings/layouts")]
    [RequiresScope(Scope)]
    public IActionResult GetAll([FromQuery] string? module)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error) || !IsUnchanged().TryGet(out bool isUnchanged, out error))
        {
            return Refuse(error, List);
        }

        return isUnchanged ? StatusCode(StatusCodes.Status304NotModified) : Show(found);
    }

    /// <summary>Reads one layout.</summary>
    /// <param name="id">The layout's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <returns>The layout; 204 when there is none.</returns>
    [HttpGet("settings/layouts/{id}")]
    [RequiresScope(Scope)]
    public IActionResult Get([FromRoute] string id, [FromQuery] string? module) =>
        !FindSettingsModule(module).TryGet(out Module? found, out CrmError? error) ? Refuse(error, List)
        : RecordId.Parse(id) is not { } known ? Refuse(CrmErrors.Requests.InvalidPathId(2))
        : known == found.LayoutId ? Show(found)
        : NoContent();

    private JsonAnswer Show(Module module)
    {
        LayoutMetadata metadata = new(module, Caller);
        return new JsonAnswer(StatusCodes.Status200OK, async (writer, flush) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            await metadata.WriteAsync(writer, flush);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
