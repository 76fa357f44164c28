using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.Admin;

/// <summary>Makes organizations, users, programs and grant tokens, for whoever runs the server and knows its bootstrap secret.</summary>
/// <param name="provisioning">Makes them.</param>
/// <param name="issuer">Makes grant tokens.</param>
/// <param name="organizations">Where organizations are.</param>
/// <param name="identities">Where programs are.</param>
[Route("_privacycrm/admin/organizations")]
[Tags("Administration")]
[OpenToAll("The bootstrap secret is asked for instead of an access token.")]
[TypeFilter<BootstrapGate>]
public sealed class ProvisioningController(Provisioning provisioning, TokenIssuer issuer, IOrganizationStore organizations, IIdentityStore identities) : ControllerBase
{
    /// <summary>Makes an organization with the default modules and one administrator. Privacy starts off.</summary>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>Its id, zgid and administrator.</returns>
    [HttpPost]
    public Task<IActionResult> AddOrganization(CancellationToken cancellationToken) => WithAsync(
        AdminJson.Default.NewOrganizationRequest,
        AdminRules.Organizations,
        async request =>
        {
            NewUserRequest person = request.Administrator!;
            NewOrganization made = await provisioning.AddOrganizationAsync(
                request.CompanyName!, request.TimeZone ?? "Etc/UTC", (person.FirstName ?? string.Empty, person.LastName!, person.Email!), cancellationToken);
            return Created(("organization_id", RecordId.Format(made.Id)), ("zgid", made.Profile.Zgid), ("user_id", RecordId.Format(made.Users[0].Id)));
        },
        cancellationToken);

    /// <summary>Adds a user.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The user's id.</returns>
    [HttpPost("{organizationId}/users")]
    public Task<IActionResult> AddUser([FromRoute] string organizationId, CancellationToken cancellationToken) => WithAsync(
        AdminJson.Default.NewUserRequest,
        AdminRules.Users,
        async request =>
        {
            if (await FindAsync(organizationId, cancellationToken) is not { } organization)
            {
                return JsonAnswer.Of(CrmErrors.Requests.InvalidPathId(2));
            }

            Result<User> added = await provisioning.AddUserAsync(
                organization.Id, (request.FirstName ?? string.Empty, request.LastName!, request.Email!), request.Administrator, request.Role ?? "Sales Rep", cancellationToken);
            return added.TryGet(out User? user, out CrmError? error) ? Created(("user_id", RecordId.Format(user.Id))) : JsonAnswer.Of(error);
        },
        cancellationToken);

    /// <summary>Adds a program that may ask for tokens.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>Its id and its secret, told once.</returns>
    [HttpPost("{organizationId}/clients")]
    public Task<IActionResult> AddClient([FromRoute] string organizationId, CancellationToken cancellationToken) => WithAsync(
        AdminJson.Default.NewClientRequest,
        AdminRules.Clients,
        async request =>
        {
            if (await FindAsync(organizationId, cancellationToken) is not { } organization)
            {
                return JsonAnswer.Of(CrmErrors.Requests.InvalidPathId(2));
            }

            (string clientId, string secret) = await provisioning.AddClientAsync(organization.Id, request.Name!, request.RedirectUri, cancellationToken);
            return Created(("client_id", clientId), ("client_secret", secret));
        },
        cancellationToken);

    /// <summary>Makes a grant token, which a program exchanges once, within ten minutes, for an access and a refresh token.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The grant token.</returns>
    [HttpPost("{organizationId}/grant_tokens")]
    public Task<IActionResult> AddGrant([FromRoute] string organizationId, CancellationToken cancellationToken) => WithAsync(
        AdminJson.Default.NewGrantRequest,
        AdminRules.Grants,
        async request =>
        {
            if (await FindAsync(organizationId, cancellationToken) is not { } organization)
            {
                return JsonAnswer.Of(CrmErrors.Requests.InvalidPathId(2));
            }

            long userId = RecordId.Parse(request.UserId)!.Value;
            if (organization.FindUser(userId) is null || await identities.FindClientAsync(organization.Id, request.ClientId!, cancellationToken) is null)
            {
                string unknown = organization.FindUser(userId) is null ? "user_id" : "client_id";
                return JsonAnswer.Of(CrmErrors.Records.InvalidId(unknown, $"$.{unknown}"));
            }

            string grant = await issuer.GrantAsync(organization.Id, request.ClientId!, userId, new ScopeSet(request.Scope!), redirectUri: null, cancellationToken);
            return Created(("grant_token", grant));
        },
        cancellationToken);

    /// <summary>Adds a team of users, for which components can be made and extensions installed.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teams">Makes teams.</param>
    /// <param name="cancellationToken">Ends the work before it is committed.</param>
    /// <returns>The team's id.</returns>
    [HttpPost("{organizationId}/teams")]
    public Task<IActionResult> AddTeam([FromRoute] string organizationId, [FromServices] TeamMaker teams, CancellationToken cancellationToken) => WithAsync(
        AdminJson.Default.NewTeamRequest,
        AdminRules.Teams,
        async request =>
        {
            if (await FindAsync(organizationId, cancellationToken) is not { } organization)
            {
                return JsonAnswer.Of(CrmErrors.Requests.InvalidPathId(2));
            }

            Result<Team> added = await teams.AddAsync(organization, request.Name!, [.. request.UserIds!.Select(id => RecordId.Parse(id)!.Value)], cancellationToken);
            return added.TryGet(out Team? team, out CrmError? error) ? Created(("team_id", RecordId.Format(team.Id))) : JsonAnswer.Of(error);
        },
        cancellationToken);

    private async Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken) =>
        RecordId.Parse(organizationId) is { } id ? await organizations.FindLatestAsync(id, cancellationToken) : null;

    private async Task<IActionResult> WithAsync<T>(
        JsonTypeInfo<T> type, IValidator<T> rules, Func<T, Task<IActionResult>> answer, CancellationToken cancellationToken)
    {
        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return JsonAnswer.Of(error);
        }

        using (body)
        {
            T? request;
            try
            {
                request = body.Deserialize(type);
            }
            catch (JsonException exception)
            {
                string path = exception.Path ?? "$";
                return JsonAnswer.Of(CrmErrors.Records.InvalidValue(path[(path.LastIndexOf('.') + 1)..], path));
            }

            if (request is null)
            {
                return JsonAnswer.Of(CrmErrors.Records.UnreadableBody());
            }

            ValidationFailure? failure = rules.Validate(request).Errors.FirstOrDefault();
            return failure is null
                ? await answer(request)
                : JsonAnswer.Of(CrmErrors.Records.InvalidValue(failure.PropertyName[(failure.PropertyName.LastIndexOf('.') + 1)..], $"$.{failure.PropertyName}"));
        }
    }

    private static JsonAnswer Created(params (string Name, string Value)[] members) => JsonAnswer.Of(StatusCodes.Status201Created, writer =>
    {
        writer.WriteStartObject();
        foreach ((string name, string value) in members)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    });
}
