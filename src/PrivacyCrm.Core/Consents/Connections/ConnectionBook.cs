using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>Keeps the connections of users and of organizations. Secrets go in and are used; they never come out again.</summary>
/// <param name="store">Where they are.</param>
/// <param name="secrets">Encrypts secrets.</param>
/// <param name="organizations">Where users are.</param>
/// <param name="clock">Ids and time.</param>
public sealed class ConnectionBook(IConnectionStore store, ISecretProtector secrets, IOrganizationStore organizations, ConsentClock clock) : IConnectionOwners
{
    /// <summary>How many connections a user may have, and the organization beside them.</summary>
    public const int Maximum = 100;

    /// <summary>Makes a connection, for the caller or, by an administrator, for the organization.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="json">What was sent.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The connection, or the refusal.</returns>
    public async Task<Result<Connection>> AddAsync(Caller caller, JsonElement json, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!ConnectionDraft.Read(json).TryGet(out ConnectionDraft? draft, out CrmError? error))
        {
            return error;
        }

        if (draft.IsOrganizations && !caller.Profile.MayCustomize)
        {
            return CrmErrors.Consents.NotPermitted();
        }

        long organization = caller.Organization.Id;
        Connection made = draft.Connection with
        {
            Id = clock.NextId(),
            UserId = draft.IsOrganizations ? null : caller.User.Id,
            CreatorId = caller.User.Id,
            CreatedTime = clock.Now,
        };
        string secret = secrets.Protect(organization, made.Id, draft.Secret);
        return await store.AddAsync(organization, made, secret, Maximum, cancellationToken) ? made : CrmErrors.Runtime.ConnectionNotAdded(Maximum);
    }

    /// <summary>Lists the caller's connections and those of the organization.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The connections.</returns>
    public Task<ImmutableArray<Connection>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return store.ListAsync(caller.Organization.Id, caller.User.Id, cancellationToken);
    }

    /// <summary>Removes a connection: an own one, or by an administrator one of the organization.</summary>
    /// <param name="caller">Who removes it.</param>
    /// <param name="id">Its id; null finds none.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The refusal; null when it is gone.</returns>
    public async Task<CrmError?> RemoveAsync(Caller caller, long? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if ((await ListAsync(caller, cancellationToken)).FirstOrDefault(one => one.Id == id) is not { } found)
        {
            return CrmErrors.Runtime.ConnectionNotFound();
        }

        if (found.UserId is null && !caller.Profile.MayCustomize)
        {
            return CrmErrors.Consents.NotPermitted();
        }

        await store.RemoveAsync(caller.Organization.Id, found.Id, cancellationToken);
        return null;
    }

    /// <summary>Finds the connection that an access uses, with its secret, for a call of the server itself.</summary>
    /// <param name="caller">The acting user.</param>
    /// <param name="access">The access, agreed to.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The connection and its secret; null when there is none that works.</returns>
    public async Task<(Connection Connection, string Secret)?> OpenAsync(Caller caller, Access access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(access);
        long organization = caller.Organization.Id;
        bool isAdmins = access.Authentication == Authentication.Admin;
        if (access.Parts.Connection is not { } name || await store.FindAsync(organization, isAdmins ? null : caller.User.Id, name, cancellationToken) is not { } found)
        {
            return null;
        }

        bool works = !isAdmins || IsWorkingAdministrator(caller.Organization, found.Connection.CreatorId);
        return works && secrets.Unprotect(organization, found.Connection.Id, found.Secret) is { } secret ? (found.Connection, secret) : null;
    }

    /// <inheritdoc/>
    public async Task<long?> FindOwnerAsync(long organizationId, string connection, CancellationToken cancellationToken) =>
        await store.FindAsync(organizationId, userId: null, connection, cancellationToken) is { } found
        && await organizations.FindLatestAsync(organizationId, cancellationToken) is { } organization
        && IsWorkingAdministrator(organization, found.Connection.CreatorId)
            ? found.Connection.CreatorId
            : null;

    /// <summary>Makes a new secret for a component, by which its webhook knows that a call comes from here. The one before is worth nothing any more.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The component.</param>
    /// <param name="cancellationToken">Ends the write before it is committed.</param>
    /// <returns>The secret, told once.</returns>
    public async Task<string> RenewSecretAsync(long organizationId, long componentId, CancellationToken cancellationToken)
    {
        string secret = NewSecret();
        await store.SetSecretAsync(organizationId, componentId, secrets.Protect(organizationId, componentId, secret), replaces: true, cancellationToken);
        return secret;
    }

    /// <summary>The secret of a component; one that nobody has asked for yet is made.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="componentId">The component.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The secret; null when the keys that it was encrypted with are gone.</returns>
    public async Task<string?> SecretOfAsync(long organizationId, long componentId, CancellationToken cancellationToken)
    {
        string stored = await store.FindSecretAsync(organizationId, componentId, cancellationToken)
            ?? await store.SetSecretAsync(organizationId, componentId, secrets.Protect(organizationId, componentId, NewSecret()), replaces: false, cancellationToken);
        return secrets.Unprotect(organizationId, componentId, stored);
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private static bool IsWorkingAdministrator(Organization organization, long userId) =>
        organization.FindUser(userId) is { IsActive: true } user && organization.ProfileOf(user).MayCustomize;
}
