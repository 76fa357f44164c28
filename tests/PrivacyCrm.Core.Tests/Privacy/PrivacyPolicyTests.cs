using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Privacy;

public sealed class PrivacyPolicyTests
{
    // A personal field stays visible and writable: its value is closed, not the field.
    private const FieldUse Closed = FieldUse.See | FieldUse.Write;
    private const FieldUse ReadFilterSort = FieldUse.Read | FieldUse.Filter | FieldUse.Sort | Closed;
    private const FieldUse ReadExport = FieldUse.Read | FieldUse.Export | Closed;

    // Mark, fields closed to the API, fields left out of exports: what is left.
    [Theory]
    [InlineData(PersonalMark.None, Sensitivity.All, Sensitivity.All, FieldUse.All)]
    [InlineData(PersonalMark.Unrated, Sensitivity.All, Sensitivity.All, FieldUse.All)]
    [InlineData(PersonalMark.Low, Sensitivity.None, Sensitivity.None, FieldUse.All)]
    [InlineData(PersonalMark.Low, Sensitivity.Normal, Sensitivity.None, Closed)]
    [InlineData(PersonalMark.Low, Sensitivity.Sensitive, Sensitivity.None, FieldUse.All)]
    [InlineData(PersonalMark.Low, Sensitivity.All, Sensitivity.None, Closed)]
    [InlineData(PersonalMark.High, Sensitivity.None, Sensitivity.None, FieldUse.All)]
    [InlineData(PersonalMark.High, Sensitivity.Normal, Sensitivity.None, FieldUse.All)]
    [InlineData(PersonalMark.High, Sensitivity.Sensitive, Sensitivity.None, Closed)]
    [InlineData(PersonalMark.High, Sensitivity.All, Sensitivity.None, Closed)]
    [InlineData(PersonalMark.Low, Sensitivity.None, Sensitivity.Normal, ReadFilterSort)]
    [InlineData(PersonalMark.Low, Sensitivity.None, Sensitivity.Sensitive, FieldUse.All)]
    [InlineData(PersonalMark.Low, Sensitivity.None, Sensitivity.All, ReadFilterSort)]
    [InlineData(PersonalMark.High, Sensitivity.None, Sensitivity.Normal, FieldUse.All)]
    [InlineData(PersonalMark.High, Sensitivity.None, Sensitivity.Sensitive, ReadFilterSort)]
    [InlineData(PersonalMark.High, Sensitivity.None, Sensitivity.All, ReadFilterSort)]
    [InlineData(PersonalMark.High, Sensitivity.Sensitive, Sensitivity.All, Closed)]
    public void Uses_are_left_as_marks_and_restrictions_say(PersonalMark mark, Sensitivity api, Sensitivity export, FieldUse left) =>
        Assert.Equal(left, UsesOf(mark, On with { ApiRestriction = api, ExportRestriction = export }));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Nothing_is_closed_while_privacy_is_off_or_the_module_not_chosen(bool isEnabled, bool isChosen)
    {
        PrivacySettings settings = On with
        {
            IsEnabled = isEnabled,
            Modules = isChosen ? ["Leads"] : ["Contacts", "leads"],
            ApiRestriction = Sensitivity.All,
            ExportRestriction = Sensitivity.All,
        };

        Assert.All(Enum.GetValues<PersonalMark>(), mark => Assert.Equal(FieldUse.All, UsesOf(mark, settings)));
    }

    [Fact]
    public void Field_that_was_not_decided_about_is_closed()
    {
        Module leads = A.Module().With(A.Field.Email());

        FieldAccess access = Decide(leads, An.Organization.With(leads).Build());

        Assert.False(access.Allows(A.Field.Text("Elsewhere"), FieldUse.Read));
    }

    [Fact]
    public void Several_uses_are_allowed_only_together()
    {
        Module leads = A.Module().With(A.Field.Email().Restricted());
        Organization organization = An.Organization.With(leads).WithPrivacy(On with { ExportRestriction = Sensitivity.All });

        FieldAccess access = Decide(leads, organization);

        Assert.True(access.Allows(leads.Fields[0], FieldUse.Read | FieldUse.Filter));
        Assert.False(access.Allows(leads.Fields[0], FieldUse.Read | FieldUse.Export));
    }

