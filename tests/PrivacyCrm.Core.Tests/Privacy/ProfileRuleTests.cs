using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Privacy;

public sealed class ProfileRuleTests
{
    private static readonly Module Leads = A.Module() with { Fields = [A.Field.Text("Last_Name"), A.Field.Text("First_Name"), A.Field.Text("City"), A.Field.FullName()] };

    private static readonly Profile Sales = new() { Id = 77, Name = "Sales", IsCustom = true };

    [Theory]
    [InlineData(FieldRight.ReadWrite, FieldUse.All)]
    [InlineData(FieldRight.ReadOnly, FieldUse.All & ~FieldUse.Write)]
    [InlineData(FieldRight.Hidden, FieldUse.None)]
    public void Right_to_a_field_decides_what_is_left(FieldRight right, FieldUse left)
    {
        Field city = Leads.Find("City")!;

        Assert.Equal(left, Access(Sales.With(city.Id, right)).UsesOf(city));
        Assert.Equal(FieldUse.All, Access(Sales.With(city.Id, right)).UsesOf(Leads.Find("Last_Name")!));
    }

    [Fact]
    public void Name_made_of_a_hidden_field_is_hidden()
    {
        Assert.Equal(FieldUse.None, Access(Sales.With(Leads.Find("First_Name")!.Id, FieldRight.Hidden)).UsesOf(Leads.Find("Full_Name")!));
    }

    [Fact]
    public void Module_that_is_not_shown_has_no_open_field()
    {
        FieldAccess access = Access(Sales.With(Leads.Id, ModuleUse.View));

        Assert.All(Leads.Fields, field => Assert.Equal(FieldUse.None, access.UsesOf(field)));
    }

    [Theory]
    [InlineData(ModuleUse.None, ModuleUse.All, true)]
    [InlineData(ModuleUse.Delete, ModuleUse.View | ModuleUse.Create | ModuleUse.Edit, true)]
    [InlineData(ModuleUse.Delete, ModuleUse.Delete, false)]
    [InlineData(ModuleUse.Create, ModuleUse.Create | ModuleUse.Edit, false)]
    [InlineData(ModuleUse.View, ModuleUse.Create, false)]
    public void What_cannot_be_seen_cannot_be_used(ModuleUse denied, ModuleUse use, bool isAllowed)
    {
        Assert.Equal(isAllowed, Sales.With(Leads.Id, denied).Allows(Leads, use));
    }

    [Fact]
    public void Records_of_a_module_that_is_not_shown_are_not_found_by_their_names()
    {
        Module contacts = A.Module("Contacts") with { Fields = [A.Field.Text("Last_Name"), A.Field.Lookup("Lead", "Leads")] };
        Organization organization = An.Organization.With(Leads, contacts);

        FieldUse left = organization.AccessTo(contacts, Sales.With(Leads.Id, ModuleUse.View)).UsesOf(contacts.Find("Lead")!);

        Assert.Equal(FieldUse.All & ~(FieldUse.Filter | FieldUse.Sort), left);
    }

    private static FieldAccess Access(Profile profile) => An.Organization.With(Leads).Build().AccessTo(Leads, profile);
}
