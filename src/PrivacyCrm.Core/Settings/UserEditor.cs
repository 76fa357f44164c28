using System.Collections.Frozen;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Changes names, profiles, roles and status of users.</summary>
/// <param name="organizations">Where users are.</param>
/// <param name="time">The clock.</param>
public sealed class UserEditor(IOrganizationStore organizations, TimeProvider time)
{
    // The members of a user that the original lets change, and that users here do not have.
    private static readonly FrozenSet<string> Unchangeable = FrozenSet.Create(
        StringComparer.Ordinal,
        "email", "alias", "phone", "mobile", "fax", "dob", "website", "street", "city", "state", "zip", "country", "signature", "language", "locale", "country_locale",
        "time_zone", "time_format", "date_format", "name_format__s", "sort_order_preference__s", "decimal_separator", "number_separator", "Reporting_To");

    private const int MaximumNameLength = 100;
    private const string Root = "$.users[0]";

    /// <summary>Changes a user.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="pathId">The user in the path, as sent; null when the body names it.</param>
    /// <param name="json">The user as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> UpdateAsync(Caller caller, string? pathId, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Task.FromResult<RowOutcome>(CrmErrors.Records.WrongType("users", Root, "jsonobject"));
        }

        long? sent = json.TryGetProperty("id", out JsonElement member) ? RecordId.Read(member) : null;
        if (pathId is null && !json.TryGetProperty("id", out _))
        {
            return Task.FromResult<RowOutcome>(CrmErrors.Records.MandatoryMissing("id", $"{Root}.id"));
        }

        long? id = pathId is null ? sent : RecordId.Parse(pathId);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                if (organization.FindUser(id) is not { } before)
                {
                    return new Decision<RowOutcome>(null, pathId is null ? CrmErrors.Records.InvalidId("id", $"{Root}.id") : CrmErrors.Requests.InvalidPathId(1));
                }

                return Read(organization, before, json).TryGet(out User? after, out CrmError? error) && CheckOwn(organization, caller, before, after) is not { } own
                    ? new Decision<RowOutcome>(
                        new OrganizationChange { ChangedUsers = [after with { ModifiedBy = caller.User.Id, ModifiedTime = Instants.ToSecond(time.GetUtcNow()) }] },
                        new RowOutcome { Message = "User updated", Details = ErrorDetails.Of(("id", RecordId.Format(after.Id))) })
                    : new Decision<RowOutcome>(null, error ?? CheckOwn(organization, caller, before, after!)!);
            },
            cancellationToken);
    }

    // The last administrator would lock everybody out, so nobody gives up these rights alone.
    private static CrmError? CheckOwn(Organization organization, Caller caller, User before, User after)
    {
        bool losesRights = organization.ProfileOf(before).MayCustomize && !organization.ProfileOf(after).MayCustomize;
        return before.Id != caller.User.Id ? null
            : losesRights ? CrmErrors.People.OwnRights("profile", $"{Root}.profile")
            : after.IsActive ? null
            : CrmErrors.People.OwnRights("status", $"{Root}.status");
    }

    private static Result<User> Read(Organization organization, User before, JsonElement json)
    {
        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(Unchangeable.Contains) is { } unchangeable)
        {
            return CrmErrors.Settings.ChangeNotAllowed(unchangeable, $"{Root}.{unchangeable}");
        }

        if (!JsonReading.Text(json, "first_name", Root, MaximumNameLength).TryGet(out string? first, out CrmError? error)
            || !JsonReading.Text(json, "last_name", Root, MaximumNameLength).TryGet(out string? last, out error)
            || !JsonReading.Text(json, "status", Root).TryGet(out string? status, out error)
            || !Reference(json, "profile", id => organization.FindProfile(id)).TryGet(out Profile? profile, out error)
            || !Reference(json, "role", id => organization.Roles.FirstOrDefault(role => role.Id == id)).TryGet(out Role? role, out error))
        {
            return error;
        }

        if (status is not (null or "active" or "inactive"))
        {
            return CrmErrors.Records.NotSupportedValue("status", $"{Root}.status", ["active", "inactive"]);
        }

        return last?.Trim().Length == 0
            ? CrmErrors.Records.MandatoryMissing("last_name", $"{Root}.last_name")
            : before with
            {
                FirstName = first?.Trim() ?? before.FirstName,
                LastName = last?.Trim() ?? before.LastName,
                IsActive = status is null ? before.IsActive : status == "active",
                ProfileId = profile?.Id ?? before.ProfileId,
                Role = role?.Name ?? before.Role,
            };
    }

    // Clients send {"id": …} or the id alone.
    private static Result<T?> Reference<T>(JsonElement json, string name, Func<long, T?> find)
        where T : class
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return (T?)null;
        }

        JsonElement id = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out JsonElement inner) ? inner : value;
        return RecordId.Read(id) is { } known && find(known) is { } found ? found : CrmErrors.Records.InvalidId(name, $"{Root}.{name}");
    }
}
