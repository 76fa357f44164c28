using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Criteria;

public sealed class ViewBinderTests
{
    private static readonly Module Leads = A.Module().WithSystemFields().With(
        A.Field.Text("Last_Name"),
        A.Field.Email().Restricted(),
        A.Field.Phone(),
        A.Field.Integer(),
        A.Field.Boolean(),
        A.Field.Boolean("Converted__s"),
        A.Field.Date(),
        A.Field.DateTime(),
        A.Field.Picklist(),
        A.Field.MultiSelectPicklist(),
        A.Field.Lookup(),
        A.Field.Tag()) with
    { IsConvertable = true };

    private static readonly Organization Organization = An.Organization
        .In("Europe/Berlin")
        .With(A.User(2_000_000_000_000_002, "Bob", "Miller") with { ProfileId = Profiles.StandardId(OrganizationBuilder.DefaultId) })
        .With(Leads, A.Module("Contacts").With(A.Field.Text("Last_Name")))
        .WithPrivacyOn();

    // 2026-03-14 is a Saturday.
    [Theory]
    [InlineData("Last_Name", "equal", "Burns", "Last_Name Equal burns")]
    [InlineData("Last_Name", "contains", "Burns", "Last_Name Contains burns")]
    [InlineData("Last_Name", "not_contains", "Burns", "Last_Name NotContains burns")]
    [InlineData("Last_Name", "not_equal", "Burns", "Last_Name NotEqual burns")]
    [InlineData("Last_Name", "starts_with", "Bu", "Last_Name StartsWith bu")]
    [InlineData("Last_Name", "equal", "${EMPTY}", "Last_Name Empty")]
    [InlineData("Last_Name", "equal", "${NOTEMPTY}", "Last_Name NotEmpty")]
    [InlineData("Last_Name", "not_equal", "${EMPTY}", "Last_Name NotEmpty")]
    [InlineData("Last_Name", "in", "a|b", "(Last_Name Equal a | Last_Name Equal b)")]
    [InlineData("Last_Name", "not_in", "a|b", "(Last_Name NotEqual a & Last_Name NotEqual b)")]
    [InlineData("Count", "between", "1|5", "Count Between 25011 25015")]
    [InlineData("Count", "not_between", "1|5", "Count NotBetween 25011 25015")]
    [InlineData("Count", "less_equal", "5", "Count LessOrEqual 25015")]
    [InlineData("Flag", "equal", "true", "Flag Equal 1")]
    [InlineData("Choice", "equal", "Open", "Choice Equal Open")]
    [InlineData("Choices", "not_equal", "Open", "Choices NotContains \u001fOpen\u001f")]
    [InlineData("Owner", "equal", "${CURRENTUSER}", "Owner OneOf 2000000000000001")]
    [InlineData("Owner", "not_in", "7|8", "Owner NoneOf 7 8")]
    [InlineData("Contact", "equal", "9", "Contact OneOf 9")]
    [InlineData("Day", "equal", "${TODAY}", "Day Equal 2026-03-14")]
    [InlineData("Day", "equal", "${YESTERDAY}", "Day Equal 2026-03-13")]
    [InlineData("Day", "equal", "${THISWEEK}", "Day Between 2026-03-08 2026-03-14")]
    [InlineData("Day", "equal", "${NEXTMONTH}", "Day Between 2026-04-01 2026-04-30")]
    [InlineData("Day", "equal", "${LASTYEAR}", "Day Between 2025-01-01 2025-12-31")]
    [InlineData("Day", "equal", "${LAST_N_DAYS:3}", "Day Between 2026-03-11 2026-03-13")]
    [InlineData("Day", "less_equal", "${AGEINDAYS}+7", "Day GreaterOrEqual 2026-03-07")]
    [InlineData("Day", "greater_than", "${AGEINDAYS}+7", "Day Less 2026-03-07")]
    [InlineData("Day", "less_than", "${DUEINDAYS}+7", "Day Less 2026-03-21")]
    [InlineData("Moment", "equal", "${TODAY}", "Moment Between 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z")]
    [InlineData("Moment", "equal", "${TOMORROWPLUS}", "Moment Between 2026-03-14T23:00:00Z 9999-12-31T23:59:59Z")]
    public void Conditions_mean_what_their_comparator_says(string field, string comparator, string values, string bound) =>
        Assert.Equal(bound, Print(Bind(View(field, comparator, values))));

