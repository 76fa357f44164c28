using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Records;

public abstract class InsertTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Insert_answers_as_documented()
    {
        CrmAnswer answer = await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"Doe","Company":"Northwind"}],"trigger":[]}""");

        answer.ShouldMatch(201, "records/insert");
    }

    [CrmFact]
    public async Task Refused_rows_do_not_stop_the_others()
    {
        CrmAnswer answer = await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"A"},{"Company":"B"},{"Last_Name":"C"},5]}""");

        Assert.Equal(["SUCCESS", "MANDATORY_NOT_FOUND", "SUCCESS", "INVALID_DATA"], answer.ShouldHaveStatus(207).Codes);
        Assert.Equal("$.data[1].Last_Name", (string?)answer.Json!["data"]![1]!["details"]!["json_path"]);
    }

    [CrmTheory]
    [InlineData("Leads", """{"Company":"x"}""", "Last_Name")]
    [InlineData("Leads", """{"Last_Name":null}""", "Last_Name")]
    [InlineData("Leads", """{"Last_Name":"  "}""", "Last_Name")]
    [InlineData("Contacts", "{}", "Last_Name")]
    [InlineData("Accounts", "{}", "Account_Name")]
    [InlineData("Deals", """{"Stage":"Qualification"}""", "Deal_Name")]
    [InlineData("Deals", """{"Deal_Name":"x"}""", "Stage")]
    [InlineData("Vendors", "{}", "Vendor_Name")]
    [InlineData("Campaigns", "{}", "Campaign_Name")]
    [InlineData("Products", "{}", "Product_Name")]
    [InlineData("Tasks", "{}", "Subject")]
    [InlineData("Solutions", "{}", "Solution_Title")]
    public async Task Mandatory_fields_are_asked_for(string module, string row, string missing)
    {
        CrmAnswer answer = await Admin.PostAsync(module, $$"""{"data":[{{row}}]}""");

        answer.ShouldBeRefusedRow(400, "MANDATORY_NOT_FOUND", $$"""{"api_name":"{{missing}}","json_path":"$.data[0].{{missing}}"}""", "required field not found");
    }

    [CrmTheory]
    [InlineData("Company", "5", """{"expected_data_type":"text","api_name":"Company","json_path":"$.data[0].Company"}""")]
    [InlineData("Company", "{}", """{"expected_data_type":"text","api_name":"Company","json_path":"$.data[0].Company"}""")]
    [InlineData("No_of_Employees", "\"5\"", """{"expected_data_type":"integer","api_name":"No_of_Employees","json_path":"$.data[0].No_of_Employees"}""")]
    [InlineData("No_of_Employees", "5.5", """{"expected_data_type":"integer","api_name":"No_of_Employees","json_path":"$.data[0].No_of_Employees"}""")]
    [InlineData("No_of_Employees", "1234567890", """{"maximum_length":9,"api_name":"No_of_Employees","json_path":"$.data[0].No_of_Employees"}""")]
    [InlineData("Annual_Revenue", "\"many\"", """{"expected_data_type":"double","api_name":"Annual_Revenue","json_path":"$.data[0].Annual_Revenue"}""")]
    [InlineData("Annual_Revenue", "12345678901234567", """{"maximum_length":16,"api_name":"Annual_Revenue","json_path":"$.data[0].Annual_Revenue"}""")]
    [InlineData("Email_Opt_Out", "\"true\"", """{"expected_data_type":"boolean","api_name":"Email_Opt_Out","json_path":"$.data[0].Email_Opt_Out"}""")]
    [InlineData("Email", "\"no address\"", """{"expected_data_type":"email","api_name":"Email","json_path":"$.data[0].Email"}""")]
    [InlineData("Phone", "\"(555) 0100\"", """{"expected_data_type":"phone","api_name":"Phone","json_path":"$.data[0].Phone"}""")]
    [InlineData("Website", "\"no site\"", """{"expected_data_type":"website","api_name":"Website","json_path":"$.data[0].Website"}""")]
    [InlineData("Owner", "\"123456789012345678\"", """{"api_name":"Owner","json_path":"$.data[0].Owner"}""")]
    [InlineData("Owner", """{"id":"123456789012345678"}""", """{"api_name":"Owner","json_path":"$.data[0].Owner.id"}""")]
    public async Task Wrong_values_are_refused_with_field_path_and_expectation(string field, string value, string details)
    {
        CrmAnswer answer = await Admin.PostAsync("Leads", $$"""{"data":[{"Last_Name":"Doe","{{field}}":{{value}}}]}""");

        answer.ShouldBeRefusedRow(400, "INVALID_DATA", details, field == "Owner" ? "the id given seems to be invalid" : "invalid data");
    }

    [CrmTheory]
    [InlineData("First_Name", 40)]
    [InlineData("Last_Name", 80)]
    [InlineData("Company", 200)]
    [InlineData("Description", 32000)]
    public async Task Texts_may_be_as_long_as_their_field_and_no_longer(string field, int length)
    {
        string Row(int count) => $$"""{"data":[{"Last_Name":"Doe","{{field}}":"{{new string('x', count)}}"}]}""".Replace("\"Last_Name\":\"Doe\",\"Last_Name\"", "\"Last_Name\"", StringComparison.Ordinal);

        (await Admin.PostAsync("Leads", Row(length))).ShouldHaveStatus(201);
        (await Admin.PostAsync("Leads", Row(length + 1))).ShouldBeRefusedRow(
            400, "INVALID_DATA", $$"""{"maximum_length":{{length}},"api_name":"{{field}}","json_path":"$.data[0].{{field}}"}""", "invalid data");
    }

    [CrmFact]
    public async Task Length_is_counted_in_characters_not_in_units()
    {
        string emoji = string.Concat(Enumerable.Repeat("\U0001F600", 40));
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","First_Name":"{{emoji}}"}""");

        Assert.Equal(emoji, (string?)(await Admin.GetAsync($"Leads/{id}")).First["First_Name"]);
    }

    [CrmTheory]
    [InlineData("Annual_Revenue", "1234.56", "1234.56")]
    [InlineData("Annual_Revenue", "1.5e3", "1500")]
    [InlineData("Annual_Revenue", "0.10", "0.1")]
    [InlineData("Annual_Revenue", "-7", "-7")]
    [InlineData("No_of_Employees", "5.0", "5")]
    [InlineData("No_of_Employees", "-0", "0")]
    [InlineData("Email_Opt_Out", "true", "true")]
    [InlineData("Email_Opt_Out", "false", "false")]
    [InlineData("Lead_Source", "\"A new source\"", "\"A new source\"")]
    [InlineData("Lead_Source", "\"-None-\"", "null")]
    [InlineData("Company", "\"  trimmed \"", "\"trimmed\"")]
    [InlineData("Company", "\"\"", "null")]
    [InlineData("Company", "\"quote \\\" back \\\\ \\u00e9 \\n tab\\t <b>&'\"", "\"quote \\\" back \\\\ \\u00e9 \\n tab\\t <b>&'\"")]
    [InlineData("Company", "\"\\ud83d\\ude00 e\\u0301 \\u202e\"", "\"\\ud83d\\ude00 e\\u0301 \\u202e\"")]
    public async Task Values_come_back_as_documented(string field, string sent, string shown)
    {
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","{{field}}":{{sent}}}""");

        JsonNode? value = (await Admin.GetAsync($"Leads/{id}")).First[field];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(shown), value), $"{sent} came back as {value?.ToJsonString() ?? "null"}");
    }

    [CrmFact]
    public async Task Lookups_take_an_object_a_text_or_a_number()
    {
        string account = await Admin.CreateAsync("Accounts", """{"Account_Name":"The account"}""");

        List<string> ids = await Admin.CreateManyAsync(
            "Contacts",
            $$$"""{"Last_Name":"A","Account_Name":{"id":"{{{account}}}","name":"ignored"}}""",
            $$"""{"Last_Name":"B","Account_Name":"{{account}}"}""",
            $$$"""{"Last_Name":"C","Account_Name":{"id":{{{account}}}}}""");

        foreach (string id in ids)
        {
            JsonNode shown = (await Admin.GetAsync($"Contacts/{id}")).First["Account_Name"]!;
            Assert.Equal(("The account", account), ((string?)shown["name"], (string?)shown["id"]));
        }
    }

    [CrmTheory]
    [InlineData("\"123456789012345678\"", "$.data[0].Account_Name")]
    [InlineData("""{"id":"123456789012345678"}""", "$.data[0].Account_Name.id")]
    [InlineData("""{"id":"abc"}""", "$.data[0].Account_Name.id")]
    public async Task Lookup_of_an_unknown_record_is_refused(string lookup, string path)
    {
        (await Admin.PostAsync("Contacts", $$"""{"data":[{"Last_Name":"Doe","Account_Name":{{lookup}}}]}""")).ShouldBeRefusedRow(
            400, "INVALID_DATA", $$"""{"api_name":"Account_Name","json_path":"{{path}}"}""", "the id given seems to be invalid");
    }

    [CrmFact]
    public async Task Lookup_of_a_record_of_another_module_is_refused()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"No account"}""");

        (await Admin.PostAsync("Contacts", $$"""{"data":[{"Last_Name":"Doe","Account_Name":"{{lead}}"}]}""")).ShouldHaveStatus(400);
    }

    [CrmFact]
    public async Task Owner_is_the_caller_unless_told_otherwise()
    {
        string mine = await User.CreateAsync("Leads", """{"Last_Name":"Mine"}""");
        string given = await User.CreateAsync("Leads", $$$"""{"Last_Name":"Given","Owner":{"id":"{{{Org.AdminId}}}"}}""");
        string byEmail = await User.CreateAsync("Leads", """{"Last_Name":"Given","Owner":{"email":"ada@company.example.com"}}""");

        Assert.Equal("Uma Userson", (string?)(await Admin.GetAsync($"Leads/{mine}")).First["Owner"]!["name"]);
        Assert.Equal(Org.AdminId, (string?)(await Admin.GetAsync($"Leads/{given}")).First["Owner"]!["id"]);
        Assert.Equal("ada@company.example.com", (string?)(await Admin.GetAsync($"Leads/{byEmail}")).First["Owner"]!["email"]);
        Assert.Equal(Org.UserId, (string?)(await Admin.GetAsync($"Leads/{given}")).First["Created_By"]!["id"]);
    }

    [CrmFact]
    public async Task Unknown_read_only_and_system_keys_are_ignored()
    {
        string id = await Admin.CreateAsync(
            "Leads",
            """{"Last_Name":"Doe","Nothing":5,"last_name":"x","Full_Name":"Faked","Created_Time":"2001-01-01T00:00:00Z","Created_By":"1","$approved":false,"$editable":false,"Converted__s":true,"Locked__s":true}""");

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.Equal("Doe", (string?)lead["Full_Name"]);
        Assert.Equal(Org.AdminId, (string?)lead["Created_By"]!["id"]);
        Assert.True((bool)lead["$editable"]!);
        Assert.False(lead.ContainsKey("Nothing"));
        Assert.DoesNotContain("2001", (string?)lead["Created_Time"], StringComparison.Ordinal);
        Assert.False((bool)lead["Locked__s"]!);
    }

    [CrmFact]
    public async Task Ids_of_clients_are_ignored_on_insert()
    {
        CrmAnswer answer = await Admin.PostAsync("Leads", """{"data":[{"id":"123456789012345678","Last_Name":"Doe"}]}""");

        Assert.NotEqual("123456789012345678", (string?)answer.ShouldHaveStatus(201).First["details"]!["id"]);
    }

    [CrmTheory]
    [InlineData("{}", "MANDATORY_NOT_FOUND", "required field not found", """{"api_name":"data","json_path":"$.data"}""")]
    [InlineData("""{"data":null}""", "MANDATORY_NOT_FOUND", "required field not found", """{"api_name":"data","json_path":"$.data"}""")]
    [InlineData("""{"data":{}}""", "INVALID_DATA", "invalid data", """{"expected_data_type":"jsonarray","api_name":"data","json_path":"$.data"}""")]
    [InlineData("""{"data":[]}""", "INVALID_DATA", "invalid data", """{"expected_data_type":"jsonarray","api_name":"data","json_path":"$.data"}""")]
    [InlineData("[]", "INVALID_DATA", "body", """{"expected_data_type":"jsonobject"}""")]
    [InlineData("""{"data":[{"Last_Name":"x"}],"apply_feature_execution":[{"name":"nothing"}]}""", "INVALID_DATA", "invalid data", """{"api_name":"name","json_path":"$.apply_feature_execution[0].name","supported_values":["layout_rules","range_validation","assignment_rules","function_validation_rule","criteria_validation_rule","global_map_dependency","territory_subordinates"]}""")]
    public async Task Wrong_envelopes_are_refused(string body, string code, string message, string details)
    {
        (await Admin.PostAsync("Leads", body)).ShouldBeRefusedRow(400, code, details, message);
    }

    [CrmFact]
    public async Task A_hundred_records_are_taken_and_no_more()
    {
        string Rows(int count) => $$"""{"data":[{{string.Join(',', Enumerable.Repeat("""{"Subject":"x"}""", count))}}]}""";

        Assert.Equal(100, (await Admin.PostAsync("Tasks", Rows(100))).ShouldHaveStatus(201).Codes.Count);
        (await Admin.PostAsync("Tasks", Rows(101))).ShouldBeRefusedRow(
            400, "LIMIT_EXCEEDED", """{"maximum_length":100,"api_name":"data"}""", "count of records in your request exceeds the limit");
    }

    [CrmFact]
    public async Task Unique_values_clash_without_regard_to_case_also_inside_one_request()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        await org.AddFieldAsync("Accounts", """{"field_label":"Tax No","data_type":"text","unique":{"case_sensitive":false}}""");
        await org.AddFieldAsync("Accounts", """{"field_label":"Serial","data_type":"integer","unique":{"case_sensitive":false}}""");

        CrmAnswer both = await org.Admin.PostAsync("Accounts", """{"data":[{"Account_Name":"A","Tax_No":"ab","Serial":1},{"Account_Name":"B","Tax_No":"AB"},{"Account_Name":"C"},{"Account_Name":"D"}]}""");
        CrmAnswer several = await org.Admin.PostAsync("Accounts", """{"data":[{"Account_Name":"E","Tax_No":"aB","Serial":1}]}""");

        Assert.Equal(["SUCCESS", "DUPLICATE_DATA", "SUCCESS", "SUCCESS"], both.ShouldHaveStatus(207).Codes);
        JsonNode details = both.Json!["data"]![1]!["details"]!;
        Assert.Equal((string?)both.First["details"]!["id"], (string?)details["id"]);
        Assert.Equal("$.data[1].Tax_No", (string?)details["json_path"]);
        several.ShouldMatch(400, "records/multiple_errors");
    }

    [CrmFact]
    public async Task Unique_value_is_free_again_after_delete_and_change()
    {
        TestOrganization org = await server.NewOrganizationAsync();
        await org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        string first = await org.Admin.CreateAsync("Leads", """{"Last_Name":"A","Member_No":"one"}""");
        string second = await org.Admin.CreateAsync("Leads", """{"Last_Name":"B","Member_No":"two"}""");

        (await org.Admin.PutAsync($"Leads/{second}", """{"data":[{"Member_No":"one"}]}""")).ShouldHaveStatus(400);
        (await org.Admin.PutAsync($"Leads/{first}", """{"data":[{"Member_No":"ONE"}]}""")).ShouldHaveStatus(200);
        (await org.Admin.DeleteAsync($"Leads/{first}")).ShouldHaveStatus(200);
        (await org.Admin.PutAsync($"Leads/{second}", """{"data":[{"Member_No":"one"}]}""")).ShouldHaveStatus(200);
        (await org.Admin.PostAsync("Leads", """{"data":[{"Last_Name":"C","Member_No":"two"}]}""")).ShouldHaveStatus(201);
        CrmAnswer swap = await org.Admin.PutAsync("Leads", $$"""{"data":[{"id":"{{second}}","Member_No":null}]}""");
        swap.ShouldHaveStatus(200);
        (await org.Admin.PostAsync("Leads", """{"data":[{"Last_Name":"D","Member_No":"one"}]}""")).ShouldHaveStatus(201);
    }

    [CrmTheory]
    [InlineData("Nothing")]
    [InlineData("leads")]
    [InlineData("Leads%20")]
    public async Task Unknown_modules_are_refused(string module)
    {
        string details = """{"resource_path_index":0}""";
        string message = "the module name given seems to be invalid";

        (await Admin.PostAsync(module, """{"data":[{}]}""")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.PutAsync(module, """{"data":[{}]}""")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.PostAsync($"{module}/upsert", """{"data":[{}]}""")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.GetAsync($"{module}?fields=id")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.GetAsync($"{module}/123456789012345678")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.DeleteAsync($"{module}?ids=1")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.DeleteAsync($"{module}/123456789012345678")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.GetAsync($"{module}/deleted?type=all")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.GetAsync($"{module}/search?word=ab")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
        (await Admin.GetAsync($"{module}/actions/count")).ShouldBeRefused(400, "INVALID_MODULE", details, message);
    }
}

public sealed class InsertOnSqlite(SqliteCrmServer server) : InsertTests<SqliteCrmServer>(server);

public sealed class InsertOnPostgres(PostgresCrmServer server) : InsertTests<PostgresCrmServer>(server);
