using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Demo;

/// <summary>The two organizations of the demo, the same every time.</summary>
internal static class DemoOrganizations
{
    private const string CustomModule = "Memberships";

    private static readonly DateTimeOffset Founded = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the organizations.</summary>
    public static ImmutableArray<NewOrganization> All { get; } =
    [
        Make(
            5_725_767_000_000_000_000,
            ("Northwind Traders", "northwind", "America/Los_Angeles", "US"),
            [("Alex", "Morgan", "CEO", true), ("Sam", "Lee", "Sales Manager", false), ("Robin", "Park", "Sales Rep", false)]),
        Make(
            4_876_876_000_000_000_000,
            ("Contoso Care", "contoso", "Europe/Stockholm", "SE"),
            [("Kim", "Larsson", "CEO", true), ("Jo", "Berg", "Support Manager", false), ("Noa", "Lind", "Support Agent", false)]),
    ];

    /// <summary>The name of the one module that no default organization has.</summary>
    public static string CustomModuleName => CustomModule;

    private static NewOrganization Make(
        long id, (string Name, string Domain, string TimeZone, string Country) about, ImmutableArray<(string First, string Last, string Role, bool IsAdministrator)> people)
    {
        string zgid = RecordId.Format(id / 100_000_000_000);
        ImmutableArray<User> users =
        [
            .. people.Select((person, index) => new User
            {
                Id = id + 411_001 + (index * 1_000),
                Zuid = $"{zgid}{index + 1}",
                FirstName = person.First,
                LastName = person.Last,
                Email = $"{person.First}.{person.Last}@{about.Domain}.example.com".ToLowerInvariant(),
                Role = person.Role,
                ProfileId = person.IsAdministrator ? Profiles.AdministratorId(id) : Profiles.StandardId(id),
                TimeZoneId = about.TimeZone,
            }),
        ];
        Module custom = DefaultModules.Custom(DefaultModules.CountingFrom(id + 30_000_000), 1, CustomModule, ("Membership", "Memberships"), ("Membership Name", null));
        return new NewOrganization(
            id,
            new OrganizationProfile
            {
                Zgid = zgid,
                PrimaryZuid = users[0].Zuid,
                CompanyName = about.Name,
                PrimaryEmail = users[0].Email,
                DomainName = about.Domain,
                Country = about.Country,
                CountryCode = about.Country,
                Phone = "555-0100",
                Website = $"www.{about.Domain}.example.com",
                TimeZoneId = about.TimeZone,
                CreatedTime = Founded,
            },
            new PrivacySettings
            {
                IsEnabled = true,
                Modules = ["Leads", "Contacts", "Vendors", CustomModule],
                ApiRestriction = Sensitivity.Sensitive,
            },
            SHA256.HashData(Encoding.UTF8.GetBytes($"demo page tokens of {id}")),
            users,
            [.. DefaultModules.For(id).Append(custom).Select(Mark)]);
    }

    // One restricted field, one personal field that is shown, one without a sensitivity.
    private static Module Mark(Module module) => module.ApiName != "Leads"
        ? module
        : module with
        {
            Fields =
            [
                .. module.Fields.Select(field => field.ApiName switch
                {
                    "Email" => field with { Personal = PersonalMark.High },
                    "Phone" => field with { Personal = PersonalMark.Low },
                    "Mobile" => field with { Personal = PersonalMark.Unrated },
                    _ => field,
                }),
            ],
        };
}