    [Theory]
    [InlineData(PersonalMark.None, PersonalMark.None, FieldUse.All)]
    [InlineData(PersonalMark.High, PersonalMark.None, Closed)]
    [InlineData(PersonalMark.None, PersonalMark.High, Closed)]
    [InlineData(PersonalMark.High, PersonalMark.High, Closed)]
    [InlineData(PersonalMark.Low, PersonalMark.Unrated, FieldUse.All)]
    public void Full_name_is_closed_when_one_of_its_parts_is(PersonalMark first, PersonalMark last, FieldUse left)
    {
        Module leads = A.Module().With(A.Field.Text("First_Name").Marked(first), A.Field.Text("Last_Name").Marked(last), A.Field.FullName());
        Organization organization = An.Organization.With(leads).WithPrivacyOn();

        Assert.Equal(left, organization.AccessTo(leads).UsesOf(leads.Find("Full_Name")!));
    }

    [Fact]
    public void Full_name_is_left_out_of_exports_when_one_of_its_parts_is()
    {
        Module leads = A.Module().With(A.Field.Text("Last_Name").Restricted(), A.Field.FullName());
        Organization organization = An.Organization.With(leads).WithPrivacy(On with { ExportRestriction = Sensitivity.All });

        Assert.Equal(ReadFilterSort, organization.AccessTo(leads).UsesOf(leads.Find("Full_Name")!));
    }

    [Fact]
    public void Other_text_is_not_closed_with_the_parts_of_a_name()
    {
        Module leads = A.Module().With(A.Field.Text("Last_Name").Restricted(), A.Field.Text("Full_Name"));
        Organization organization = An.Organization.With(leads).WithPrivacyOn();

        Assert.Equal(FieldUse.All, organization.AccessTo(leads).UsesOf(leads.Find("Full_Name")!));
    }

    // Mark of the name there, whether that module was chosen: what is left of the lookup here.
    [Theory]
    [InlineData(PersonalMark.None, true, FieldUse.All)]
    [InlineData(PersonalMark.Low, true, FieldUse.All)]
    [InlineData(PersonalMark.High, true, ReadExport)]
    [InlineData(PersonalMark.High, false, FieldUse.All)]
    public void Lookup_cannot_be_searched_by_a_name_that_is_closed_in_its_own_module(PersonalMark mark, bool isTargetChosen, FieldUse left)
    {
        Module leads = A.Module().With(A.Field.Lookup());
        Module contacts = A.Module("Contacts").With(A.Field.Text("Last_Name").Marked(mark));
        Organization organization = An.Organization.With(leads, contacts)
            .WithPrivacy(On with { Modules = isTargetChosen ? ["Contacts"] : ["Leads"], ApiRestriction = Sensitivity.Sensitive });

        Assert.Equal(left, organization.AccessTo(leads).UsesOf(leads.Find("Contact")!));
    }

    [Fact]
    public void Lookup_cannot_be_searched_by_a_full_name_with_a_closed_part()
    {
        Module leads = A.Module().With(A.Field.Lookup());
        Module contacts = A.Module("Contacts").With(A.Field.Text("First_Name").Restricted(), A.Field.FullName()) with { DisplayField = "Full_Name" };
        Organization organization = An.Organization.With(leads, contacts).WithPrivacyOn();

        Assert.Equal(ReadExport, organization.AccessTo(leads).UsesOf(leads.Find("Contact")!));
    }

    [Theory]
    [InlineData("Ghosts")]
    [InlineData("Nameless")]
    public void Lookup_without_a_name_to_find_stays_open(string module)
    {
        Module leads = A.Module().With(A.Field.Lookup("Other", module));
        Organization organization = An.Organization.With(leads, A.Module("Nameless")).WithPrivacyOn();

        Assert.Equal(FieldUse.All, organization.AccessTo(leads).UsesOf(leads.Find("Other")!));
    }

    [Fact]
    public void Two_modules_that_look_up_each_other_are_decided_about()
    {
        Module leads = A.Module().With(A.Field.Text("Last_Name").Restricted(), A.Field.Lookup());
        Module contacts = A.Module("Contacts").With(A.Field.Text("Last_Name"), A.Field.Lookup("Lead", "Leads"));
        Organization organization = An.Organization.With(leads, contacts).WithPrivacyOn();

        Assert.Equal(FieldUse.All, organization.AccessTo(leads).UsesOf(leads.Find("Contact")!));
        Assert.Equal(ReadExport, organization.AccessTo(contacts).UsesOf(contacts.Find("Lead")!));
    }

