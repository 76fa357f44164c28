using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.Settings;

/// <summary>Reads, makes, changes and deletes fields.</summary>
/// <param name="editor">Changes fields.</param>
public sealed class FieldsController(FieldEditor editor) : SettingsController
{
    private const string List = "fields";

    /// <summary>Lists the fields of a module.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="type"><c>used</c> (the default), <c>unused</c> or <c>all</c>. All fields are used.</param>
    /// <returns>The fields; 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("settings/fields")]
    [RequiresScope("ZohoCRM.settings.fields.READ")]
    public IActionResult GetAll([FromQuery] string? module, [FromQuery] string? type)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error) || !IsUnchanged().TryGet(out bool isUnchanged, out error))
        {
            return Refuse(error, List);
        }

        if (type is not (null or "all" or "used" or "unused"))
        {
            return Refuse(CrmErrors.Requests.PatternNotMatched("type"));
        }

        return isUnchanged
            ? StatusCode(StatusCodes.Status304NotModified)
            : type == "unused" ? NoContent() : Show(found, found.Fields.Where(field => Caller.AccessTo(found).Allows(field, FieldUse.See)));
    }

    /// <summary>Reads one field.</summary>
    /// <param name="id">The field's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <returns>The field; 204 when there is none.</returns>
    [HttpGet("settings/fields/{id}")]
    [RequiresScope("ZohoCRM.settings.fields.READ")]
    public IActionResult Get([FromRoute] string id, [FromQuery] string? module)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error, List);
        }

        if (RecordId.Parse(id) is not { } known)
        {
            return Refuse(CrmErrors.Requests.InvalidPathId(2));
        }

        Field? field = found.Fields.FirstOrDefault(one => one.Id == known && Caller.AccessTo(found).Allows(one, FieldUse.See));
        return field is null ? NoContent() : Show(found, [field]);
    }

    /// <summary>Lists the options of a picklist.</summary>
    /// <param name="id">The field's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <returns>The options; 204 when the field has none.</returns>
    [HttpGet("settings/fields/{id}/pick_list_values")]
    [RequiresScope("ZohoCRM.settings.fields.READ")]
    public IActionResult GetPickListValues([FromRoute] string id, [FromQuery] string? module)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error, List);
        }

        Field? field = found.Fields.FirstOrDefault(one => one.Id == RecordId.Parse(id) && Caller.AccessTo(found).Allows(one, FieldUse.See));
        return field is null ? Refuse(CrmErrors.Requests.InvalidPathId(2))
            : field.PickList.IsEmpty ? NoContent()
            : JsonAnswer.Of(StatusCodes.Status200OK, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("pick_list_values");
                new FieldMetadata(found, Caller).WriteOptions(writer, field);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
    }

    /// <summary>Makes up to five fields.</summary>
    /// <remarks><c>private: {"type": "High"}</c> or <c>"Low"</c> marks a field personal, in modules with privacy settings.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each field: 201, 207 or 400.</returns>
    [HttpPost("settings/fields")]
    [RequiresScope("ZohoCRM.settings.fields.CREATE", ForAdministrators = true)]
    public async Task<IActionResult> Create([FromQuery] string? module, CancellationToken cancellationToken) =>
        FindSettingsModule(module).TryGet(out Module? found, out CrmError? error)
            ? await WithRowsAsync(
                List,
                FieldEditor.MaximumFields,
                async (rows, _) => JsonAnswer.Of(await editor.CreateAsync(Caller, found.ApiName, rows, cancellationToken), List, StatusCodes.Status201Created),
                cancellationToken)
            : Refuse(error, List);

    /// <summary>Changes up to five fields, each named by its <c>id</c>.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each field: 200, 207 or 400.</returns>
    [HttpPatch("settings/fields")]
    [HttpPut("settings/fields")]
    [RequiresScope("ZohoCRM.settings.fields.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> UpdateMany([FromQuery] string? module, CancellationToken cancellationToken) =>
        UpdateAsync(module, pathId: null, FieldEditor.MaximumFields, cancellationToken);

    /// <summary>Changes one field.</summary>
    /// <remarks><c>private: {"type": "High"}</c> or <c>"Low"</c> marks the field personal, <c>private: null</c> takes the mark away.</remarks>
    /// <param name="id">The field's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPatch("settings/fields/{id}")]
    [HttpPut("settings/fields/{id}")]
    [RequiresScope("ZohoCRM.settings.fields.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> Update([FromRoute] string id, [FromQuery] string? module, CancellationToken cancellationToken) =>
        RecordId.Parse(id) is { } known
            ? UpdateAsync(module, known, maximum: 1, cancellationToken)
            : Task.FromResult<IActionResult>(Refuse(CrmErrors.Requests.InvalidPathId(2)));

    /// <summary>Deletes a field that a user made. Its values are no longer found or shown.</summary>
    /// <param name="id">The field's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpDelete("settings/fields/{id}")]
    [RequiresScope("ZohoCRM.settings.fields.DELETE", ForAdministrators = true)]
    public async Task<IActionResult> Delete([FromRoute] string id, [FromQuery] string? module, CancellationToken cancellationToken)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error, List);
        }

        RowOutcome outcome = await editor.DeleteAsync(Caller, found.ApiName, RecordId.Parse(id), cancellationToken);
        return outcome.Error is null ? JsonAnswer.Of([outcome], List, StatusCodes.Status200OK) : Refuse(outcome.Error, List);
    }

    private async Task<IActionResult> UpdateAsync(string? module, long? pathId, int maximum, CancellationToken cancellationToken) =>
        FindSettingsModule(module).TryGet(out Module? found, out CrmError? error)
            ? await WithRowsAsync(
                List,
                maximum,
                async (rows, _) => JsonAnswer.Of(await editor.UpdateAsync(Caller, found.ApiName, rows, pathId, cancellationToken), List, StatusCodes.Status200OK),
                cancellationToken)
            : Refuse(error, List);

    private JsonAnswer Show(Module module, IEnumerable<Field> fields)
    {
        FieldMetadata metadata = new(module, Caller);
        return new JsonAnswer(StatusCodes.Status200OK, async (writer, flush) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            foreach (Field field in fields)
            {
                metadata.Write(writer, field);
                await flush();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
