using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.People;

/// <summary>Reads and changes profiles, which decide what their users may do.</summary>
/// <param name="editor">Changes profiles.</param>
[Tags("Profiles")]
public sealed class ProfilesController(ProfileEditor editor) : CrmController
{
    private const string List = "profiles";

    /// <summary>Lists the profiles.</summary>
    /// <returns>All profiles, without their permissions.</returns>
    [HttpGet("settings/profiles")]
    [RequiresScope("ZohoCRM.settings.profiles.READ")]
    public IActionResult GetAll()
    {
        if (Refusal() is { } refusal)
        {
            return refusal;
        }

        Profile[] profiles = [.. Caller.Organization.Profiles];
        ProfileMetadata metadata = new(Caller);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            foreach (Profile profile in profiles)
            {
                metadata.Write(writer, profile, isSingle: false);
            }

            writer.WriteEndArray();
            WriteInfo(writer, profiles.Length);
            writer.WriteEndObject();
        });
    }

    /// <summary>Reads one profile with its permissions.</summary>
    /// <param name="id">The profile's id.</param>
    /// <returns>The profile.</returns>
    [HttpGet("settings/profiles/{id}")]
    [RequiresScope("ZohoCRM.settings.profiles.READ")]
    public IActionResult Get([FromRoute] string id)
    {
        if (Refusal() is { } refusal)
        {
            return refusal;
        }

        if (Caller.Organization.FindProfile(RecordId.Parse(id)) is not { } profile)
        {
            return Refuse(CrmErrors.People.UnknownProfile());
        }

        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(List);
            new ProfileMetadata(Caller).Write(writer, profile, isSingle: true);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Makes a profile with the permissions of another one.</summary>
    /// <param name="id">The other profile's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 201 or 400.</returns>
    [HttpPost("settings/profiles/{id}/actions/clone")]
    [RequiresScope("ZohoCRM.settings.profiles.CREATE")]
    public Task<IActionResult> Clone([FromRoute] string id, CancellationToken cancellationToken) =>
        WriteAsync(row => editor.CloneAsync(Caller, RecordId.Parse(id), row, cancellationToken), StatusCodes.Status201Created, cancellationToken);

    /// <summary>Changes name, description and permissions of a profile.</summary>
    /// <param name="id">The profile's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("settings/profiles/{id}")]
    [RequiresScope("ZohoCRM.settings.profiles.UPDATE")]
    public Task<IActionResult> Update([FromRoute] string id, CancellationToken cancellationToken) =>
        WriteAsync(row => editor.UpdateAsync(Caller, RecordId.Parse(id), row, cancellationToken), StatusCodes.Status200OK, cancellationToken);

    /// <summary>Deletes a profile that a user made.</summary>
    /// <param name="id">The profile's id.</param>
    /// <param name="transferTo">The profile that its users get; needed when it has users.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpDelete("settings/profiles/{id}")]
    [RequiresScope("ZohoCRM.settings.profiles.DELETE")]
    public async Task<IActionResult> Delete([FromRoute] string id, [FromQuery(Name = "transfer_to")] string? transferTo, CancellationToken cancellationToken)
    {
        if (Refusal() is { } refusal)
        {
            return refusal;
        }

        RowOutcome outcome = await editor.DeleteAsync(Caller, RecordId.Parse(id), transferTo, cancellationToken);
        return outcome.Error is { } error ? Refuse(error) : JsonAnswer.Of(StatusCodes.Status200OK, outcome.WriteTo);
    }

    private async Task<IActionResult> WriteAsync(Func<JsonElement, Task<RowOutcome>> write, int status, CancellationToken cancellationToken) =>
        Refusal() ?? await WithRowsAsync(
            List,
            maximum: 1,
            async (rows, _) =>
            {
                RowOutcome outcome = await write(rows[0]);
                return outcome.Error is { } error ? Refuse(error, List) : JsonAnswer.Of([outcome], List, status);
            },
            cancellationToken);

    private JsonAnswer? Refusal() => Caller.Profile.MayManageProfiles ? null : Refuse(CrmErrors.Requests.SettingNotPermitted(Permissions.ManageProfiles));

    private static void WriteInfo(Utf8JsonWriter writer, int count)
    {
        writer.WriteStartObject("info");
        writer.WriteNumber("page", 1);
        writer.WriteNumber("per_page", ReadPlanner.MaximumPageSize);
        writer.WriteNumber("count", count);
        writer.WriteBoolean("more_records", false);
        writer.WriteNumber("license_limit", ProfileEditor.MaximumProfiles);
        writer.WriteEndObject();
    }
}
