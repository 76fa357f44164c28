using System.Globalization;
using PrivacyCrm.Core.Criteria;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Criteria;

public sealed class CriteriaBinderTests
{
    private static readonly Organization Organization = An.Organization
        .In("Europe/Berlin")
        .With(A.User(2_000_000_000_000_002, "Bob", "Miller"))
        .With(
            A.Module().WithSystemFields().With(
                A.Field.Text("Last_Name"),
                A.Field.Email().Restricted(),
                A.Field.Text("Passport").Restricted(),
                A.Field.TextArea(),
                A.Field.Integer(),
                A.Field.BigInt(),
                A.Field.Double(),
                A.Field.Boolean(),
                A.Field.Date(),
                A.Field.DateTime(),
                A.Field.Picklist(),
                A.Field.Lookup(),
                A.Field.Lookup("Hidden", "Suspects"),
                A.Field.Lookup("Nowhere", "Ghosts"),
                A.Field.User(),
                A.Field.Consent(),
                A.Field.Tag(),
                A.Field.Text("Unindexed").Unindexed()),
            A.Module("Contacts").With(A.Field.Text("Last_Name")),
            A.Module("Suspects").With(A.Field.Text("Last_Name").Restricted()))
        .WithPrivacyOn();

    private static readonly Module Leads = Organization.FindModule("Leads")!;

    [Theory]
    [InlineData("(Last_Name:equals:Burns)", "Last_Name Contains burns")]
    [InlineData("(Last_Name:not_equal:Burns)", "Last_Name NotEqual burns")]
    [InlineData("(Last_Name:starts_with:Bu)", "Last_Name StartsWith bu")]
    [InlineData(@"(Last_Name:in:Burns\,B,Miller)", "Last_Name OneOf burns,b miller")]
    [InlineData(@"(Last_Name:equals:Burns, B)", "Last_Name Contains burns, b")]
    [InlineData("(Count:between:1,5)", "Count Between 25011 25015")]
    [InlineData("(Count:in:1)", "Count OneOf 25011")]
    [InlineData("(Flag:equals:false)", "Flag NotEqual 1")]
    [InlineData("(Choice:equals:Open)", "Choice Equal Open")]
    [InlineData("(Day:greater_than:2026-03-14)", "Day Greater 2026-03-14")]
    [InlineData("(Moment:equals:2026-03-14)", "Moment Between 2026-03-13T23:00:00Z 2026-03-14T22:59:59Z")]
    [InlineData("(Moment:equals:2026-03-14T10:00:00+01:00)", "Moment Equal 2026-03-14T09:00:00Z")]
    [InlineData("(Created_Time:greater_than:1970-01-01T00:00:10Z)", "Created_Time Greater 10")]
    [InlineData("(id:equals:7)", "id Equal 7")]
    [InlineData("(Contact:equals:Ann Smith)", "Contact refers to Contacts with Last_Name ann smith or id")]
    [InlineData("(Contact:not_equal:Ann)", "Contact does not refer to Contacts with Last_Name ann or id")]
    [InlineData("(Contact:equals:5000000000000001)", "Contact refers to Contacts with Last_Name 5000000000000001 or id 5000000000000001")]
    [InlineData("(Contact:in:Ann,7)", "Contact refers to Contacts with Last_Name ann|7 or id 7")]
    [InlineData("(Owner:equals:ADA admin)", "Owner OneOf 2000000000000001")]
    [InlineData("(Owner:equals:2000000000000002)", "Owner OneOf 2000000000000002")]
    [InlineData("(Helper:in:Ada Admin,Bob Miller)", "Helper OneOf 2000000000000001 2000000000000002")]
    [InlineData("(Owner:equals:Nobody)", "Owner OneOf")]
    [InlineData("(Owner:not_equal:Bob Miller)", "Owner NoneOf 2000000000000002")]
    [InlineData("(Last_Name:equals:${EMPTY})", "Last_Name Empty")]
    [InlineData("(Last_Name:not_equal:${EMPTY})", "Last_Name NotEmpty")]
    [InlineData("(Count:equals:${EMPTY})", "Count Empty")]
    [InlineData("(Contact:equals:${EMPTY})", "Contact Empty")]
    [InlineData("(Owner:not_equal:${EMPTY})", "Owner NotEmpty")]
    [InlineData("(Last_Name:in:${EMPTY})", "Last_Name OneOf ${empty}")]
    [InlineData("(Last_Name:equals:a)and(Count:equals:1)or(Flag:equals:true)", "((Last_Name Contains a & Count Equal 25011) | Flag Equal 1)")]
    public void Criteria_are_bound(string criteria, string bound) => Assert.Equal(bound, Printing.Print(Bind(criteria).ShouldBeValue()));

    [Theory]
    [InlineData("(Nobody:equals:x)", "Nobody")]
    [InlineData("(last_name:equals:x)", "last_name")]
    [InlineData("(Data_Processing_Basis_Details:equals:x)", "Data_Processing_Basis_Details")]
    [InlineData("(Tag:equals:x)", "Tag")]
    [InlineData("(Unindexed:equals:x)", "Unindexed")]
    [InlineData("(Nowhere:equals:x)", "Nowhere")]
    public void Field_that_cannot_be_searched_is_refused(string criteria, string apiName) => AssertRefused(
        criteria,
        $$$"""{"code":"INVALID_QUERY","details":{"reason":"the field is not available for search","api_name":"{{{apiName}}}"},"message":"the field is not available for search","status":"error"}""");

