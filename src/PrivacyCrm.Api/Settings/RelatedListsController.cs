using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Settings;

/// <summary>Reads which other modules point at the records of a module.</summary>
[Tags("Layouts")]
public sealed class RelatedListsController : SettingsController
{
    private const string List = "related_lists";
    private const string Scope = "ZohoCRM.settings.related_lists.READ";
    private const int Columns = 5;

    /// <summary>Lists the related lists of a module.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="layoutId">The module's layout; every list belongs to it.</param>
    /// <returns>The lists; 204 when nothing points at the module, 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("settings/related_lists")]
    [RequiresScope(Scope)]
    public IActionResult GetAll([FromQuery] string? module, [FromQuery(Name = "layout_id")] string? layoutId) => Get(module, layoutId, _ => true);

    /// <summary>Reads one related list.</summary>
    /// <param name="id">The list's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <param name="layoutId">The module's layout; every list belongs to it.</param>
    /// <returns>The list; 204 when there is none.</returns>
    [HttpGet("settings/related_lists/{id}")]
    [RequiresScope(Scope)]
    public IActionResult GetOne([FromRoute] string id, [FromQuery] string? module, [FromQuery(Name = "layout_id")] string? layoutId) =>
        RecordId.Parse(id) is { } known ? Get(module, layoutId, list => list.Id == known) : Refuse(CrmErrors.Requests.InvalidPathId(2));

    private IActionResult Get(string? module, string? layoutId, Func<RelatedList, bool> isWanted)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error) || !IsUnchanged().TryGet(out bool isUnchanged, out error))
        {
            return Refuse(error, List);
        }

        if (layoutId is not null && RecordId.Parse(layoutId) != found.LayoutId)
        {
            return Refuse(CrmErrors.Requests.InvalidParameter("layout_id"));
        }

        RelatedList[] all = [.. RelatedList.Of(found, Caller)];
        return isUnchanged ? StatusCode(StatusCodes.Status304NotModified)
            : Array.Exists(all, list => isWanted(list)) ? JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, found, all, isWanted))
            : NoContent();
    }

    private void Write(Utf8JsonWriter writer, Module module, RelatedList[] all, Func<RelatedList, bool> isWanted)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(List);
        for (int index = 0; index < all.Length; index++)
        {
            if (isWanted(all[index]))
            {
                Write(writer, module, all[index], index + 1);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, Module module, RelatedList list, int number)
    {
        writer.WriteStartObject();
        writer.WriteString("id", RecordId.Format(list.Id));
        writer.WriteString("sequence_number", number.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("display_label", list.Label);
        writer.WriteString("api_name", list.ApiName);
        WriteReference(writer, "module", list.Module.ApiName, list.Module.Id);
        writer.WriteString("name", list.Label);
        writer.WriteNull("action");
        writer.WriteString("href", $"{module.ApiName}/{{ENTITYID}}/{list.ApiName}");
        writer.WriteString("type", list.Lookup.IsCustom ? "custom_lookup" : "default");
        writer.WriteNull("connectedmodule");
        writer.WriteNull("linkingmodule");
        writer.WriteBoolean("visible", true);
        writer.WriteBoolean("customize_sort", false);
        writer.WriteBoolean("customize_fields", false);
        writer.WriteBoolean("customize_display_label", false);
        writer.WriteNull("sort_by");
        writer.WriteNull("sort_order");
        writer.WriteStartArray("fields");
        CustomView shown = SystemViews.Of(list.Module)[0];
        foreach (Field field in shown.Columns.Select(id => list.Module.Fields.First(field => field.Id == id)).Where(field => Caller.AccessTo(list.Module).Allows(field, FieldUse.See)).Take(Columns))
        {
            WriteReference(writer, name: null, field.ApiName, field.Id);
        }

        writer.WriteEndArray();
        writer.WriteString("status", "visible");
        writer.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter writer, string? name, string apiName, long id)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartObject();
        writer.WriteString("api_name", apiName);
        writer.WriteString("id", RecordId.Format(id));
        writer.WriteEndObject();
    }
}
