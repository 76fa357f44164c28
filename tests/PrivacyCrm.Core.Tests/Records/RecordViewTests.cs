using System.Text.Json;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Records;

public sealed class RecordViewTests
{
    private const string Marked = "~~closed~~";

    private static readonly Module Leads = A.Module().With(
        A.Field.Id(),
        A.Field.Text("Last_Name"),
        A.Field.Email().Restricted(),
        A.Field.Boolean(),
        A.Field.Boolean("Secret_Flag").Restricted(),
        A.Field.MultiSelectPicklist("Secret_Choices").Restricted(),
        A.Field.Lookup("Secret_Contact").Restricted(),
        A.Field.Tag(),
        A.Field.DateTime(),
        A.Field.Lookup(),
        A.Field.Of("subform", "Rows"),
        A.Field.Layout());

    private static readonly Organization Organization = An.Organization.With(Leads).WithPrivacyOn();

    [Fact]
    public void Closed_field_is_null_even_when_the_document_holds_a_value()
    {
        string shown = Shown(
            $$"""{"Last_Name":"Burns","Email":"{{Marked}}","Secret_Flag":true,"Secret_Choices":["{{Marked}}"],"Secret_Contact":"5000000000000001"}""",
            "id,Last_Name,Email,Secret_Flag,Secret_Choices,Secret_Contact");

        Assert.Equal("""{"id":"7","Last_Name":"Burns","Email":null,"Secret_Flag":null,"Secret_Choices":null,"Secret_Contact":null}""", shown);
    }

    [Fact]
    public void Closed_field_looks_the_same_with_and_without_a_value() =>
        Assert.Equal(Shown("{}", null), Shown($$"""{"Email":"{{Marked}}","Secret_Flag":true,"Secret_Choices":["{{Marked}}"],"Secret_Contact":"1"}""", null));

    [Fact]
    public void Absent_value_is_null_false_or_an_empty_list() => Assert.Equal(
        $$$"""{"id":"7","Last_Name":null,"Flag":false,"Tag":[],"Moment":null,"Contact":null,"Rows":null,"Layout":{"name":"Standard","id":"{{{Leads.LayoutId}}}"}}""",
        Shown("{}", "id,Last_Name,Flag,Tag,Moment,Contact,Rows,Layout"));

    [Fact]
    public void Values_stand_in_the_order_of_the_module_however_stored_or_asked_for() => Assert.Equal(
        """{"id":"7","Last_Name":"Burns","Flag":true,"Moment":"2026-03-14T10:00:00+00:00"}""",
        Shown("""{"Moment":"2026-03-14T10:00:00Z","Flag":true,"Unknown":1,"Last_Name":"Burns"}""", "Moment,Flag,Last_Name"));

    [Fact]
    public void Id_is_shown_unasked_and_comes_from_the_record() =>
        Assert.Equal("""{"id":"7","Last_Name":"Burns"}""", Shown("""{"id":"99","Last_Name":"Burns"}""", "Last_Name"));

    [Theory]
    [InlineData("Nobody,Last_Name, last_name,,", """{"id":"7","Last_Name":null}""")]
    [InlineData("Nobody", """{"id":"7"}""")]
    [InlineData("Last_Name,Last_Name", """{"id":"7","Last_Name":null}""")]
    public void Unknown_names_are_ignored(string fields, string json) => Assert.Equal(json, Shown("{}", fields));

    [Fact]
    public void Named_record_is_shown_with_its_open_name() => Assert.Equal(
        """{"id":"7","Contact":{"name":"Ann Smith","id":"5000000000000001"}}""", Shown("""{"Contact":"5000000000000001"}""", "Contact"));

    [Fact]
    public void Name_that_is_closed_or_gone_is_null() => Assert.Equal(
        """{"id":"7","Contact":{"name":null,"id":"5000000000000002"}}""", Shown("""{"Contact":"5000000000000002"}""", "Contact"));

    [Fact]
    public void Lists_of_rows_are_left_out_of_lists() => Assert.DoesNotContain("Rows", Shown("{}", null, isList: true), StringComparison.Ordinal);

    [Fact]
    public void System_keys_follow_the_fields_of_a_full_record()
    {
        using JsonDocument shown = JsonDocument.Parse(Shown("{}", null));

        Assert.Equal(
            [
                "$currency_symbol", "$field_states", "$sharing_permission", "$process_flow", "$locked_for_me", "$approval", "$wizard_connection_path", "$editable",
                "$zia_owner_assignment", "$review_process", "$review", "$zia_visions", "$converted_detail", "$orchestration", "$in_merge", "$approval_state",
                "$pathfinder", "$layout_id", "$has_more", "$converted", "$approved", "$stop_processing", "$data_source_details",
            ],
            shown.RootElement.EnumerateObject().Select(property => property.Name).Skip(Leads.Fields.Length));
    }

    [Fact]
    public void Keys_of_privacy_are_absent_where_it_does_not_apply()
    {
        string shown = Shown("""{"$stop_processing":true}""", null, isList: false, An.Organization.With(Leads));

        Assert.DoesNotContain("$stop_processing", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("$data_source_details", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", """{"id":"7","$editable":true,"$stop_processing":false}""")]
    [InlineData("""{"$stop_processing":true}""", """{"id":"7","$editable":false,"$stop_processing":true}""")]
    [InlineData("""{"$converted":true}""", """{"id":"7","$editable":false,"$stop_processing":false}""")]
    public void System_keys_are_shown_when_asked_for(string document, string json) => Assert.Equal(json, Shown(document, "$stop_processing,$editable"));

    [Fact]
    public void More_than_fifty_names_are_refused()
    {
        string fields = string.Join(',', Enumerable.Range(0, 51).Select(number => $"Field_{number}"));

        Assert.Equal("LIMIT_EXCEEDED", ReadPlanner.Show(A.Caller(Organization), Leads, fields, isList: true).ShouldBeRefused().Code);
    }

    private static string Shown(string document, string? fields, bool isList = false, Organization? organization = null)
    {
        organization ??= Organization;
        ReadPlan plan = ReadPlanner.Show(A.Caller(organization), organization.FindModule("Leads")!, fields, isList).ShouldBeValue();
        ViewContext context = new(plan.Module, organization, TimeZoneInfo.Utc, new Dictionary<long, string> { [5_000_000_000_000_001] = "Ann Smith" });
        return Reading.Written(writer => new RecordView(new StoredDocument(7, document, 0, 0), plan).WriteTo(writer, context));
    }
}
