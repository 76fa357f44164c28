using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.People;

/// <summary>Reads and changes roles, the places in the organization's hierarchy.</summary>
/// <param name="editor">Changes roles.</param>
[Tags("Profiles")]
public sealed class RolesController(RoleEditor editor) : CrmController
{
    private const string List = "roles";

    /// <summary>Lists the roles.</summary>
    /// <returns>All roles.</returns>
    [HttpGet("settings/roles")]
    [RequiresScope("ZohoCRM.settings.roles.READ")]
    public IActionResult GetAll() => Show(Caller.Organization.Roles);

    /// <summary>Reads one role.</summary>
    /// <param name="id">The role's id.</param>
    /// <returns>The role; 204 when there is none.</returns>
    [HttpGet("settings/roles/{id}")]
    [RequiresScope("ZohoCRM.settings.roles.READ")]
    public IActionResult Get([FromRoute] string id) =>
        Caller.Organization.Roles.FirstOrDefault(role => role.Id == RecordId.Parse(id)) is { } found ? Show([found]) : NoContent();

    /// <summary>Makes a role.</summary>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 201 or 400.</returns>
    [HttpPost("settings/roles")]
    [RequiresScope("ZohoCRM.settings.roles.CREATE", ForAdministrators = true)]
    public Task<IActionResult> Create(CancellationToken cancellationToken) =>
        WriteAsync(row => editor.CreateAsync(Caller, row, cancellationToken), StatusCodes.Status201Created, cancellationToken);

    /// <summary>Changes the role named by the body's <c>id</c>.</summary>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("settings/roles")]
    [RequiresScope("ZohoCRM.settings.roles.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> UpdateNamed(CancellationToken cancellationToken) =>
        WriteAsync(row => editor.UpdateAsync(Caller, pathId: null, row, cancellationToken), StatusCodes.Status200OK, cancellationToken);

    /// <summary>Changes a role.</summary>
    /// <param name="id">The role's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("settings/roles/{id}")]
    [RequiresScope("ZohoCRM.settings.roles.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> Update([FromRoute] string id, CancellationToken cancellationToken) =>
        WriteAsync(row => editor.UpdateAsync(Caller, id, row, cancellationToken), StatusCodes.Status200OK, cancellationToken);

    /// <summary>Deletes a role.</summary>
    /// <param name="id">The role's id.</param>
    /// <param name="transferTo">The role that takes its users.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpDelete("settings/roles/{id}")]
    [RequiresScope("ZohoCRM.settings.roles.DELETE", ForAdministrators = true)]
    public async Task<IActionResult> Delete([FromRoute] string id, [FromQuery(Name = "transfer_to_id")] string? transferTo, CancellationToken cancellationToken) =>
        Answer(await editor.DeleteAsync(Caller, RecordId.Parse(id), transferTo, cancellationToken), StatusCodes.Status200OK);

    private Task<IActionResult> WriteAsync(Func<JsonElement, Task<RowOutcome>> write, int status, CancellationToken cancellationToken) =>
        WithRowsAsync(List, maximum: 1, async (rows, _) => Answer(await write(rows[0]), status), cancellationToken);

    private static JsonAnswer Answer(RowOutcome outcome, int status) =>
        outcome.Error is { } error ? Refuse(error, List) : JsonAnswer.Of([outcome], List, status);

    private JsonAnswer Show(IReadOnlyList<Role> roles)
    {
        RoleMetadata metadata = new(Caller);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            foreach (Role role in roles)
            {
                metadata.Write(writer, role);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
