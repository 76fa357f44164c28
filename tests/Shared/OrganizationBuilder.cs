using System.Collections.Immutable;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Tests;

/// <summary>Makes organizations. Privacy is off until a test turns it on.</summary>
public sealed record OrganizationBuilder
{
    private ImmutableArray<Module> Modules { get; init; } = [];

    private ImmutableArray<User> Users { get; init; } = [A.User()];

    private Func<ImmutableArray<Module>, PrivacySettings> Privacy { get; init; } = _ => PrivacySettings.Off;

    private string TimeZoneId { get; init; } = "Etc/UTC";

    /// <summary>The id of organizations that do not say another.</summary>
    public const long DefaultId = 3_000_000_000_000_000;

    private long Id { get; init; } = DefaultId;

    private ImmutableArray<Profile> Profiles { get; init; } = [];

    private byte SigningKey { get; init; } = 7;

    public static implicit operator Organization(OrganizationBuilder builder) => builder.Build();

    public OrganizationBuilder With(params Module[] modules) => this with { Modules = Modules.AddRange(modules) };

    public OrganizationBuilder With(params User[] users) => this with { Users = Users.AddRange(users) };

    public OrganizationBuilder WithPrivacy(PrivacySettings settings) => this with { Privacy = _ => settings };

    /// <summary>Turns privacy on for all modules and closes sensitive fields to the API.</summary>
    public OrganizationBuilder WithPrivacyOn() => this with
    {
        Privacy = modules => new PrivacySettings
        {
            IsEnabled = true,
            Modules = [.. modules.Select(module => module.ApiName)],
            ApiRestriction = Sensitivity.Sensitive,
        },
    };

    public OrganizationBuilder In(string timeZoneId) => this with { TimeZoneId = timeZoneId };

    public OrganizationBuilder Numbered(long id) => this with { Id = id };

    public OrganizationBuilder SignedWith(byte key) => this with { SigningKey = key };

    public Organization Build() => new(
        Id,
        version: 1,
        new OrganizationProfile
        {
            Zgid = "7000001",
            PrimaryZuid = Users[0].Zuid,
            CompanyName = "Example",
            PrimaryEmail = Users[0].Email,
            DomainName = "example",
            TimeZoneId = TimeZoneId,
            CreatedTime = FrozenTime.Start,
        },
        Privacy(Modules),
        Enumerable.Repeat(SigningKey, 32).ToArray(),
        modifiedTime: FrozenTime.Start,
        Users.Select(user => user with { ProfileId = user.ProfileId - DefaultId + Id }),
        Modules,
        Profiles,
        []);

    public OrganizationBuilder With(params Profile[] profiles) => this with { Profiles = Profiles.AddRange(profiles) };
}
