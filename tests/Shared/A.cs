using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Tests;

/// <summary>Valid things to test with; a test changes only what it is about.</summary>
public static partial class A
{
    public static FieldBuilders Field { get; } = new();

    public static Module Module(string apiName = "Leads") => new()
    {
        Id = 1_000_000_000_000_000 + (StableNumber.Of(apiName) % 1_000_000 * 1_000),
        ApiName = apiName,
        ModuleName = apiName,
        SingularLabel = apiName,
        PluralLabel = apiName,
        DisplayField = "Last_Name",
    };

    public static User User(long id = 2_000_000_000_000_001, string firstName = "Ada", string lastName = "Admin") => new()
    {
        Id = id,
        Zuid = RecordId.Format(id % 1_000_000),
        FirstName = firstName,
        LastName = lastName,
        Email = $"{firstName}.{lastName}@example.com",
        Role = "CEO",
        ProfileId = Profiles.AdministratorId(OrganizationBuilder.DefaultId),
        TimeZoneId = "Etc/UTC",
    };

    public static Caller Caller(Organization organization) =>
        new(organization, organization.Users[0], new ScopeSet("ZohoCRM.modules.ALL ZohoCRM.settings.ALL ZohoSearch.securesearch.READ"));
}