    [Theory]
    [InlineData("Last_Name", "equal,not_equal,contains,not_contains,starts_with,in,not_in")]
    [InlineData("Choice", "equal,not_equal,in,not_in")]
    [InlineData("Flag", "equal,not_equal")]
    [InlineData("Contact", "equal,not_equal,in,not_in")]
    [InlineData("Day", "equal,not_equal,in,not_in,less_than,less_equal,greater_than,greater_equal,between,not_between")]
    [InlineData("Tag", "")]
    public void Comparators_follow_from_the_type(string field, string comparators) =>
        Assert.Equal(comparators, string.Join(',', ViewComparators.Of(Leads.Find(field)!)));

    [Fact]
    public void Groups_keep_their_operators()
    {
        ViewCriteria criteria = new()
        {
            IsAnd = false,
            Group = [Condition("Last_Name", "equal", "a"), ViewCriteria.All(Condition("Count", "equal", "1"), Condition("Flag", "equal", "false"))],
        };

        Assert.Equal("(Last_Name Equal a | (Count Equal 25011 & Flag NotEqual 1))", Print(Bind(Of(criteria))));
    }

    [Fact]
    public void Conversion_becomes_a_property_of_the_list()
    {
        BoundView alone = Bind(View("Converted__s", "equal", "false"));
        BoundView beside = Bind(Of(ViewCriteria.All(Condition("Converted__s", "equal", "true"), Condition("Count", "equal", "1"))));
        BoundView either = Bind(Of(new ViewCriteria { Group = [Condition("Converted__s", "equal", "true"), Condition("Count", "equal", "1")] }));

        Assert.Equal((false, "all", false), (alone.IsConverted, Print(alone), alone.FiltersConversion));
        Assert.Equal((true, "Count Equal 25011", false), (beside.IsConverted, Print(beside), beside.FiltersConversion));
        Assert.Equal((null, true), (either.IsConverted, either.FiltersConversion));
    }

    [Theory]
    [InlineData("Email", null)]
    [InlineData("Last_Name", "Email")]
    public void View_that_needs_a_closed_field_is_refused(string filtered, string? sorted)
    {
        CustomView view = Of(ViewCriteria.All(Condition("Count", "equal", "1"), Condition(filtered, "equal", "x"))) with { SortBy = sorted is null ? null : Leads.Find(sorted)!.Id };

        Assert.Equal(Results.Body(CrmErrors.Search.RestrictedField("Email")), Results.Body(Binder().Bind(view).ShouldBeRefused()));
    }

    [Fact]
    public void Views_of_a_module_are_found_by_id_and_others_are_not()
    {
        ViewBinder binder = Binder();

        Assert.Equal("All Leads", binder.Find(RecordId.Format(Leads.Id + 600_001))?.Name);
        Assert.Equal("Recently Created Leads", binder.Find(RecordId.Format(Leads.Id + 600_003))?.Name);
        Assert.Null(binder.Find(RecordId.Format(Organization.FindModule("Contacts")!.Id + 600_001)));
        Assert.Null(binder.Find("abc"));
        Assert.Null(binder.Find(null));
    }

    [Theory]
    [InlineData(ViewAccess.Public, true)]
    [InlineData(ViewAccess.Shared, true)]
    [InlineData(ViewAccess.OnlyToMe, false)]
    public void Views_of_others_are_there_for_those_they_are_shared_to(ViewAccess access, bool isFound)
    {
        CustomView view = Of(null) with { Access = access, CreatedBy = Organization.Users[0].Id, SharedTo = [Organization.Users[1].Id] };

        Assert.Equal(isFound, view.IsVisibleTo(A.Caller(Organization) with { User = Organization.Users[1] }));
        Assert.True(view.IsVisibleTo(A.Caller(Organization)));
    }

    private static string Print(BoundView view) => view.Filter is null ? "all" : Printing.Print(view.Filter);

    private static ViewBinder Binder() => new(A.Caller(Organization), Organization.FindModule("Leads")!, FrozenTime.Start);

    private static BoundView Bind(CustomView view) => Binder().Bind(view).ShouldBeValue();

    private static CustomView View(string field, string comparator, string values) => Of(Condition(field, comparator, values));

    private static ViewCriteria Condition(string field, string comparator, string values) =>
        ViewCriteria.Condition(Leads.Find(field)!.Id, comparator, [.. values.Split('|')]);

    private static CustomView Of(ViewCriteria? criteria) => new() { Id = 1, ModuleId = Leads.Id, Name = "View", Criteria = criteria };
}
