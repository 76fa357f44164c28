using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Http.Bulk;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract class BulkLeakTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Qz4Vn8Kx2Wt6";

    [CrmFact]
    public async Task File_has_no_restricted_value_in_any_column()
    {
        string contact = await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com"}""");
        await Admin.CreateAsync("Deals", $$$"""{"Deal_Name":"Open","Stage":"Qualification","Contact_Name":{"id":"{{{contact}}}"}}""");
        await Admin.CreateAsync("Leads", $$"""{"Last_Name":"{{Marker}}","First_Name":"{{Marker}}","Email":"{{Marker}}@example.com","City":"Open"}""");
        await Org.RestrictAsync("Leads", "Last_Name", "First_Name", "Email");
        await Org.RestrictAsync("Contacts", "Last_Name", "Email");

        string all = await Admin.ReadAsync("""{"module":"Leads"}""");
        string named = await Admin.ReadAsync("""{"module":"Leads","fields":["Last_Name","Full_Name","Email","City"]}""");
        string joined = await Admin.ReadAsync("""{"module":"Deals","fields":["Deal_Name","Contact_Name","Contact_Name.Last_Name","Contact_Name.Email","Contact_Name.Full_Name"]}""");

        Assert.EndsWith(",,,,Open\r\n", named, StringComparison.Ordinal);
        Assert.Contains(",Open,", joined, StringComparison.Ordinal);
        Assert.All([all, named, joined], text => Assert.DoesNotContain(Marker, text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Marker, server.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [CrmFact]
    public async Task Field_that_is_closed_to_exports_is_not_in_the_file_but_in_answers()
    {
        string lead = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Holm","Email":"{{Marker}}@example.com"}""");
        await Org.PreferAsync("""{"exclude_export":true,"exclude_export_fields":"sensitive"}""");
        await Org.MarkAsync("Leads", "Email", """{"type":"High"}""");

        string csv = await Admin.ReadAsync("""{"module":"Leads","fields":["Last_Name","Email"]}""");

        Assert.EndsWith($"{lead},Holm,\r\n", csv, StringComparison.Ordinal);
        Assert.StartsWith(Marker, (string?)(await Admin.GetAsync($"Leads/{lead}")).First["Email"], StringComparison.OrdinalIgnoreCase);
    }

    [CrmFact]
    public async Task Field_that_was_closed_after_the_file_was_made_is_not_downloaded()
    {
        string account = await Admin.CreateAsync("Accounts", $$"""{"Account_Name":"{{Marker}}"}""");
        await Admin.CreateAsync("Contacts", $$$"""{"Last_Name":"Holm","Email":"{{{Marker}}}@example.com","Account_Name":{"id":"{{{account}}}"}}""");
        string id = await Admin.OrderReadAsync("""{"module":"Contacts","fields":["Last_Name","Email"]}""");
        await Admin.EndOfReadAsync(id);
        Assert.Contains(Marker, await Admin.CsvAsync($"/crm/bulk/v8/read/{id}/result"), StringComparison.OrdinalIgnoreCase);

        await Org.RestrictAsync("Contacts", "Email");

        string csv = await Admin.CsvAsync($"/crm/bulk/v8/read/{id}/result");
        Assert.StartsWith("id,Last_Name,Email\r\n", csv, StringComparison.Ordinal);
        Assert.EndsWith(",Holm,\r\n", csv, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Column_of_another_module_needs_the_scope_of_that_module()
    {
        CrmClient limited = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.bulk.READ,ZohoCRM.modules.deals.READ");

        CrmAnswer answer = await limited.PostAsync("/crm/bulk/v8/read", """{"query":{"module":{"api_name":"Deals"},"fields":["Deal_Name","Contact_Name.Last_Name"]}}""");

        answer.ShouldBeRefused(400, "FIELD_NOT_SUPPORTED", """{"api_name":"Contact_Name.Last_Name"}""", (string)answer.Json!["message"]!);
    }

    // The rows of a file tell what they were chosen by.
    [CrmFact]
    public async Task File_chosen_by_a_field_that_was_closed_since_is_gone()
    {
        await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"Holm","Email":"{{Marker}}@example.com"}""");
        string id = await Admin.OrderReadAsync($$$"""{"module":"Contacts","fields":["Last_Name"],"criteria":{"field":{"api_name":"Email"},"comparator":"equal","value":"{{{Marker}}}@example.com"}}""");
        await Admin.EndOfReadAsync(id);

        await Org.RestrictAsync("Contacts", "Email");

        CrmAnswer status = await Admin.GetAsync($"/crm/bulk/v8/read/{id}");
        Assert.Equal("FAILURE", (string?)status.ShouldHaveStatus(200).First["state"]);
        Assert.DoesNotContain(Marker, status.Text, StringComparison.OrdinalIgnoreCase);
        (await Admin.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldHaveStatus(404);
    }

    [CrmTheory]
    [InlineData("""{"field":{"api_name":"Email"},"comparator":"equal","value":"{0}@example.com"}""")]
    [InlineData("""{"field":{"api_name":"Email"},"comparator":"equal","value":"${EMPTY}"}""")]
    [InlineData("""{"field":{"api_name":"Email"},"comparator":"nonsense","value":1}""")]
    [InlineData("""{"group_operator":"or","group":[{"field":{"api_name":"Orbit"},"comparator":"equal","value":1},{"group_operator":"and","group":[{"field":{"api_name":"Email"},"comparator":"starts_with","value":"{0}"}]}]}""")]
    public async Task Restricted_field_in_criteria_is_refused_whatever_the_value(string criteria)
    {
        await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Holm","Email":"{{Marker}}@example.com"}""");
        await Org.RestrictAsync("Leads", "Email");
        string body = $$$"""{"query":{"module":"Leads","criteria":{{{criteria}}}}}""";

        CrmAnswer right = await Admin.PostAsync("/crm/bulk/v8/read", body.Replace("{0}", Marker, StringComparison.Ordinal));
        CrmAnswer wrong = await Admin.PostAsync("/crm/bulk/v8/read", body.Replace("{0}", "other", StringComparison.Ordinal));

        right.ShouldBeRefused(400, "FIELD_IN_CRITERIA_NOT_SUPPORTED", """{"api_name":"Email"}""", "The field in the criteria is not supported.");
        Assert.Equal(wrong.Text, right.Text);
    }

    [CrmFact]
    public async Task Writing_by_a_restricted_field_tells_nothing()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Holm","Member_No":"{{Marker}}"}""");
        await Org.RestrictAsync("Leads", "Member_No", "Last_Name");
        string file = (string)(await Admin.UploadAsync(Org.Zgid, BulkClient.Zip(("a.csv", $"Last_Name,Member_No,City\n{Marker},{Marker},x\n")))).ShouldHaveStatus(200).Json!["details"]!["file_id"]!;
        string resource = $$"""[{"module":{"api_name":"Leads"},"file_id":"{{file}}","find_by":"Member_No"}]""";

        (await Admin.PostAsync("/crm/bulk/v8/write", $$"""{"operation":"update","resource":{{resource}}}""")).ShouldBeRefused(
            400, "INVALID_FIELD", """{"api_name":"Member_No"}""", "invalid mapping. invalid api_name.");
        string id = (string)(await Admin.PostAsync("/crm/bulk/v8/write", $$"""{"operation":"insert","resource":{{resource}}}""")).ShouldHaveStatus(201).Json!["details"]!["id"]!;
        JsonNode job = await EndOfWriteAsync(id);
        string result = await Admin.CsvAsync($"/crm/bulk/v8/write/{id}/result");

        Assert.Equal(1, (int)job["resource"]![0]!["file"]!["skipped_count"]!);
        Assert.Equal("Last_Name,Member_No,City,STATUS,RECORD_ID,ERRORS\r\n,,x,SKIPPED,,DUPLICATE_DATA-Member_No\r\n", result);
        Assert.DoesNotContain(Marker, server.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<JsonNode> EndOfWriteAsync(string id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonNode job = (await Admin.GetAsync($"/crm/bulk/v8/write/{id}")).ShouldHaveStatus(200).Json!;
            if ((string?)job["status"] is "COMPLETED" or "FAILED")
            {
                return job;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}

public sealed class BulkLeaksOnSqlite(SqliteCrmServer server) : BulkLeakTests<SqliteCrmServer>(server);

public sealed class BulkLeaksOnPostgres(PostgresCrmServer server) : BulkLeakTests<PostgresCrmServer>(server);
