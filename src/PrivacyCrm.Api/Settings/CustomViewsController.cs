using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.Settings;

/// <summary>Reads, makes, changes and deletes custom views, whose ids are the <c>cvid</c> of record calls.</summary>
/// <param name="editor">Changes views.</param>
/// <param name="time">The clock.</param>
[Tags("Layouts")]
public sealed class CustomViewsController(ViewEditor editor, TimeProvider time) : SettingsController
{
    private const string List = "custom_views";
    private const string ReadScope = "ZohoCRM.settings.custom_views.READ";
    private const string UpdateScope = "ZohoCRM.settings.custom_views.UPDATE";

    /// <summary>Lists the custom views of a module that the caller may use.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="perPage">Views on a page, 1 to 200.</param>
    /// <returns>A page; 204 when it is empty, 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("settings/custom_views")]
    [RequiresScope(ReadScope)]
    public IActionResult GetAll([FromQuery] string? module, [FromQuery] string? page, [FromQuery(Name = "per_page")] string? perPage)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error)
            || !ReadPlanner.PageOf(new ListQuery { Version = Version, Page = page, PerPage = perPage }).TryGet(out (int Number, int Size) asked, out error)
            || !IsUnchanged().TryGet(out bool isUnchanged, out error))
        {
            return Refuse(error, List);
        }

        CustomView[] visible = [.. new ViewBinder(Caller, found, time.GetUtcNow()).Views];
        CustomView[] shown = [.. visible.Skip((int)Math.Min(int.MaxValue, (asked.Number - 1L) * asked.Size)).Take(asked.Size)];
        PageInfo info = new(asked.Size, shown.Length, asked.Number, (long)asked.Number * asked.Size < visible.Length);
        return isUnchanged ? StatusCode(StatusCodes.Status304NotModified) : shown.Length == 0 ? NoContent() : Show(found, shown, info);
    }

    /// <summary>Reads one custom view.</summary>
    /// <param name="id">The view's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <returns>The view; 204 when there is none.</returns>
    [HttpGet("settings/custom_views/{id}")]
    [RequiresScope(ReadScope)]
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

        CustomView? view = new ViewBinder(Caller, found, time.GetUtcNow()).Views.FirstOrDefault(one => one.Id == known);
        return view is null ? NoContent() : Show(found, [view], info: null);
    }

    /// <summary>Makes custom views.</summary>
    /// <remarks>Criteria on a field closed to the API are refused with <c>INVALID_QUERY</c>.</remarks>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view: 201, 207 or 400.</returns>
    [HttpPost("settings/custom_views")]
    [RequiresScope("ZohoCRM.settings.custom_views.CREATE", ForAdministrators = true)]
    public Task<IActionResult> Create([FromQuery] string? module, CancellationToken cancellationToken) => ChangeAsync(
        module, ViewEditor.MaximumViews, (found, rows) => editor.CreateAsync(Caller, found.ApiName, rows, cancellationToken), StatusCodes.Status201Created, cancellationToken);

    /// <summary>Changes custom views, each named by its <c>id</c>.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view: 200, 207 or 400.</returns>
    [HttpPut("settings/custom_views")]
    [RequiresScope(UpdateScope, ForAdministrators = true)]
    public Task<IActionResult> UpdateMany([FromQuery] string? module, CancellationToken cancellationToken) => ChangeAsync(
        module, ViewEditor.MaximumViews, (found, rows) => editor.UpdateAsync(Caller, found.ApiName, rows, pathId: null, cancellationToken), StatusCodes.Status200OK, cancellationToken);

    /// <summary>Changes one custom view.</summary>
    /// <param name="id">The view's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("settings/custom_views/{id}")]
    [RequiresScope(UpdateScope, ForAdministrators = true)]
    public async Task<IActionResult> Update([FromRoute] string id, [FromQuery] string? module, CancellationToken cancellationToken) => RecordId.Parse(id) is { } known
        ? await ChangeAsync(module, 1, (found, rows) => editor.UpdateAsync(Caller, found.ApiName, rows, known, cancellationToken), StatusCodes.Status200OK, cancellationToken)
        : Refuse(CrmErrors.Requests.InvalidPathId(2));

    /// <summary>Changes the order of custom views, each named by its <c>id</c>.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view: 200, 207 or 400.</returns>
    [HttpPut("settings/custom_views/actions/change_sort")]
    [RequiresScope(UpdateScope, ForAdministrators = true)]
    public Task<IActionResult> ChangeSortOfMany([FromQuery] string? module, CancellationToken cancellationToken) => ChangeAsync(
        module, ViewEditor.MaximumViews, (found, rows) => editor.SortAsync(Caller, found.ApiName, rows, pathId: null, cancellationToken), StatusCodes.Status200OK, cancellationToken);

    /// <summary>Changes the order of one custom view.</summary>
    /// <param name="id">The view's id.</param>
    /// <param name="module">The module's API name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("settings/custom_views/{id}/actions/change_sort")]
    [RequiresScope(UpdateScope, ForAdministrators = true)]
    public async Task<IActionResult> ChangeSort([FromRoute] string id, [FromQuery] string? module, CancellationToken cancellationToken) => RecordId.Parse(id) is { } known
        ? await ChangeAsync(module, 1, (found, rows) => editor.SortAsync(Caller, found.ApiName, rows, known, cancellationToken), StatusCodes.Status200OK, cancellationToken)
        : Refuse(CrmErrors.Requests.InvalidPathId(2));

    /// <summary>Deletes custom views that users made.</summary>
    /// <param name="module">The module's API name.</param>
    /// <param name="ids">View ids, separated by commas, up to 100.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>One outcome for each view: 200, 207 or 400.</returns>
    [HttpDelete("settings/custom_views")]
    [RequiresScope("ZohoCRM.settings.custom_views.DELETE", ForAdministrators = true)]
    public async Task<IActionResult> Delete([FromQuery] string? module, [FromQuery] string? ids, CancellationToken cancellationToken)
    {
        if (!FindSettingsModule(module).TryGet(out Module? found, out CrmError? error))
        {
            return Refuse(error, List);
        }

        string[] sent = ids?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return sent.Length == 0 ? Refuse(CrmErrors.Requests.IdsMissing())
            : sent.Length > ReadPlanner.MaximumIds ? Refuse(CrmErrors.Requests.TooMany("ids", ReadPlanner.MaximumIds))
            : JsonAnswer.Of(await editor.DeleteAsync(Caller, found.ApiName, sent, cancellationToken), List, StatusCodes.Status200OK);
    }

    private async Task<IActionResult> ChangeAsync(
        string? module, int maximum, Func<Module, List<JsonElement>, Task<IReadOnlyList<RowOutcome>>> change, int status, CancellationToken cancellationToken) =>
        FindSettingsModule(module).TryGet(out Module? found, out CrmError? error)
            ? await WithRowsAsync(List, maximum, async (rows, _) => Answer(await change(found, rows), status), cancellationToken)
            : Refuse(error, List);

    // A wrong id in the path is about the request, not about a view in it.
    private static JsonAnswer Answer(IReadOnlyList<RowOutcome> outcomes, int status) =>
        outcomes is [{ Error: { } error }] && error == CrmErrors.Requests.InvalidPathId(2) ? Refuse(error) : JsonAnswer.Of(outcomes, List, status);

    private JsonAnswer Show(Module module, IReadOnlyList<CustomView> views, PageInfo? info)
    {
        ViewMetadata metadata = new(Caller, module);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            foreach (CustomView view in views)
            {
                metadata.Write(writer, view);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("info");
            if (info is not null)
            {
                writer.WriteNumber("per_page", info.PerPage);
                writer.WriteString("default", RecordId.Format(SystemViews.DefaultOf(module)));
                writer.WriteNumber("count", info.Count);
            }

            WriteTranslation(writer);
            if (info is not null)
            {
                writer.WriteNumber("page", info.Page);
                writer.WriteBoolean("more_records", info.HasMore);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void WriteTranslation(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("translation");
        writer.WriteString("public_views", "Public Views");
        writer.WriteString("other_users_views", "Other User's Views");
        writer.WriteString("shared_with_me", "Shared With Me");
        writer.WriteString("created_by_me", "Created By Me");
        writer.WriteEndObject();
    }
}
