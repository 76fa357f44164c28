using System.Text.Json;
using PrivacyCrm.Core.Conversion;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Conversion;

public sealed class ConversionRightsTests
{
    private const long ProfileId = 9_000;
    private const long Lead = 5_000_000_000_000_100;
    private const long Contact = 5_000_000_000_000_200;
    private const string Deal = """{"Deals":{"Deal_Name":"d","Stage":"Qualification","Closing_Date":"2026-12-31"}}""";

    [Theory]
    [InlineData("Contacts", ModuleUse.Create, "{}", "Crm_Implied_Create_Contacts")]
    [InlineData("Contacts", ModuleUse.View, "{}", "Crm_Implied_View_Contacts")]
    [InlineData("Accounts", ModuleUse.View, "{}", "Crm_Implied_View_Accounts")]
    [InlineData("Accounts", ModuleUse.Create, "{}", "Crm_Implied_Create_Accounts")]
    [InlineData("Deals", ModuleUse.Create, Deal, "Crm_Implied_Create_Deals")]
    [InlineData("Deals", ModuleUse.Create, "{}", null)]
    [InlineData("Contacts", ModuleUse.Edit, "{}", "Crm_Implied_Edit_Contacts")]
    [InlineData("Contacts", ModuleUse.Edit, """{"Contacts":"5000000000000200"}""", "Crm_Implied_Edit_Contacts")]
    [InlineData("Contacts", ModuleUse.View, """{"Contacts":"5000000000000200"}""", "Crm_Implied_View_Contacts")]
    public async Task Profile_has_to_allow_what_the_conversion_does(string module, ModuleUse denied, string wish, string? missing)
    {
        Organization organization = OrganizationWith((profile, modules) => profile.With(modules.Single(one => one.ApiName == module).Id, denied));

        Result<ConvertedLead> converted = await ConvertAsync(organization, Filled(organization), wish);

        converted.TryGet(out _, out CrmError? error);
        string? refused = error is null ? null : $"{error.Status} {((string[])error.Details.Find("permissions")!)[0]}";
        Assert.Equal(missing is null ? null : $"403 {missing}", refused);
    }

    // Refused writes leave no trace, so they could be repeated to ask for every name and id.
    [Theory]
    [InlineData("Abel", "{}")]
    [InlineData("Other", "{}")]
    [InlineData("Abel", """{"Contacts":"5000000000000200"}""")]
    [InlineData("Abel", """{"Contacts":"5000000000000999"}""")]
    public async Task Refusal_does_not_tell_which_contacts_there_are(string lastName, string wish)
    {
        Organization organization = OrganizationWith((profile, modules) => profile.With(modules.Single(one => one.ApiName == "Contacts").Id, ModuleUse.View));
        InMemoryRecordStore store = Filled(organization);
        store.Put(organization, organization.FindModule("Leads")!, Lead, $$"""{"Last_Name":"{{lastName}}"}""");

        Result<ConvertedLead> converted = await ConvertAsync(organization, store, wish);

        Assert.False(converted.TryGet(out _, out CrmError? error));
        Assert.Equal("Crm_Implied_View_Contacts", Assert.Single((string[])error.Details.Find("permissions")!));
    }

    [Theory]
    [InlineData(FieldRight.Hidden, null)]
    [InlineData(FieldRight.ReadOnly, "a@example.com")]
    public async Task Value_that_a_profile_hides_stays_in_the_lead(FieldRight right, string? expected)
    {
        Organization organization = OrganizationWith((profile, modules) => profile.With(modules.Single(one => one.ApiName == "Leads").Find("Email")!.Id, right));
        InMemoryRecordStore store = Filled(organization);

        Result<ConvertedLead> converted = await ConvertAsync(organization, store, "{}");

        Assert.True(converted.TryGet(out ConvertedLead? lead, out _));
        Assert.Equal(expected, await EmailOfAsync(organization, store, lead.Contact.Id));
    }

    [Fact]
    public async Task Name_in_the_answer_is_null_when_the_profile_hides_a_part_of_it()
    {
        Organization organization = OrganizationWith((profile, modules) => profile.With(modules.Single(one => one.ApiName == "Contacts").Find("Last_Name")!.Id, FieldRight.Hidden));

        Result<ConvertedLead> converted = await ConvertAsync(organization, Filled(organization), "{}");

        Assert.True(converted.TryGet(out ConvertedLead? lead, out _));
        Assert.Equal((null, "Northwind"), (lead.Contact.Name, lead.Account?.Name));
    }

    private static Organization OrganizationWith(Func<Profile, IReadOnlyList<Module>, Profile> restrict)
    {
        IReadOnlyList<Module> modules = DefaultModules.For(OrganizationBuilder.DefaultId);
        Profile profile = restrict(new Profile { Id = OrganizationBuilder.DefaultId + ProfileId, Name = "Limited", IsCustom = true }, modules);
        return An.Organization.With([.. modules]).With(A.User(id: 2_000_000_000_000_002, "Lim", "Ited") with { ProfileId = OrganizationBuilder.DefaultId + ProfileId }).With(profile);
    }

    private static InMemoryRecordStore Filled(Organization organization)
    {
        InMemoryRecordStore store = new();
        store.Put(organization, organization.FindModule("Leads")!, Lead, """{"Last_Name":"Abel","Company":"Northwind","Email":"a@example.com"}""");
        store.Put(organization, organization.FindModule("Contacts")!, Contact, """{"Last_Name":"Other"}""");
        return store;
    }

    private static async Task<Result<ConvertedLead>> ConvertAsync(Organization organization, InMemoryRecordStore store, string wish)
    {
        FrozenTime time = new();
        using JsonDocument sent = JsonDocument.Parse(wish);
        return await new LeadConverter(store, new IdSource(time), time).ConvertAsync(CallerOf(organization), organization.FindModule("Leads")!, RecordId.Format(Lead), sent.RootElement, CancellationToken.None);
    }

    private static async Task<string?> EmailOfAsync(Organization organization, InMemoryRecordStore store, long contact)
    {
        Caller administrator = CallerOf(organization) with { User = organization.Users[0] };
        RecordReader reader = new(store, new ReferencedNames(store), new FrozenTime());
        string answer = await Answers.OfAsync(reader.FindAsync(administrator, organization.FindModule("Contacts")!, RecordId.Format(contact), "Email", null, CancellationToken.None));
        using JsonDocument json = JsonDocument.Parse(answer["200 ".Length..]);
        return json.RootElement.GetProperty("data")[0].GetProperty("Email").GetString();
    }

    private static Caller CallerOf(Organization organization) => A.Caller(organization) with { User = organization.Users[1] };
}