    [Fact]
    public void Consent_field_exists_only_where_privacy_applies()
    {
        Module leads = A.Module().With(A.Field.Consent());
        Module contacts = A.Module("Contacts").With(A.Field.Consent());

        Organization organization = An.Organization.With(leads, contacts).WithPrivacy(On);

        Assert.NotNull(organization.FindModule("Leads")!.Find("Data_Processing_Basis_Details"));
        Assert.Null(organization.FindModule("Contacts")!.Find("Data_Processing_Basis_Details"));
    }

    [Fact]
    public void More_rules_never_allow_more() =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            FieldAccess with = Decide(one.Module, one.Organization, one.Rules.AddRange(one.Further));
            FieldAccess without = Decide(one.Module, one.Organization, one.Rules);
            return one.Module.Fields.All(field => (with.UsesOf(field) & ~without.UsesOf(field)) == FieldUse.None);
        }).Check(Quickly.Thousand);

    [Fact]
    public void Order_of_the_rules_does_not_matter() =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            FieldAccess forward = Decide(one.Module, one.Organization, one.Rules.AddRange(one.Further));
            FieldAccess backward = Decide(one.Module, one.Organization, one.Further.AddRange(one.Rules));
            return one.Module.Fields.All(field => forward.UsesOf(field) == backward.UsesOf(field));
        }).Check(Quickly.Thousand);

    [Fact]
    public void Stricter_settings_never_allow_more() =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            Organization stricter = OrganizationOf(
                one.Organization.Modules,
                one.Organization.Privacy with { IsEnabled = true, Modules = ["Leads", "Contacts"], ApiRestriction = Sensitivity.All, ExportRestriction = Sensitivity.All });
            return one.Module.Fields.All(field =>
                (Decide(one.Module, stricter).UsesOf(field) & ~Decide(one.Module, one.Organization).UsesOf(field)) == FieldUse.None);
        }).Check(Quickly.Thousand);

    private static PrivacySettings On => PrivacySettings.Off with { IsEnabled = true, Modules = ["Leads"] };

    private static Gen<Case> Cases { get; } =
        from marks in Gen.Elements(Enum.GetValues<PersonalMark>()).ListOf(7)
        from api in Gen.Elements(Enum.GetValues<Sensitivity>())
        from export in Gen.Elements(Enum.GetValues<Sensitivity>())
        from isEnabled in Gen.Elements(true, true, true, false)
        from chosen in Gen.SubListOf("Leads", "Contacts")
        from rules in Gen.SubListOf<IPrivacyRule>(PrivacyPolicy.Rules)
        from further in Gen.SubListOf<IPrivacyRule>(PrivacyPolicy.Rules)
        select CaseOf(marks, new PrivacySettings { IsEnabled = isEnabled, Modules = [.. chosen], ApiRestriction = api, ExportRestriction = export }, rules, further);

    private static Case CaseOf(IList<PersonalMark> marks, PrivacySettings settings, IEnumerable<IPrivacyRule> rules, IEnumerable<IPrivacyRule> further)
    {
        Module leads = A.Module().With(
            A.Field.Text("First_Name").Marked(marks[0]), A.Field.Text("Last_Name").Marked(marks[1]), A.Field.FullName(), A.Field.Email().Marked(marks[2]), A.Field.Lookup().Marked(marks[3]));
        Module contacts = A.Module("Contacts").With(
            A.Field.Text("First_Name").Marked(marks[4]), A.Field.Text("Last_Name").Marked(marks[5]), A.Field.FullName().Marked(marks[6])) with
        { DisplayField = "Full_Name" };
        return new Case(leads, OrganizationOf([leads, contacts], settings), [.. rules], [.. further]);
    }

    private static Organization OrganizationOf(ImmutableArray<Module> modules, PrivacySettings settings) => An.Organization.With([.. modules]).WithPrivacy(settings);

    private static FieldUse UsesOf(PersonalMark mark, PrivacySettings settings)
    {
        Module leads = A.Module().With(A.Field.Email().Marked(mark));
        return Decide(leads, An.Organization.With(leads).WithPrivacy(settings).Build()).UsesOf(leads.Fields[0]);
    }

    private sealed record Case(Module Module, Organization Organization, ImmutableArray<IPrivacyRule> Rules, ImmutableArray<IPrivacyRule> Further);

    private static FieldAccess Decide(Module module, Organization organization) => PrivacyPolicy.Decide(module, organization, organization.Administrator());

    private static FieldAccess Decide(Module module, Organization organization, ImmutableArray<IPrivacyRule> rules) =>
        PrivacyPolicy.Decide(module, organization, organization.Administrator(), rules);
}
