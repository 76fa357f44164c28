using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Privacy;

public abstract class PreferenceTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmTheory]
    [InlineData("""{"exclude_api_tpt":false}""", false, false)]
    [InlineData("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"all"}""", true, true)]
    [InlineData("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"sensitive"}""", true, false)]
    [InlineData("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"normal"}""", false, true)]
    [InlineData("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"all","privacy_setting_status":false}""", false, false)]
    [InlineData("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"all","consent_modules":["Contacts"]}""", false, false)]
    public async Task Preferences_close_fields_by_their_sensitivity_on_the_next_request(string preferences, bool closesHigh, bool closesLow)
    {
        await MarkAllAsync();
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Email":"a@example.com","Phone":"555-0100","Mobile":"555-0101"}""");

        await Org.PreferAsync(preferences);

        JsonObject lead = (await User.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First;
        Assert.Equal(closesHigh, lead["Email"] is null);
        Assert.Equal(closesLow, lead["Phone"] is null);
        Assert.Equal("555-0101", (string?)lead["Mobile"]);
    }

    [CrmFact]
    public async Task Metadata_tells_what_the_preferences_close()
    {
        await MarkAllAsync();

        await ShouldTell("""{"exclude_api_tpt":false}""", """{"restricted":false,"type":"High","export":false}""", """{"restricted":false,"type":"Low","export":false}""");
        await ShouldTell("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"sensitive"}""", """{"restricted":true,"type":"High","export":false}""", """{"restricted":false,"type":"Low","export":false}""");
        await ShouldTell("""{"exclude_api_tpt_fields":"normal"}""", """{"restricted":false,"type":"High","export":false}""", """{"restricted":true,"type":"Low","export":false}""");
        await ShouldTell("""{"exclude_api_tpt_fields":"all"}""", """{"restricted":true,"type":"High","export":false}""", """{"restricted":true,"type":"Low","export":false}""");
        await ShouldTell("""{"exclude_export":true,"exclude_export_fields":"sensitive"}""", """{"restricted":true,"type":"High","export":true}""", """{"restricted":true,"type":"Low","export":false}""");
        await ShouldTell("""{"consent_modules":["Contacts"]}""", "null", "null");
        await ShouldTell("""{"consent_modules":["Leads"],"privacy_setting_status":false}""", "null", "null");
        await ShouldTell("""{"privacy_setting_status":true}""", """{"restricted":true,"type":"High","export":true}""", """{"restricted":true,"type":"Low","export":false}""");
    }

    [CrmFact]
    public async Task Field_without_a_sensitivity_is_shown_and_tells_nothing()
    {
        await Org.PreferAsync("""{"exclude_api_tpt":true,"exclude_api_tpt_fields":"all"}""");
        await Org.MarkAsync("Leads", "Mobile", "{}");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Mobile":"555-0101"}""");

        Assert.Null((await Org.FieldAsync("Leads", "Mobile"))["private"]);
        Assert.Equal("555-0101", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Mobile"]);
    }

    [CrmFact]
    public async Task Mark_can_be_taken_away_and_changed()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Email":"a@example.com"}""");

        await Org.MarkAsync("Leads", "Email", "null");
        Assert.Null((await Org.FieldAsync("Leads", "Email"))["private"]);
        Assert.Equal("a@example.com", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Email"]);

        await Org.MarkAsync("Leads", "Email", """{"type":"Low","restricted":true,"export":true}""");
        Assert.Equal("a@example.com", (string?)(await Admin.GetAsync($"Leads/{id}")).First["Email"]);

        await Org.MarkAsync("Leads", "Email", """{"type":"High"}""");
        Assert.Null((await Admin.GetAsync($"Leads/{id}")).First["Email"]);
    }

    [CrmTheory]
    [InlineData("Accounts", "Phone")]
    [InlineData("Leads", "Owner")]
    [InlineData("Leads", "Full_Name")]
    public async Task Fields_that_cannot_be_personal_are_refused(string module, string field)
    {
        string id = await Org.FieldIdAsync(module, field);

        CrmAnswer answer = await Admin.PatchAsync($"settings/fields/{id}?module={module}", """{"fields":[{"private":{"type":"High"}}]}""");

        answer.ShouldBeRefusedRow(400, "NOT_ALLOWED", """{"api_name":"private","json_path":"$.fields[0].private"}""", "Private is not allowed", "fields");
    }

    [CrmFact]
    public async Task Mark_is_refused_while_privacy_is_off()
    {
        await Org.PreferAsync("""{"privacy_setting_status":false}""");

        CrmAnswer update = await Admin.PatchAsync($"settings/fields/{await Org.FieldIdAsync("Leads", "Email")}?module=Leads", """{"fields":[{"private":{"type":"High"}}]}""");
        CrmAnswer create = await Admin.PostAsync("settings/fields?module=Leads", """{"fields":[{"field_label":"Secret","data_type":"text","private":{"type":"High"}}]}""");

        foreach (CrmAnswer answer in new[] { update, create })
        {
            answer.ShouldBeRefusedRow(400, "NOT_ALLOWED", """{"api_name":"private","json_path":"$.fields[0].private"}""", "Private is not allowed", "fields");
        }
    }

    [CrmFact]
    public async Task Unknown_sensitivity_is_refused()
    {
        CrmAnswer answer = await Admin.PatchAsync($"settings/fields/{await Org.FieldIdAsync("Leads", "Email")}?module=Leads", """{"fields":[{"private":{"type":"Medium"}}]}""");

        answer.ShouldBeRefusedRow(400, "INVALID_DATA", """{"api_name":"type","json_path":"$.fields[0].private.type","supported_values":["Low","High"]}""", "invalid data", "fields");
    }

    [CrmFact]
    public async Task Preferences_are_answered_in_full()
    {
        CrmAnswer answer = await Admin.GetAsync("privacy/preferences");

        answer.ShouldBe(
            200,
            """{"privacy_setting_status":true,"consent_modules":["Leads","Contacts","Vendors"],"exclude_api_tpt":false,"exclude_api_tpt_fields":null,"exclude_export":false,"exclude_export_fields":null}""");
    }

    [CrmTheory]
    [InlineData("""{"exclude_api_tpt":"yes"}""", """{"expected_data_type":"boolean","api_name":"exclude_api_tpt","json_path":"$.exclude_api_tpt"}""")]
    [InlineData("""{"exclude_everything":true}""", """{"api_name":"exclude_everything","json_path":"$.exclude_everything"}""")]
    [InlineData("""{"exclude_api_tpt_fields":"some"}""", """{"api_name":"exclude_api_tpt_fields","json_path":"$.exclude_api_tpt_fields","supported_values":["all","sensitive","normal"]}""")]
    [InlineData("""{"consent_modules":["Leads",5]}""", """{"expected_data_type":"text","api_name":"consent_modules","json_path":"$.consent_modules"}""")]
    public async Task Wrong_preferences_are_refused_and_change_nothing(string preferences, string details)
    {
        string before = (await Admin.GetAsync("privacy/preferences")).Text;

        CrmAnswer answer = await Admin.PutAsync("privacy/preferences", preferences);

        answer.ShouldBeRefused(400, "INVALID_DATA", details, "invalid data");
        Assert.Equal(before, (await Admin.GetAsync("privacy/preferences")).Text);
    }

    [CrmFact]
    public async Task Modules_without_privacy_cannot_be_chosen()
    {
        JsonNode details = (await Admin.PutAsync("privacy/preferences", """{"consent_modules":["Leads","Accounts"]}""")).ShouldHaveStatus(400).Json!["details"]!;

        Assert.Equal("consent_modules", (string?)details["api_name"]);
        Assert.Equal(["Contacts", "Leads", "Vendors"], details["supported_values"]!.AsArray().Select(value => (string)value!).Order(StringComparer.Ordinal));
    }

    [CrmFact]
    public async Task Only_administrators_change_preferences()
    {
        (await User.PutAsync("privacy/preferences", """{"exclude_api_tpt":false}""")).ShouldBeRefused(
            403, "NO_PERMISSION", """{"permissions":["Crm_Implied_Customize_Zoho_CRM"]}""", "permission denied");
        (await ReadOnly.PutAsync("privacy/preferences", """{"exclude_api_tpt":false}""")).ShouldBeRefused(401, "OAUTH_SCOPE_MISMATCH", "{}", "Unauthorized");
        (await User.GetAsync("privacy/preferences")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Organization_tells_whether_privacy_is_on()
    {
        Assert.True((bool)(await User.GetAsync("org")).Json!["org"]![0]!["privacy_settings"]!);

        await Org.PreferAsync("""{"privacy_setting_status":false}""");

        Assert.False((bool)(await User.GetAsync("org")).Json!["org"]![0]!["privacy_settings"]!);
    }

    [CrmTheory]
    [InlineData("""{"privacy_setting_status":false}""")]
    [InlineData("""{"consent_modules":["Contacts"]}""")]
    public async Task Without_privacy_a_module_has_no_trace_of_it(string preferences)
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"}}""");

        await Org.PreferAsync(preferences);

        JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).First;
        Assert.False(lead.ContainsKey("Data_Processing_Basis_Details"));
        Assert.False(lead.ContainsKey("$stop_processing"));
        Assert.DoesNotContain("Data_Processing_Basis_Details", (await Admin.GetAsync("settings/fields?module=Leads")).Text, StringComparison.Ordinal);
        (await Admin.PutAsync($"Leads/{id}", """{"data":[{"Company":"Other","Data_Processing_Basis_Details":5}]}""")).ShouldHaveStatus(200);
        await Org.PreferAsync("""{"privacy_setting_status":true,"consent_modules":["Leads"]}""");
        JsonObject again = (await Admin.GetAsync($"Leads/{id}")).First;
        Assert.Equal("Contract", (string?)again["Data_Processing_Basis_Details"]!["Data_Processing_Basis"]);
        Assert.Equal("Other", (string?)again["Company"]);
    }

    private async Task MarkAllAsync()
    {
        await Org.MarkAsync("Leads", "Email", """{"type":"High"}""");
        await Org.MarkAsync("Leads", "Phone", """{"type":"Low"}""");
        await Org.MarkAsync("Leads", "Mobile", "{}");
    }

    private async Task ShouldTell(string preferences, string high, string low)
    {
        await Org.PreferAsync(preferences);
        JsonArray fields = (await User.GetAsync("settings/fields?module=Leads")).ShouldHaveStatus(200).Json!["fields"]!.AsArray();
        JsonNode? Told(string name) => fields.Single(field => (string?)field!["api_name"] == name)!["private"];
        Assert.Equal((preferences, high), (preferences, Told("Email")?.ToJsonString() ?? "null"));
        Assert.Equal((preferences, low), (preferences, Told("Phone")?.ToJsonString() ?? "null"));
    }
}

public sealed class PreferencesOnSqlite(SqliteCrmServer server) : PreferenceTests<SqliteCrmServer>(server);

public sealed class PreferencesOnPostgres(PostgresCrmServer server) : PreferenceTests<PostgresCrmServer>(server);
