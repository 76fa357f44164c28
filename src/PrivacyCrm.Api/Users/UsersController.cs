using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.Users;

/// <summary>Reads the people of the organization, and changes what they may do.</summary>
/// <param name="editor">Changes users.</param>
/// <param name="time">The clock, for the offset of time zones.</param>
public sealed class UsersController(UserEditor editor, TimeProvider time) : CrmController
{
    private const string Scope = "ZohoCRM.users.READ";

    /// <summary>Lists users.</summary>
    /// <remarks>Scope <c>ZohoCRM.users.READ</c>, but any valid token may ask for <c>CurrentUser</c>, because official clients do so before anything else.</remarks>
    /// <param name="type">Which of them, such as <c>AllUsers</c> (the default), <c>ActiveUsers</c>, <c>AdminUsers</c>, <c>CurrentUser</c>.</param>
    /// <param name="ids">User ids, separated by commas.</param>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="perPage">Users on a page, 1 to 200.</param>
    /// <returns>A page; 204 when it is empty, 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("users")]
    [RequiresScope]
    public IActionResult GetAll([FromQuery] string? type, [FromQuery] string? ids, [FromQuery] string? page, [FromQuery(Name = "per_page")] string? perPage)
    {
        if (type != UserKinds.Current && !Caller.Scopes.Covers(Scope))
        {
            return Refuse(CrmErrors.Requests.ScopeMismatch());
        }

        if (UserKinds.Find(type ?? UserKinds.All) is not { } isWanted)
        {
            return Refuse(CrmErrors.Requests.InvalidParameter("type"));
        }

        if (!IsUnchanged().TryGet(out bool isUnchanged, out CrmError? error)
            || !ReadPlanner.IdsOf(ids).TryGet(out ImmutableArray<long>? wantedIds, out error)
            || !ReadPlanner.PageOf(new ListQuery { Version = Version, Page = page, PerPage = perPage }).TryGet(out (int Number, int Size) asked, out error))
        {
            return Refuse(error);
        }

        User[] matching = [.. Caller.Organization.Users.Where(user => isWanted(user, Caller) && (wantedIds?.Contains(user.Id) ?? true))];
        User[] shown = [.. matching.Skip((int)Math.Min(int.MaxValue, (asked.Number - 1L) * asked.Size)).Take(asked.Size)];
        return isUnchanged ? StatusCode(StatusCodes.Status304NotModified)
            : shown.Length == 0 ? NoContent()
            : Show(shown, new PageInfo(asked.Size, shown.Length, asked.Number, (long)asked.Number * asked.Size < matching.Length));
    }

    /// <summary>Reads one user.</summary>
    /// <param name="id">The user's id.</param>
    /// <returns>The user; 304 when nothing changed since <c>If-Modified-Since</c>.</returns>
    [HttpGet("users/{id}")]
    [RequiresScope(Scope)]
    public IActionResult Get([FromRoute] string id)
    {
        if (Caller.Organization.FindUser(RecordId.Parse(id)) is not { } user)
        {
            return Refuse(CrmErrors.Requests.InvalidPathId(1));
        }

        return !IsUnchanged().TryGet(out bool isUnchanged, out CrmError? error) ? Refuse(error)
            : isUnchanged ? StatusCode(StatusCodes.Status304NotModified)
            : Show([user], info: null);
    }

    /// <summary>Changes name, profile, role or status of a user.</summary>
    /// <param name="id">The user's id.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("users/{id}")]
    [RequiresScope("ZohoCRM.users.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> Update([FromRoute] string id, CancellationToken cancellationToken) => UpdateAsync(id, cancellationToken);

    /// <summary>Changes name, profile, role or status of the user named by the body's <c>id</c>.</summary>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome: 200 or 400.</returns>
    [HttpPut("users")]
    [RequiresScope("ZohoCRM.users.UPDATE", ForAdministrators = true)]
    public Task<IActionResult> UpdateNamed(CancellationToken cancellationToken) => UpdateAsync(pathId: null, cancellationToken);

    private Task<IActionResult> UpdateAsync(string? pathId, CancellationToken cancellationToken) => WithRowsAsync(
        "users",
        maximum: 1,
        async (rows, _) =>
        {
            RowOutcome outcome = await editor.UpdateAsync(Caller, pathId, rows[0], cancellationToken);
            return outcome.Error is { } error ? Refuse(error, "users") : JsonAnswer.Of([outcome], "users", StatusCodes.Status200OK);
        },
        cancellationToken);

    private JsonAnswer Show(IReadOnlyList<User> users, PageInfo? info)
    {
        UserMetadata metadata = new(Caller, time.GetUtcNow());
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("users");
            foreach (User user in users)
            {
                metadata.Write(writer, user);
            }

            writer.WriteEndArray();
            if (info is not null)
            {
                writer.WritePropertyName("info");
                info.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }
}
