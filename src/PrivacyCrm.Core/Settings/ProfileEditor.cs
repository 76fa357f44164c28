using System.Buffers;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes profiles from others, changes and deletes them.</summary>
/// <param name="organizations">Where profiles are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class ProfileEditor(IOrganizationStore organizations, IdSource ids, TimeProvider time)
{
    /// <summary>The greatest number of profiles that users made.</summary>
    public const int MaximumProfiles = 25;

    private const int MaximumNameLength = 50;
    private const int MaximumDescriptionLength = 250;
    private const string Root = "$.profiles[0]";

    private static readonly SearchValues<char> SpecialCharacters = SearchValues.Create("#%&()*^");

    /// <summary>Makes a profile with the permissions of another one.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="sourceId">The other one.</param>
    /// <param name="json">Name and description as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> CloneAsync(Caller caller, long? sourceId, JsonElement json, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        sourceId,
        (organization, source, now) =>
        {
            if (organization.Profiles.Count(profile => profile.IsCustom) >= MaximumProfiles)
            {
                return CrmErrors.People.TooManyProfiles(MaximumProfiles);
            }

            Profile copy = source with { Id = ids.Next(), Name = string.Empty, Description = null, IsCustom = true, CreatedBy = caller.User.Id, CreatedTime = now };
            return Read(organization, copy, json);
        },
        "profile created successfully",
        cancellationToken);

    /// <summary>Changes name, description and permissions of a profile.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The profile.</param>
    /// <param name="json">The profile as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> UpdateAsync(Caller caller, long? id, JsonElement json, CancellationToken cancellationToken) => ChangeAsync(
        caller,
        id,
        (organization, profile, _) => profile.IsSystem ? CrmErrors.People.SystemProfileUnchangeable() : Read(organization, profile, json),
        "profile updated successfully",
        cancellationToken);

    /// <summary>Deletes a profile that a user made.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The profile.</param>
    /// <param name="transferTo">The profile that its users get, as sent.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The outcome.</returns>
    public Task<RowOutcome> DeleteAsync(Caller caller, long? id, string? transferTo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                if (organization.FindProfile(id) is not { } profile)
                {
                    return new Decision<RowOutcome>(null, CrmErrors.People.UnknownProfile());
                }

                User[] users = [.. organization.Users.Where(user => user.ProfileId == profile.Id)];
                Profile? heir = organization.FindProfile(transferTo is null ? null : RecordId.Parse(transferTo));
                CrmError? refused = !profile.IsCustom ? CrmErrors.People.SystemProfileUndeletable()
                    : users.Length > 0 && transferTo is null ? CrmErrors.People.TransferMissing()
                    : transferTo is not null && (heir is null || heir.Id == profile.Id) ? CrmErrors.People.UnknownTransfer()
                    : null;
                return refused is not null
                    ? new Decision<RowOutcome>(null, refused)
                    : new Decision<RowOutcome>(
                        new OrganizationChange { DeletedProfiles = [profile], ChangedUsers = [.. users.Select(user => user with { ProfileId = heir!.Id })] },
                        Done(profile, "Profile deleted"));
            },
            cancellationToken);
    }

    private Task<RowOutcome> ChangeAsync(
        Caller caller, long? id, Func<Organization, Profile, DateTimeOffset, Result<Profile>> change, string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        DateTimeOffset now = Instants.ToSecond(time.GetUtcNow());
        return organizations.ChangeAsync(
            caller.Organization.Id,
            organization =>
            {
                if (organization.FindProfile(id) is not { } before)
                {
                    return new Decision<RowOutcome>(null, CrmErrors.People.UnknownProfile());
                }

                return change(organization, before, now).TryGet(out Profile? after, out CrmError? error)
                    ? new Decision<RowOutcome>(
                        new OrganizationChange { SavedProfiles = [after with { ModifiedBy = caller.User.Id, ModifiedTime = now }] }, Done(after, message))
                    : new Decision<RowOutcome>(null, error);
            },
            cancellationToken);
    }

    private static Result<Profile> Read(Organization organization, Profile profile, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return CrmErrors.Records.WrongType("profiles", Root, "jsonobject");
        }

        if (!JsonReading.Text(json, "name", Root, MaximumNameLength).TryGet(out string? name, out CrmError? error)
            || !JsonReading.Text(json, "description", Root, MaximumDescriptionLength).TryGet(out string? description, out error)
            || !JsonReading.List(json, "permissions_details", Root).TryGet(out JsonElement? permissions, out error))
        {
            return error;
        }

        Profile named = profile with { Name = name?.Trim() ?? profile.Name, Description = description ?? profile.Description };
        return CheckName(organization, named) is { } refused ? refused
            : permissions is { } list ? new ProfilePermissions(organization, Root).Apply(named, list)
            : named;
    }

    private static CrmError? CheckName(Organization organization, Profile profile)
    {
        string path = $"{Root}.name";
        return profile.Name.Length == 0 ? CrmErrors.Records.MandatoryMissing("name", path)
            : profile.Name.AsSpan().ContainsAny(SpecialCharacters) ? CrmErrors.People.ProfileName(path)
            : organization.Profiles.Any(other => other.Id != profile.Id && string.Equals(other.Name, profile.Name, StringComparison.OrdinalIgnoreCase))
                ? CrmErrors.Settings.DuplicateModule("name", path)
                : null;
    }

    private static RowOutcome Done(Profile profile, string message) =>
        new() { Message = message, Details = ErrorDetails.Of(("id", RecordId.Format(profile.Id))) };
}