    [Theory]
    [InlineData("(Last_Name:greater_than:x)", "greater_than", "Last_Name")]
    [InlineData("(Last_Name:EQUALS:x)", "EQUALS", "Last_Name")]
    [InlineData("(Remarks:in:x)", "in", "Remarks")]
    [InlineData("(Choice:starts_with:x)", "starts_with", "Choice")]
    [InlineData("(Flag:in:true)", "in", "Flag")]
    [InlineData("(Count:starts_with:1)", "starts_with", "Count")]
    [InlineData("(Contact:starts_with:A)", "starts_with", "Contact")]
    [InlineData("(Last_Name:like:x)", "like", "Last_Name")]
    public void Operator_of_another_type_is_refused(string criteria, string sent, string apiName) => AssertRefused(
        criteria,
        $$$"""{"code":"INVALID_QUERY","details":{"operator":"{{{sent}}}","reason":"The operator is not valid for the field type","api_name":"{{{apiName}}}"},"message":"invalid operator found","status":"error"}""");

    [Theory]
    [InlineData("(Count:equals:five)", "integer", "Count", "five")]
    [InlineData("(Count:equals:5.5)", "integer", "Count", "5.5")]
    [InlineData("(Count:in:1,two)", "integer", "Count", "two")]
    [InlineData("(Big:equals:x)", "bigint", "Big", "x")]
    [InlineData("(Ratio:equals:1e400)", "double", "Ratio", "1e400")]
    [InlineData("(Flag:equals:yes)", "boolean", "Flag", "yes")]
    [InlineData("(Day:equals:2026-02-29)", "date", "Day", "2026-02-29")]
    [InlineData("(Moment:equals:soon)", "datetime", "Moment", "soon")]
    [InlineData("(id:equals:x)", "bigint", "id", "x")]
    public void Value_of_another_type_is_refused(string criteria, string expected, string apiName, string value) => AssertRefused(
        criteria,
        $$$"""{"code":"INVALID_QUERY","details":{"expected_data_type":"{{{expected}}}","reason":"invalid value for search","api_name":"{{{apiName}}}","value":"{{{value}}}"},"message":"Invalid query formed","status":"error"}""");

    [Theory]
    [InlineData("(Last_Name:equals:)", "Last_Name", "")]
    [InlineData("(Last_Name:in:a,,b)", "Last_Name", "a,,b")]
    [InlineData("(Count:between:1)", "Count", "1")]
    [InlineData("(Count:between:1,2,3)", "Count", "1,2,3")]
    public void Wrong_number_of_values_is_refused(string criteria, string apiName, string value) => AssertRefused(
        criteria,
        $$$"""{"code":"INVALID_QUERY","details":{"reason":"Please check the value of the field","api_name":"{{{apiName}}}","value":"{{{value}}}"},"message":"invalid value for search","status":"error"}""");

    [Fact]
    public void Value_with_nul_is_refused() => Assert.Equal("invalid value for search", Bind("(Last_Name:equals:a\0)").ShouldBeRefused().Message);

    [Fact]
    public void Hundred_values_are_bound() => Bind($"(Last_Name:in:{List(100)})").ShouldBeValue();

    [Fact]
    public void More_values_are_refused() => AssertRefused(
        $"(Last_Name:in:{List(101)})",
        """{"code":"INVALID_QUERY","details":{"api_name":"Last_Name"},"message":"Only 100 values are allowed in \"IN\" criteria","status":"error"}""");

    [Theory]
    [InlineData("(Email:equals:ann@example.com)", "Email")]
    [InlineData("(Email:equals:${EMPTY})", "Email")]
    [InlineData("(Email:nonsense:x)", "Email")]
    [InlineData("(Email:equals:)", "Email")]
    [InlineData("(Last_Name:equals:a)and(Passport:equals:b)", "Passport")]
    [InlineData("(Passport:equals:a)and(Email:equals:b)", "Passport")]
    [InlineData("(Nobody:equals:x)and(Email:equals:b)", "Email")]
    [InlineData("(Last_Name:greater_than:x)or(Email:equals:b)", "Email")]
    [InlineData("(Count:equals:five)and((Flag:equals:true)or(Email:equals:b))", "Email")]
    [InlineData("(Hidden:equals:Ann)", "Hidden")]
    public void Restricted_field_is_told_before_anything_else(string criteria, string apiName) => AssertRefused(
        criteria,
        $$$"""{"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","api_name":"{{{apiName}}}"},"message":"invalid query formed","status":"error"}""");

    private static Result<Criterion> Bind(string criteria) =>
        new CriteriaBinder(Leads, Organization, Organization.AccessTo(Leads)).Bind(CriteriaParser.Parse(criteria).ShouldBeValue());

    private static void AssertRefused(string criteria, string body)
    {
        CrmError error = Bind(criteria).ShouldBeRefused();

        Assert.Equal(400, error.Status);
        Assert.Equal(body, Results.Body(error));
    }

    private static string List(int count) => string.Join(',', Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
