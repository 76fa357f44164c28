using FluentValidation;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Admin;

/// <summary>What the provisioning endpoints ask of their bodies.</summary>
internal static class AdminRules
{
    private const int MaximumLength = 100;

    /// <summary>Rules for users.</summary>
    public static readonly IValidator<NewUserRequest> Users = Of<NewUserRequest>(rules =>
    {
        rules.RuleFor(user => user.LastName).NotEmpty().MaximumLength(MaximumLength).OverridePropertyName("last_name");
        rules.RuleFor(user => user.FirstName).MaximumLength(MaximumLength).OverridePropertyName("first_name");
        rules.RuleFor(user => user.Role).MaximumLength(MaximumLength).OverridePropertyName("role");

        // A comma breaks the token file of an official client.
        rules.RuleFor(user => user.Email).NotEmpty().EmailAddress().MaximumLength(MaximumLength).Must(email => email?.Contains(',', StringComparison.Ordinal) != true).OverridePropertyName("email");
    });

    /// <summary>Rules for organizations.</summary>
    public static readonly IValidator<NewOrganizationRequest> Organizations = Of<NewOrganizationRequest>(rules =>
    {
        rules.RuleFor(organization => organization.CompanyName).NotEmpty().MaximumLength(MaximumLength).OverridePropertyName("company_name");
        rules.RuleFor(organization => organization.TimeZone).Must(id => id is null || TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)).OverridePropertyName("time_zone");
        rules.RuleFor(organization => organization.Administrator).NotNull().SetValidator(Users!).OverridePropertyName("administrator");
    });

    /// <summary>Rules for programs.</summary>
    public static readonly IValidator<NewClientRequest> Clients = Of<NewClientRequest>(rules =>
    {
        rules.RuleFor(client => client.Name).NotEmpty().MaximumLength(MaximumLength).OverridePropertyName("name");
        rules.RuleFor(client => client.RedirectUri).Must(uri => uri is null || Uri.IsWellFormedUriString(uri, UriKind.Absolute)).OverridePropertyName("redirect_uri");
    });

    /// <summary>Rules for grant tokens.</summary>
    public static readonly IValidator<NewGrantRequest> Grants = Of<NewGrantRequest>(rules =>
    {
        rules.RuleFor(grant => grant.ClientId).NotEmpty().OverridePropertyName("client_id");
        rules.RuleFor(grant => grant.UserId).Must(id => RecordId.Parse(id) is not null).OverridePropertyName("user_id");
        rules.RuleFor(grant => grant.Scope).Must(scope => new ScopeSet(scope ?? string.Empty).IsWellFormed()).OverridePropertyName("scope");
    });

    /// <summary>Rules for teams.</summary>
    public static readonly IValidator<NewTeamRequest> Teams = Of<NewTeamRequest>(rules =>
    {
        rules.RuleFor(team => team.Name).NotEmpty().MaximumLength(MaximumLength).OverridePropertyName("name");
        rules.RuleFor(team => team.UserIds).Must(ids => ids is not null && ids.All(id => RecordId.Parse(id) is not null)).OverridePropertyName("user_ids");
    });

    private static InlineValidator<T> Of<T>(Action<InlineValidator<T>> configure)
    {
        InlineValidator<T> rules = [];
        configure(rules);
        return rules;
    }
}
