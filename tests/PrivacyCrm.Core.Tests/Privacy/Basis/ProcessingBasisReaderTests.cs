using System.Text.Json;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Privacy.Basis;
using PrivacyCrm.Core.Schema;
using PrivacyCrm.Core.Tests.Support;
using PrivacyCrm.Tests;

namespace PrivacyCrm.Core.Tests.Privacy.Basis;

public sealed class ProcessingBasisReaderTests
{
    private const string Path = "$.data[0].Data_Processing_Basis_Details";

    private static readonly DateTimeOffset Later = FrozenTime.Start.AddDays(1);

    private static readonly ProcessingBasis Before = new()
    {
        Id = 7,
        Basis = "Pending",
        ConsentThrough = "Email",
        ConsentDate = "2026-01-01",
        ConsentEndsOn = "2027-01-01",
        ConsentRemarks = "by mail",
        LawfulReason = "asked",
        ThroughEmail = true,
        ThroughPhone = true,
        Owner = 1,
        CreatedBy = 1,
        ModifiedBy = 1,
        CreatedTime = FrozenTime.Start,
        ModifiedTime = FrozenTime.Start,
    };

    [Theory]
    [InlineData("{}", "Not Applicable")]
    [InlineData("""{"Unknown":1,"id":"9","Owner":{"id":"9"}}""", "Not Applicable")]
    [InlineData("""{"Data_Processing_Basis":null}""", "Not Applicable")]
    [InlineData("""{"Data_Processing_Basis":"Contract"}""", "Contract")]
    [InlineData("""{"Data_Processing_Basis":"Consent - Waiting"}""", "Awaiting")]
    [InlineData("""{"Consent_Remarks":"by phone"}""", "Obtained")]
    [InlineData("""{"Contact_Through_Email":false}""", "Obtained")]
    [InlineData("""{"Consent_Remarks":"x","Data_Processing_Basis":"Declined"}""", "Declined")]
    public void First_write_has_a_basis(string json, string basis) => Assert.Equal(basis, Merged(null, json)?.Basis);

    [Fact]
    public void First_write_makes_the_consent()
    {
        ProcessingBasis? made = Merged(null, """
            {"Data_Processing_Basis":"Obtained","Consent_Through":"Call","Consent_Date":"2026-02-03","Consent_EndsOn":"2027-02-03","Consent_Remarks":" said yes ",
             "Lawful_Reason":"because","Contact_Through_Email":true,"Contact_Through_Phone":false,"Contact_Through_Survey":true,"Contact_Through_Social":true}
            """);

        Assert.Equal(
            new ProcessingBasis
            {
                Id = 42,
                Basis = "Obtained",
                ConsentThrough = "Call",
                ConsentDate = "2026-02-03",
                ConsentEndsOn = "2027-02-03",
                ConsentRemarks = "said yes",
                LawfulReason = "because",
                ThroughEmail = true,
                ThroughSurvey = true,
                ThroughSocial = true,
                Owner = 5,
                CreatedBy = 5,
                ModifiedBy = 5,
                CreatedTime = Later,
                ModifiedTime = Later,
            },
            made);
    }

    [Fact]
    public void Keys_sent_are_changed_and_others_stay() =>
        Assert.Equal(
            Before with { ConsentRemarks = "new", ThroughPhone = false, ModifiedBy = 5, ModifiedTime = Later },
            Merged(Before, """{"Consent_Remarks":"new","Contact_Through_Phone":false}"""));

