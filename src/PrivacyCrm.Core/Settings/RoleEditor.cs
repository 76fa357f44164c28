using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes, changes and deletes roles.</summary>
/// <param name="organizations">Where roles are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class RoleEditor(IOrganizationStore organizations, IdSource ids, TimeProvider time)
{
    private const int MaximumNameLength = 200;
    private const string Root = "$.roles[0]";

    /// <summary>Makes a role.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="json">The role as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> CreateAsync(Caller caller, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        DateTimeOffset now = Instants.ToSecond(time.GetUtcNow());
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                Role blank = new()
                {
                    Id = ids.Next(),
                    Name = string.Empty,
                    ReportsTo = organization.Roles.First(role => role.ReportsTo is null).Id,
                    CreatedBy = caller.User.Id,
                    CreatedTime = now,
                };
                return Decide(organization, caller, blank, json, now, "Role added");
            },
            cancellationToken);
    }

    /// <summary>Changes a role.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="pathId">The role in the path, as sent; null when the body names it.</param>
    /// <param name="json">The role as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> UpdateAsync(Caller caller, string? pathId, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        DateTimeOffset now = Instants.ToSecond(time.GetUtcNow());
        long? sent = pathId is null && json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out JsonElement member) ? RecordId.Read(member) : null;
        if (pathId is null && json.ValueKind == JsonValueKind.Object && !json.TryGetProperty("id", out _))
        {
            return Task.FromResult<RowOutcome>(CrmErrors.Records.MandatoryMissing("id", $"{Root}.id"));
        }

        long? id = pathId is null ? sent : RecordId.Parse(pathId);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization => organization.Roles.FirstOrDefault(role => role.Id == id) is { } before
                ? Decide(organization, caller, before, json, now, "Role updated")
                : new Decision<RowOutcome>(null, pathId is null ? CrmErrors.Records.InvalidId("id", $"{Root}.id") : CrmErrors.Requests.InvalidPathId(2)),
            cancellationToken);
    }

    /// <summary>Deletes a role; another one takes its users and those who reported to it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The role.</param>
    /// <param name="transferTo">The other role, as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> DeleteAsync(Caller caller, long? id, string? transferTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                Role? role = organization.Roles.FirstOrDefault(one => one.Id == id);
                Role? heir = organization.Roles.FirstOrDefault(one => one.Id == RecordId.Parse(transferTo ?? string.Empty));
                CrmError? refused = role is null ? CrmErrors.Requests.InvalidPathId(2)
                    : role.ReportsTo is null ? CrmErrors.People.HighestRole()
                    : transferTo is null ? CrmErrors.Requests.ParameterMissing("transfer_to_id")
                    : heir is null || heir.Id == role.Id ? CrmErrors.People.UnknownRoleTransfer()
                    : null;
                return refused is null ? Remove(organization, role!, heir!) : new Decision<RowOutcome>(null, refused);
            },
            cancellationToken);
    }

    private static Decision<RowOutcome> Remove(Organization organization, Role role, Role heir) => new(
        new OrganizationChange
        {
            DeletedRoles = [role],
            SavedRoles =
            [
                // Whoever reported to the role reports to its heir; an heir that did reports to where the role did.
                .. organization.Roles
                    .Where(other => other.ReportsTo == role.Id)
                    .Select(other => other with { ReportsTo = other.Id == heir.Id ? role.ReportsTo : heir.Id }),
            ],
            ChangedUsers = [.. organization.Users.Where(user => user.Role == role.Name).Select(user => user with { Role = heir.Name })],
        },
        Done(role, "Role Deleted"));

    private static Decision<RowOutcome> Decide(Organization organization, Caller caller, Role before, JsonElement json, DateTimeOffset now, string message)
    {
        if (!Read(organization, before, json).TryGet(out Role? after, out CrmError? error))
        {
            return new Decision<RowOutcome>(null, error);
        }

        after = after with { ModifiedBy = caller.User.Id, ModifiedTime = now };
        return new Decision<RowOutcome>(
            new OrganizationChange
            {
                SavedRoles = [after],
                ChangedUsers = [.. organization.Users.Where(user => user.Role == before.Name && before.Name != after.Name).Select(user => user with { Role = after.Name })],
            },
            Done(after, message));
    }

    private static Result<Role> Read(Organization organization, Role before, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("roles", Root, "jsonobject");
        }

        if (!JsonReading.Text(json, "name", Root, MaximumNameLength).TryGet(out string? name, out CrmError? error)
            || !JsonReading.Text(json, "description", Root, 250).TryGet(out string? description, out error)
            || !JsonReading.Flag(json, "share_with_peers", Root).TryGet(out bool? shares, out error)
            || !JsonReading.Object(json, "reporting_to", Root).TryGet(out JsonElement? reporting, out error))
        {
            return error;
        }

        long? reportsTo = reporting is { } sent && sent.TryGetProperty("id", out JsonElement id) ? RecordId.Read(id) ?? 0 : before.ReportsTo;
        Role after = before with
        {
            Name = name?.Trim() ?? before.Name,
            Description = description ?? before.Description,
            SharesWithPeers = shares ?? before.SharesWithPeers,
            ReportsTo = reportsTo,
        };
        return Check(organization, before, after) is { } refused ? refused : after;
    }

    private static CrmError? Check(Organization organization, Role before, Role after)
    {
        if (after.Name.Length == 0)
        {
            return CrmErrors.Records.MandatoryMissing("name", $"{Root}.name");
        }

        if (organization.Roles.Any(other => other.Id != after.Id && string.Equals(other.Name, after.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return CrmErrors.Settings.DuplicateModule("name", $"{Root}.name");
        }

        // Upwards from the new superior one has to come to the highest role without meeting this one.
        int steps = 0;
        for (long? above = after.ReportsTo; above is not null; above = organization.Roles.FirstOrDefault(role => role.Id == above)?.ReportsTo)
        {
            if (organization.Roles.All(role => role.Id != above))
            {
                return CrmErrors.Records.InvalidId("reporting_to", $"{Root}.reporting_to.id");
            }

            if (above == after.Id || ++steps > organization.Roles.Length)
            {
                return CrmErrors.People.RoleCircle($"{Root}.reporting_to");
            }
        }

        return before.ReportsTo is null && after.ReportsTo is not null ? CrmErrors.People.RoleCircle($"{Root}.reporting_to") : null;
    }

    private static RowOutcome Done(Role role, string message) =>
        new() { Message = message, Details = ErrorDetails.Of(("id", RecordId.Format(role.Id))) };
}
