using System.Security.Cryptography;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Core.Settings;

/// <summary>Makes organizations, users and programs, for whoever runs the server.</summary>
/// <param name="organizations">Where organizations are.</param>
/// <param name="identities">Where programs are.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class Provisioning(IOrganizationStore organizations, IIdentityStore identities, IdSource ids, TimeProvider time)
{
    private const long IdsPerOrganization = 1_000_000_000_000;

    /// <summary>Makes an organization with the default modules and one administrator.</summary>
    /// <param name="companyName">Its name.</param>
    /// <param name="timeZoneId">The IANA name of its time zone.</param>
    /// <param name="administrator">First name, last name and address of the administrator.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The organization.</returns>
    public async Task<NewOrganization> AddOrganizationAsync(
        string companyName, string timeZoneId, (string FirstName, string LastName, string Email) administrator, CancellationToken cancellationToken)
    {
        long id = RandomNumberGenerator.GetInt32(1_000_000, 9_000_000) * IdsPerOrganization;
        string zgid = (id / IdsPerOrganization * 10 + 7).ToString(System.Globalization.CultureInfo.InvariantCulture);
        User user = NewUser(administrator, Profiles.AdministratorId(id), Roles.Highest, timeZoneId);
        NewOrganization organization = new(
            id,
            new OrganizationProfile
            {
                Zgid = zgid,
                PrimaryZuid = user.Zuid,
                CompanyName = companyName,
                PrimaryEmail = user.Email,
                DomainName = $"org{zgid}",
                TimeZoneId = timeZoneId,
                CreatedTime = Instants.ToSecond(time.GetUtcNow()),
            },
            PrivacySettings.Off,
            RandomNumberGenerator.GetBytes(32),
            [user],
            DefaultModules.For(id));
        await organizations.AddAsync(organization, cancellationToken);
        return organization;
    }

    /// <summary>Adds a user to an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="person">First name, last name and address.</param>
    /// <param name="isAdministrator">Whether the user may change settings.</param>
    /// <param name="role">The role's name.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The user, or the refusal: the address is taken.</returns>
    public Task<Result<User>> AddUserAsync(
        long organizationId, (string FirstName, string LastName, string Email) person, bool isAdministrator, string role, CancellationToken cancellationToken) =>
        organizations.ChangeAsync(
            organizationId,
            organization =>
            {
                if (organization.FindUserByEmail(person.Email) is not null)
                {
                    return new Decision<Result<User>>(null, CrmErrors.Records.Duplicate(ErrorDetails.Of(("api_name", "email"), ("json_path", "$.email"))) with { IsAboutBody = false });
                }

                User user = NewUser(
                    person,
                    isAdministrator ? Profiles.AdministratorId(organization.Id) : Profiles.StandardId(organization.Id),
                    role,
                    organization.Profile.TimeZoneId);
                return new Decision<Result<User>>(new OrganizationChange { NewUsers = [user] }, user);
            },
            cancellationToken);

    /// <summary>Adds a program that may ask for tokens.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="redirectUri">Where its users are sent back to, or null.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns>Its id and its secret, told once.</returns>
    public async Task<(string ClientId, string Secret)> AddClientAsync(
        long organizationId, string name, string? redirectUri, CancellationToken cancellationToken)
    {
        string clientId = TokenText.Create(organizationId);
        string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(21));
        await identities.AddClientAsync(organizationId, new Client(clientId, TokenText.Hash(secret), name, redirectUri), cancellationToken);
        return (clientId, secret);
    }

    private User NewUser((string FirstName, string LastName, string Email) person, long profileId, string role, string timeZoneId) => new()
    {
        Id = ids.Next(),
        Zuid = RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture),
        FirstName = person.FirstName,
        LastName = person.LastName,
        Email = person.Email,
        Role = role,
        ProfileId = profileId,
        TimeZoneId = timeZoneId,
        CreatedTime = Instants.ToSecond(time.GetUtcNow()),
    };
}