    [Fact]
    public void Keys_set_to_null_are_cleared() =>
        Assert.Equal(
            Before with
            {
                Basis = "Not Applicable",
                ConsentThrough = null,
                ConsentDate = null,
                ConsentEndsOn = null,
                ConsentRemarks = null,
                LawfulReason = null,
                ThroughEmail = false,
                ThroughPhone = false,
                ModifiedBy = 5,
                ModifiedTime = Later,
            },
            Merged(Before, """
                {"Data_Processing_Basis":null,"Consent_Through":null,"Consent_Date":null,"Consent_EndsOn":null,"Consent_Remarks":null,"Lawful_Reason":null,
                 "Contact_Through_Email":null,"Contact_Through_Phone":null,"Contact_Through_Survey":null,"Contact_Through_Social":null}
                """));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":"99","Owner":{"id":"9"},"Created_Time":"2020-01-01T00:00:00Z","Mail_Sent_Time":"2020-01-01T00:00:00Z","Email":"x"}""")]
    public void Read_only_and_unknown_keys_are_ignored(string json) =>
        Assert.Equal(Before with { ModifiedBy = 5, ModifiedTime = Later }, Merged(Before, json));

    [Fact]
    public void Null_unlinks_the_consent() => Assert.Null(Merged(Before, "null"));

    [Fact]
    public void Empty_text_is_no_text() => Assert.Null(Merged(Before, """{"Consent_Remarks":"  "}""")?.ConsentRemarks);

    [Theory]
    [InlineData("5", "", "jsonobject")]
    [InlineData("\"Obtained\"", "", "jsonobject")]
    [InlineData("[]", "", "jsonobject")]
    [InlineData("true", "", "jsonobject")]
    [InlineData("""{"Data_Processing_Basis":5}""", ".Data_Processing_Basis", "text")]
    [InlineData("""{"Consent_Through":[]}""", ".Consent_Through", "text")]
    [InlineData("""{"Consent_Date":"01.02.2026"}""", ".Consent_Date", "date")]
    [InlineData("""{"Consent_Date":5}""", ".Consent_Date", "date")]
    [InlineData("""{"Consent_EndsOn":"2026-02-30"}""", ".Consent_EndsOn", "date")]
    [InlineData("""{"Consent_Remarks":{}}""", ".Consent_Remarks", "text")]
    [InlineData("""{"Consent_Remarks":"a\u0000"}""", ".Consent_Remarks", "text")]
    [InlineData("""{"Lawful_Reason":1}""", ".Lawful_Reason", "text")]
    [InlineData("""{"Contact_Through_Email":"true"}""", ".Contact_Through_Email", "boolean")]
    [InlineData("""{"Contact_Through_Phone":1}""", ".Contact_Through_Phone", "boolean")]
    [InlineData("""{"Contact_Through_Survey":[]}""", ".Contact_Through_Survey", "boolean")]
    [InlineData("""{"Contact_Through_Social":"no"}""", ".Contact_Through_Social", "boolean")]
    public void Wrong_type_is_refused_at_its_place(string json, string subPath, string expected)
    {
        string apiName = subPath.Length == 0 ? "Data_Processing_Basis_Details" : subPath[1..];

        AssertRefused(json, $$$"""{"code":"INVALID_DATA","details":{"expected_data_type":"{{{expected}}}","api_name":"{{{apiName}}}","json_path":"{{{Path}}}{{{subPath}}}"},"message":"invalid data","status":"error"}""");
    }

    [Theory]
    [InlineData("Maybe")]
    [InlineData("")]
    public void Unknown_basis_is_refused_with_the_known_ones(string basis) => AssertRefused(
        $$"""{"Data_Processing_Basis":"{{basis}}"}""",
        $$"""{"code":"INVALID_DATA","details":{"api_name":"Data_Processing_Basis","json_path":"{{Path}}.Data_Processing_Basis","supported_values":["Not Applicable","Legitimate Interests","Contract","Legal Obligation","Vital Interests","Public Interests","Pending","Awaiting","Obtained","Not Responded","Declined","Delete"]},"message":"invalid data","status":"error"}""");

    [Theory]
    [InlineData("Portal")]
    [InlineData("Consent Form")]
    [InlineData("email")]
    public void Channel_that_only_forms_use_is_refused(string channel) => AssertRefused(
        $$"""{"Consent_Through":"{{channel}}"}""",
        $$"""{"code":"INVALID_DATA","details":{"api_name":"Consent_Through","json_path":"{{Path}}.Consent_Through","supported_values":["Email","Call"]},"message":"invalid data","status":"error"}""");

    [Fact]
    public void Too_long_remarks_are_refused() => AssertRefused(
        $$"""{"Consent_Remarks":"{{new string('a', 2_001)}}"}""",
        $$"""{"code":"INVALID_DATA","details":{"maximum_length":2000,"api_name":"Consent_Remarks","json_path":"{{Path}}.Consent_Remarks"},"message":"invalid data","status":"error"}""");

    [Fact]
    public void Object_is_shown_with_every_key()
    {
        Module leads = A.Module().With(A.Field.Consent());
        Organization organization = An.Organization.With(leads).WithPrivacyOn();
        long user = organization.Users[0].Id;
        ProcessingBasis basis = Before with { Owner = user, CreatedBy = user, ModifiedBy = user };

        string shown = Reading.Written(writer => basis.WriteTo(writer, new ViewContext(leads, organization, TimeZoneInfo.Utc, new Dictionary<long, string>())));

        const string User = """{"name":"Ada Admin","id":"2000000000000001","email":"Ada.Admin@example.com"}""";
        Assert.Equal(
            $$"""{"Owner":{{User}},"Created_By":{{User}},"Modified_By":{{User}},"Created_Time":"2026-03-14T09:26:53+00:00","Modified_Time":"2026-03-14T09:26:53+00:00","Consent_Through":"Email","Contact_Through_Email":true,"Contact_Through_Social":false,"Contact_Through_Phone":true,"Contact_Through_Survey":false,"Mail_Sent_Time":null,"Consent_Date":"2026-01-01","Consent_EndsOn":"2027-01-01","Consent_Remarks":"by mail","Lawful_Reason":"asked","Data_Processing_Basis":"Pending","id":"7"}""",
            shown);
    }

    private static ProcessingBasis? Merged(ProcessingBasis? before, string json) => Read(json).ShouldBeValue().Merge(before, () => 42, 5, Later);

    private static Result<ProcessingBasisChange> Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return ProcessingBasisReader.Read(document.RootElement, "Data_Processing_Basis_Details", Path);
    }

    private static void AssertRefused(string json, string body)
    {
        CrmError error = Read(json).ShouldBeRefused();

        Assert.True(error.IsAboutBody);
        Assert.Equal(body, Results.Body(error));
    }
}
