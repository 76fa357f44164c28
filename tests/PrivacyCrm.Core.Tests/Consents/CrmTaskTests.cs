using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Consents;

public sealed class CrmTaskTests
{
    [Fact]
    public void Code_keeps_of_its_user_one_module_the_uses_of_its_task_and_the_named_fields()
    {
        Organization organization = Default();
        Module leads = organization.FindModule("Leads")!;

        Caller code = Narrow(organization, CrmTask.GetRecords, Consent.Task("Leads") with { Fields = ["Last_Name"] });

        Assert.True(code.May(ModuleUse.View, leads));
        Assert.All([ModuleUse.Create, ModuleUse.Edit, ModuleUse.Delete], use => Assert.False(code.May(use, leads)));
        Assert.All(organization.Modules.Where(module => module != leads), module => Assert.False(code.May(ModuleUse.View, module)));
        Assert.Equal(["Last_Name", "id"], leads.Fields.Where(field => code.AccessTo(leads).Allows(field, FieldUse.Read)).Select(field => field.ApiName).Order(StringComparer.Ordinal));
        Assert.False(code.Profile.MayCustomize || code.Profile.MayManageProfiles);
    }

    [Fact]
    public void What_the_profile_of_the_user_denies_stays_denied()
    {
        Organization organization = Default();
        Module leads = organization.FindModule("Leads")!;
        Profile poor = organization.ProfileOf(organization.Users[0]).With(leads.Id, ModuleUse.View).With(leads.Find("City")!.Id, FieldRight.Hidden);

        Profile narrowed = CrmTask.Find(CrmTask.GetRecords)!.Narrow(poor, organization, "Leads", Consent.Task("Leads"));

        Assert.False(narrowed.Allows(leads, ModuleUse.View));
        Assert.Equal(FieldRight.Hidden, narrowed.RightTo(leads.Find("City")!));
    }

    private static Organization Default() => An.Organization.With([.. DefaultModules.For(OrganizationBuilder.DefaultId)]);

    private static Caller Narrow(Organization organization, string task, Access access) => new(organization, organization.Users[0], new ScopeSet(string.Empty))
    {
        Narrowed = CrmTask.Find(task)!.Narrow(organization.ProfileOf(organization.Users[0]), organization, "Leads", access),
    };
}
