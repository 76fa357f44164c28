using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Settings;

public abstract class FieldTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Every_field_of_every_module_has_exactly_the_documented_keys()
    {
        string[] documented = [.. GoldenFile.Read("official/field_keys")["field"]!.AsArray().Select(key => (string)key!)];
        JsonArray modules = (await Admin.GetAsync("settings/modules")).ShouldHaveStatus(200).Json!["modules"]!.AsArray();

        foreach (string module in modules.Select(module => (string)module!["api_name"]!))
        {
            foreach (JsonNode? field in (await Admin.GetAsync($"settings/fields?module={module}")).ShouldHaveStatus(200).Json!["fields"]!.AsArray())
            {
                IEnumerable<string> keys = field!.AsObject().Select(pair => pair.Key).Except(["textarea"]);
                Assert.Equal(($"{module}.{field["api_name"]}", string.Join(' ', documented.Order(StringComparer.Ordinal))), ($"{module}.{field["api_name"]}", string.Join(' ', keys.Order(StringComparer.Ordinal))));
            }
        }
    }

    [CrmFact]
    public async Task Key_types_match_what_clients_parse()
    {
        JsonArray fields = (await Admin.GetAsync("settings/fields?module=Leads")).Json!["fields"]!.AsArray();
        string TypeOf(string name) => (string)fields.Single(field => (string?)field!["api_name"] == name)!["json_type"]!;
        string DataOf(string name) => (string)fields.Single(field => (string?)field!["api_name"] == name)!["data_type"]!;

        Assert.Equal(("string", "bigint"), (TypeOf("id"), DataOf("id")));
        Assert.Equal(("jsonarray", "text"), (TypeOf("Tag"), DataOf("Tag")));
        Assert.Equal(("jsonobject", "ownerlookup"), (TypeOf("Owner"), DataOf("Owner")));
        Assert.Equal(("jsonobject", "consent_lookup"), (TypeOf("Data_Processing_Basis_Details"), DataOf("Data_Processing_Basis_Details")));
        Assert.Equal(("string", "datetime"), (TypeOf("Created_Time"), DataOf("Created_Time")));
        Assert.Equal(("double", "currency"), (TypeOf("Annual_Revenue"), DataOf("Annual_Revenue")));
        Assert.Equal("Consents", (string?)fields.Single(field => (string?)field!["api_name"] == "Data_Processing_Basis_Details")!["lookup"]!["module"]!["api_name"]);
    }

    [CrmTheory]
    [InlineData("""{"field_label":"A text","data_type":"text","length":50}""", "A_text", "text", "\"abc\"")]
    [InlineData("""{"field_label":"Small","data_type":"textarea","textarea":{"type":"small"}}""", "Small", "textarea", "\"abc\"")]
    [InlineData("""{"field_label":"Large","data_type":"textarea","textarea":{"type":"large"}}""", "Large", "textarea", "\"abc\"")]
    [InlineData("""{"field_label":"Rich","data_type":"textarea","textarea":{"type":"rich_text"}}""", "Rich", "textarea", "\"<b>abc</b>\"")]
    [InlineData("""{"field_label":"Mail 2","data_type":"email"}""", "Mail_2", "email", "\"a@example.com\"")]
    [InlineData("""{"field_label":"Pager","data_type":"phone"}""", "Pager", "phone", "\"555-0100\"")]
    [InlineData("""{"field_label":"Blog","data_type":"website"}""", "Blog", "website", "\"www.example.com\"")]
    [InlineData("""{"field_label":"Level","data_type":"integer","length":3}""", "Level", "integer", "123")]
    [InlineData("""{"field_label":"Big one","data_type":"bigint"}""", "Big_one", "bigint", "\"123456789012345678\"")]
    [InlineData("""{"field_label":"Ratio","data_type":"double","decimal_place":4}""", "Ratio", "double", "1.2345")]
    [InlineData("""{"field_label":"Price","data_type":"currency"}""", "Price", "currency", "1.25")]
    [InlineData("""{"field_label":"Share","data_type":"percent"}""", "Share", "percent", "55")]
    [InlineData("""{"field_label":"Agreed","data_type":"boolean"}""", "Agreed", "boolean", "true")]
    [InlineData("""{"field_label":"Day","data_type":"date"}""", "Day", "date", "\"2026-02-28\"")]
    [InlineData("""{"field_label":"Moment","data_type":"datetime"}""", "Moment", "datetime", "\"2026-02-28T10:00:00-08:00\"")]
    [InlineData("""{"field_label":"Choice","data_type":"picklist","pick_list_values":[{"display_value":"One"},{"display_value":"Two"}]}""", "Choice", "picklist", "\"Two\"")]
    [InlineData("""{"field_label":"Choices","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"One"}]}""", "Choices", "multiselectpicklist", """["One","New"]""")]
    public async Task Field_of_every_type_can_be_made_written_found_and_read(string field, string apiName, string dataType, string value)
    {
        CrmAnswer answer = await Admin.PostAsync("settings/fields?module=Leads", $$"""{"fields":[{{field}}]}""");

        answer.ShouldBe(201, """{"fields":[{"code":"SUCCESS","details":{"id":"{{id}}"},"message":"field created","status":"success"}]}""");
        JsonNode made = await Org.FieldAsync("Leads", apiName);
        Assert.Equal((dataType, true), ((string?)made["data_type"], (bool)made["custom_field"]!));
        Assert.Equal((string?)answer.Json!["fields"]![0]!["details"]!["id"], (string?)made["id"]);
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","{{apiName}}":{{value}}}""");
        JsonNode? shown = (await Admin.GetAsync($"Leads/{id}")).First[apiName];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), shown), $"{value} came back as {shown}");
        string searched = shown is JsonArray many ? (string)many[0]! : shown!.ToString();
        Assert.Equal([id], (await Admin.SearchAsync("Leads", $"({apiName}:equals:{searched})")).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task Autonumbers_count_and_cannot_be_written()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Ticket","data_type":"autonumber","auto_number":{"prefix":"T-","start_number":41,"suffix":"-X"}}""");

        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"A","Ticket":"mine"}""", """{"Last_Name":"B"}""");

        Assert.Equal("T-41-X", (string?)(await Admin.GetAsync($"Leads/{ids[0]}")).First["Ticket"]);
        Assert.Equal("T-42-X", (string?)(await Admin.GetAsync($"Leads/{ids[1]}")).First["Ticket"]);
        (await Admin.PostAsync("settings/fields?module=Leads", """{"fields":[{"field_label":"Second","data_type":"autonumber","auto_number":{"start_number":1}}]}""")).ShouldBeRefusedRow(
            400, "LIMIT_EXCEEDED", """{"api_name":"data_type","json_path":"$.fields[0].data_type"}""", "maximum reached", "fields");
    }

    [CrmFact]
    public async Task Lookup_and_user_fields_refer_to_records_and_users()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Partner","data_type":"lookup","lookup":{"module":{"api_name":"Vendors"}}}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Helper","data_type":"userlookup"}""");
        string vendor = await Admin.CreateAsync("Vendors", """{"Vendor_Name":"V"}""");

        string id = await Admin.CreateAsync("Leads", $$$"""{"Last_Name":"A","Partner":{"id":"{{{vendor}}}"},"Helper":"{{{Org.UserId}}}"}""");

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.Equal(("V", "Uma Userson"), ((string?)lead["Partner"]!["name"], (string?)lead["Helper"]!["name"]));
        Assert.Equal("Vendors", (string?)(await Org.FieldAsync("Leads", "Partner"))["lookup"]!["module"]!["api_name"]);
    }

    [CrmTheory]
    [InlineData("""{"data_type":"text"}""", "MANDATORY_NOT_FOUND", "Required fields not found", """{"api_name":"field_label","json_path":"$.fields[0].field_label"}""")]
    [InlineData("""{"field_label":"X"}""", "MANDATORY_NOT_FOUND", "Required fields not found", """{"api_name":"data_type","json_path":"$.fields[0].data_type"}""")]
    [InlineData("""{"field_label":"X","data_type":"nothing"}""", "INVALID_DATA", "invalid data", """{"api_name":"data_type","json_path":"$.fields[0].data_type"}""")]
    [InlineData("""{"field_label":"X","data_type":"consent_lookup"}""", "INVALID_DATA", "invalid data", """{"api_name":"data_type","json_path":"$.fields[0].data_type"}""")]
    [InlineData("""{"field_label":"X","data_type":"text","length":256}""", "INVALID_DATA", "invalid data", """{"api_name":"length","json_path":"$.fields[0].length"}""")]
    [InlineData("""{"field_label":"X","data_type":"integer","length":10}""", "INVALID_DATA", "invalid data", """{"api_name":"length","json_path":"$.fields[0].length"}""")]
    [InlineData("""{"field_label":"COMPANY","data_type":"text"}""", "DUPLICATE_DATA", "Duplicate field label", """{"api_name":"field_label","json_path":"$.fields[0].field_label"}""")]
    [InlineData("""{"field_label":"X","data_type":"textarea","unique":{"case_sensitive":false}}""", "NOT_ALLOWED", "Unique case is not allowed", """{"api_name":"unique","json_path":"$.fields[0].unique"}""")]
    public async Task Wrong_fields_are_refused(string field, string code, string message, string details)
    {
        (await Admin.PostAsync("settings/fields?module=Leads", $$"""{"fields":[{{field}}]}""")).ShouldBeRefusedRow(400, code, details, message, "fields");
    }

    [CrmFact]
    public async Task Refused_fields_do_not_stop_the_others()
    {
        CrmAnswer answer = await Admin.PostAsync("settings/fields?module=Leads", """{"fields":[{"field_label":"Good","data_type":"text"},{"field_label":"Bad","data_type":"x"}]}""");

        answer.ShouldBe(207, """{"fields":[{"code":"SUCCESS","details":{"id":"{{id}}"},"message":"field created","status":"success"},{"code":"INVALID_DATA","details":{"api_name":"data_type","json_path":"$.fields[1].data_type"},"message":"invalid data","status":"error"}]}""");
    }

    [CrmFact]
    public async Task Limits_of_fields_are_told()
    {
        string five = string.Join(',', Enumerable.Range(0, 6).Select(number => $$"""{"field_label":"F{{number}}","data_type":"text"}"""));
        (await Admin.PostAsync("settings/fields?module=Leads", $$"""{"fields":[{{five}}]}""")).ShouldBeRefusedRow(
            400, "LIMIT_EXCEEDED", """{"maximum_length":5,"api_name":"fields"}""", "count of records in your request exceeds the limit", "fields");
        await Org.AddFieldAsync("Leads", """{"field_label":"U1","data_type":"text","unique":{"case_sensitive":false}}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"U2","data_type":"text","unique":{"case_sensitive":false}}""");
        (await Admin.PostAsync("settings/fields?module=Leads", """{"fields":[{"field_label":"U3","data_type":"text","unique":{"case_sensitive":false}}]}""")).ShouldBeRefusedRow(
            400, "LIMIT_EXCEEDED", """{"api_name":"unique","json_path":"$.fields[0].unique"}""", "maximum reached", "fields");
    }

    [CrmFact]
    public async Task Field_names_are_made_of_labels_without_clashes()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Größe & Co. (neu)","data_type":"text"}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"A-B","data_type":"text"}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"A_B","data_type":"text"}""");

        JsonArray fields = (await Admin.GetAsync("settings/fields?module=Leads")).Json!["fields"]!.AsArray();
        List<string> names = [.. fields.Where(field => (bool)field!["custom_field"]!).Select(field => (string)field!["api_name"]!)];

        Assert.Equal(3, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]$", name));
    }

    [CrmFact]
    public async Task Name_used_again_does_not_bring_values_back()
    {
        string first = await Org.AddFieldAsync("Leads", """{"field_label":"Secret","data_type":"text","unique":{"case_sensitive":false}}""");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Secret":"buried treasure"}""");

        (await Admin.DeleteAsync($"settings/fields/{first}?module=Leads")).ShouldBe(200, $$$"""{"fields":[{"code":"SUCCESS","details":{"id":"{{{first}}}"},"message":"field deleted","status":"success"}]}""");
        Assert.False((await Admin.GetAsync($"Leads/{id}")).First.ContainsKey("Secret"));
        (await Admin.SearchAsync("Leads", "(Secret:equals:x)")).ShouldHaveStatus(400);
        string second = await Org.AddFieldAsync("Leads", """{"field_label":"Secret","data_type":"text"}""");
        JsonArray fields = (await Admin.GetAsync("settings/fields?module=Leads")).Json!["fields"]!.AsArray();
        string name = (string)fields.Single(field => (string?)field!["id"] == second)!["api_name"]!;

        string text = (await Admin.GetAsync($"Leads/{id}")).Text + (await Admin.SearchAsync("Leads", $"({name}:equals:buried)")).Text + (await Admin.GetAsync($"Leads?fields=Secret,{name}")).Text;
        Assert.DoesNotContain("buried", text, StringComparison.Ordinal);
        (await Admin.GetAsync("Leads/search?word=treasure")).ShouldBeEmpty(204);
        (await Admin.SearchAsync("Leads", $"({name}:not_equal:${{EMPTY}})")).ShouldBeEmpty(204);
        Assert.NotEqual("Secret", name);
    }

    [CrmFact]
    public async Task Only_custom_fields_of_the_module_can_be_deleted()
    {
        (await Admin.DeleteAsync($"settings/fields/{await Org.FieldIdAsync("Leads", "Company")}?module=Leads")).ShouldHaveStatus(400);
        (await Admin.DeleteAsync("settings/fields/123456789012345678?module=Leads")).ShouldBeRefused(
            400, "INVALID_DATA", """{"resource_path_index":2}""", "the id given seems to be invalid");
        string field = await Org.AddFieldAsync("Contacts", """{"field_label":"Elsewhere","data_type":"text"}""");
        (await Admin.DeleteAsync($"settings/fields/{field}?module=Leads")).ShouldHaveStatus(400);
        Assert.Equal(field, await Org.FieldIdAsync("Contacts", "Elsewhere"));
    }

    [CrmFact]
    public async Task Fields_change_what_may_change()
    {
        string field = await Org.AddFieldAsync("Leads", """{"field_label":"Old label","data_type":"text","length":50}""");

        (await Admin.PatchAsync($"settings/fields/{field}?module=Leads", """{"fields":[{"field_label":"New label","length":60,"tooltip":{"name":"static_text","value":"Why"},"unique":{"case_sensitive":false}}]}"""))
            .ShouldBe(200, $$$"""{"fields":[{"code":"SUCCESS","details":{"id":"{{{field}}}"},"message":"field updated","status":"success"}]}""");

        JsonNode changed = await Org.FieldAsync("Leads", "Old_label");
        Assert.Equal(("New label", 60, "Why"), ((string?)changed["field_label"], (int)changed["length"]!, (string?)changed["tooltip"]!["value"]));
        Assert.Equal("""{"case_sensitive":false}""", changed["unique"]!.ToJsonString());
        (await Admin.PatchAsync("settings/fields?module=Leads", $$"""{"fields":[{"id":"{{field}}","data_type":"integer"},{"field_label":"no id"}]}""")).ShouldHaveStatus(400);
        (await Admin.PutAsync($"settings/fields/{field}?module=Leads", """{"fields":[{"unique":{"_disable":null}}]}""")).ShouldHaveStatus(200);
        Assert.Equal("{}", (await Org.FieldAsync("Leads", "Old_label"))["unique"]!.ToJsonString());
    }

    [CrmFact]
    public async Task Field_with_values_twice_cannot_become_unique()
    {
        string field = await Org.AddFieldAsync("Leads", """{"field_label":"Code","data_type":"text"}""");
        await Admin.CreateManyAsync("Leads", """{"Last_Name":"A","Code":"x"}""", """{"Last_Name":"B","Code":"X"}""");

        CrmAnswer answer = await Admin.PatchAsync($"settings/fields/{field}?module=Leads", """{"fields":[{"unique":{"case_sensitive":false}}]}""");

        Assert.Equal("NOT_ALLOWED", (string?)answer.ShouldHaveStatus(400).Json!["fields"]![0]!["code"]);
    }

    [CrmFact]
    public async Task Field_that_becomes_unique_knows_the_values_that_are_there()
    {
        string field = await Org.AddFieldAsync("Leads", """{"field_label":"Code","data_type":"text"}""");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"A","Code":"x"}""");
        await Admin.PatchAsync($"settings/fields/{field}?module=Leads", """{"fields":[{"unique":{"case_sensitive":false}}]}""");

        (await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"B","Code":"X"}]}""")).ShouldHaveStatus(400);
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Code":"y"}]}""")).ShouldHaveStatus(200);
        (await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"B","Code":"X"}]}""")).ShouldHaveStatus(201);
    }

    [CrmFact]
    public async Task Settings_of_fields_refuse_unknown_modules_and_callers()
    {
        (await Admin.GetAsync("settings/fields")).ShouldBeRefused(400, "REQUIRED_PARAM_MISSING", """{"param_name":"module"}""", "required param is missing");
        (await Admin.GetAsync("settings/fields?module=Nothing")).ShouldBeRefused(400, "INVALID_MODULE", "{}", "the module name given seems to be invalid");
        (await Admin.PostAsync("settings/fields?module=Nothing", """{"fields":[{}]}""")).ShouldBeRefused(400, "INVALID_MODULE", "{}", "the module name given seems to be invalid");
        (await Admin.GetAsync("settings/fields?module=Leads&type=some")).ShouldHaveStatus(400);
        (await Admin.GetAsync("settings/fields?module=Leads&type=unused")).ShouldBeEmpty(204);
        (await Admin.GetAsync("settings/fields/123456789012345678?module=Leads")).ShouldBeEmpty(204);
        foreach (CrmAnswer answer in new[]
        {
            await User.PostAsync("settings/fields?module=Leads", """{"fields":[{"field_label":"X","data_type":"text"}]}"""),
            await User.PatchAsync("settings/fields?module=Leads", """{"fields":[{"id":"1"}]}"""),
            await User.DeleteAsync("settings/fields/1?module=Leads"),
            await User.PostAsync("settings/modules", """{"modules":[{}]}"""),
        })
        {
            answer.ShouldBeRefused(403, "NO_PERMISSION", """{"permissions":["Crm_Implied_Customize_Zoho_CRM"]}""", "permission denied");
        }
    }
}

public sealed class FieldsOnSqlite(SqliteCrmServer server) : FieldTests<SqliteCrmServer>(server);

public sealed class FieldsOnPostgres(PostgresCrmServer server) : FieldTests<PostgresCrmServer>(server);
