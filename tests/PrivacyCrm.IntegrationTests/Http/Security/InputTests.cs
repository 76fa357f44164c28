using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Security;

public abstract class InputTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Unreadable = """{"data":[{"code":"INVALID_DATA","details":{"expected_data_type":"jsonobject"},"message":"body","status":"error"}]}""";

    [CrmTheory]
    [InlineData("/")]
    [InlineData("/crm")]
    [InlineData("/crm/v8")]
    [InlineData("/crm/v8/Leads/1/2")]
    [InlineData("/crm/v8/settings")]
    [InlineData("/crm/v8/settings/nothing")]
    [InlineData("/crm/v8/Leads/actions/nothing")]
    [InlineData("/oauth/v2/nothing")]
    [InlineData("/admin")]
    [InlineData("/crm/v8//Leads")]
    [InlineData("/crm/v8/Leads/../../../etc/passwd")]
    [InlineData("/crm/v8/Leads%2F123")]
    public async Task Unknown_addresses_are_told(string path)
    {
        CrmAnswer answer = await Admin.GetAsync(path);

        Assert.True(answer.Status is 404 or 400, answer.ToString());
        Assert.Equal("error", (string?)answer.Json!["status"]);
    }

    [CrmTheory]
    [InlineData("PATCH", "Leads")]
    [InlineData("PATCH", "Leads/123456789012345678")]
    [InlineData("POST", "Leads/123456789012345678")]
    [InlineData("POST", "Leads/search")]
    [InlineData("DELETE", "Leads/search")]
    [InlineData("PUT", "Leads/deleted")]
    [InlineData("POST", "org")]
    [InlineData("PUT", "org")]
    [InlineData("DELETE", "settings/modules")]
    [InlineData("GET", "Leads/upsert")]
    [InlineData("OPTIONS", "Leads")]
    [InlineData("NONSENSE", "Leads")]
    public async Task Wrong_methods_are_told(string method, string path)
    {
        (await Admin.SendAsync(new HttpMethod(method), path, (HttpContent?)null)).ShouldBeRefused(
            400, "INVALID_REQUEST_METHOD", "{}", "The http request method type is not a valid one");
    }

    [CrmTheory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("{'data':[]}")]
    [InlineData("""{"data":[{"Last_Name":"x"},]}""")]
    [InlineData("""{"data":[{"Last_Name":"x"}]} // comment""")]
    [InlineData("""{"data":[{"Last_Name":"x"}]}{}""")]
    [InlineData("""{"data":[{"Last_Name":"x"}],"data":[]}""")]
    [InlineData("""{"data":[{"Last_Name":"x","Last_Name":"y"}]}""")]
    [InlineData("""{"data":[{"Last_Name":"x","Company":NaN}]}""")]
    [InlineData("""{"data":[{"Last_Name":"x","No_of_Employees":01}]}""")]
    [InlineData("""{"data":[{"Last_Name":"\ud800"}]}""")]
    [InlineData("""{"data":[{"Last_Name":"\udc00\ud800"}]}""")]
    [InlineData("""{"data":[{"\ud800":"x"}]}""")]
    public async Task Bodies_that_are_not_plain_json_are_refused(string body)
    {
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Post, "Leads"), (HttpMethod.Put, "Leads"), (HttpMethod.Post, "Leads/upsert") })
        {
            (await Admin.SendAsync(method, path, body)).ShouldBe(400, Unreadable);
        }
    }

    [CrmFact]
    public async Task Bodies_that_are_not_utf8_too_deep_or_too_large_are_refused()
    {
        (await SendAsync([.. "{\"data\":[{\"Last_Name\":\""u8, 0xFF, 0xFE, .. "\"}]}"u8])).ShouldBe(400, Unreadable);
        (await SendAsync([.. "{\"data\":[{\"Last_Name\":\""u8, 0xC0, 0x80, .. "\"}]}"u8])).ShouldBe(400, Unreadable);
        (await SendAsync(Encoding.Unicode.GetBytes("""{"data":[{"Last_Name":"x"}]}"""))).ShouldBe(400, Unreadable);
        (await SendAsync(Encoding.UTF8.GetBytes(Deep(62)))).ShouldHaveStatus(201);
        (await SendAsync(Encoding.UTF8.GetBytes(Deep(65)))).ShouldBe(400, Unreadable);
        (await SendAsync(Encoding.UTF8.GetBytes(Deep(100_000)))).ShouldBe(400, Unreadable);
        string large = $$"""{"data":[{"Last_Name":"x","Nothing":"{{new string('x', 2 * 1024 * 1024)}}"}]}""";
        CrmAnswer answer = await SendAsync(Encoding.UTF8.GetBytes(large));
        answer.ShouldBeRefused(413, "LIMIT_EXCEEDED", """{"limit":2097152}""", "the request body is larger than allowed");
        string almost = $$"""{"data":[{"Last_Name":"x","Nothing":"{{new string('x', (2 * 1024 * 1024) - 100)}}"}]}""";
        (await SendAsync(Encoding.UTF8.GetBytes(almost))).ShouldHaveStatus(201);
    }

    [CrmTheory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Json_is_read_whatever_the_content_type_says(string? type)
    {
        using ByteArrayContent content = new("""{"data":[{"Last_Name":"x"}]}"""u8.ToArray());
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        (await Admin.SendAsync(HttpMethod.Post, "Leads", content)).ShouldHaveStatus(201);
    }

    [CrmTheory]
    [InlineData("Company", "\"a\\u0000b\"")]
    [InlineData("Description", "\"\\u0000\"")]
    [InlineData("Lead_Source", "\"a\\u0000b\"")]
    [InlineData("No_of_Employees", "123456789012345678901234567890")]
    [InlineData("No_of_Employees", "1e400")]
    [InlineData("No_of_Employees", "-1e400")]
    [InlineData("No_of_Employees", "1e-400")]
    [InlineData("Annual_Revenue", "123456789012345678901234567890")]
    [InlineData("Annual_Revenue", "1e400")]
    [InlineData("Annual_Revenue", "1e-400")]
    [InlineData("Exchange_Rate", "1e308")]
    [InlineData("Exchange_Rate", "0.123456789012345678901234567890123")]
    [InlineData("Owner", "99999999999999999999999999")]
    [InlineData("Owner", "-1")]
    [InlineData("Owner", "1.5")]
    [InlineData("Owner", "{}")]
    [InlineData("Owner", "[]")]
    public async Task Values_that_cannot_be_kept_exactly_are_refused(string field, string value)
    {
        CrmAnswer answer = await Admin.PostAsync("Leads", $$"""{"data":[{"Last_Name":"Doe","{{field}}":{{value}}}]}""");

        Assert.Equal(("INVALID_DATA", field), ((string?)answer.ShouldHaveStatus(400).First["code"], (string?)answer.First["details"]!["api_name"]));
    }

    [CrmTheory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("true")]
    public async Task Rows_that_are_no_objects_are_refused_one_by_one(string row)
    {
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Post, "Leads"), (HttpMethod.Put, "Leads"), (HttpMethod.Post, "Leads/upsert") })
        {
            (await Admin.SendAsync(method, path, $$"""{"data":[{{row}}]}""")).ShouldBeRefusedRow(
                400, "INVALID_DATA", """{"expected_data_type":"jsonobject","api_name":"data","json_path":"$.data[0]"}""", "invalid data");
        }

        Assert.Equal(400, (await Admin.PostAsync("settings/fields?module=Leads", $$"""{"fields":[{{row}}]}""")).Status);
        Assert.Equal(400, (await Admin.PostAsync("settings/modules", $$"""{"modules":[{{row}}]}""")).Status);
    }

    [CrmFact]
    public async Task Texts_come_back_as_they_were_sent()
    {
        foreach (string text in new[] { "'; DROP TABLE records; --", "{{7*7}}", "%s%n", "\u0001\u001f\u007f", "a\u2028b\u2029c", "\ufeffbom", "e\u0301 é", "\U0010FFFF", "null", "true", "</script>", "\\u0041", "${EMPTY}" })
        {
            string id = await Admin.CreateAsync("Leads", new JsonObject { ["Last_Name"] = "Doe", ["Company"] = text, ["Description"] = text }.ToJsonString());
            JsonObject lead = (await Admin.GetAsync($"Leads/{id}")).First;
            Assert.Equal((text, text), ((string?)lead["Company"], (string?)lead["Description"]));
        }
    }

    [CrmTheory]
    [InlineData("Leads?fields=LONG")]
    [InlineData("Leads?fields=id&page_token=LONG")]
    [InlineData("Leads?fields=id&ids=LONG")]
    [InlineData("Leads?fields=id&sort_by=LONG")]
    [InlineData("Leads/search?word=LONG")]
    [InlineData("Leads/search?email=LONG")]
    [InlineData("Leads/search?phone=LONG")]
    [InlineData("Leads/search?criteria=LONG")]
    [InlineData("Leads/LONG")]
    [InlineData("LONG")]
    [InlineData("settings/fields?module=LONG")]
    [InlineData("settings/modules/LONG")]
    [InlineData("Leads?fields=id&fields=Email")]
    [InlineData("Leads?fields=id&per_page=1&per_page=2")]
    [InlineData("Leads?fields=%FF%FE")]
    [InlineData("Leads?fields=%00")]
    [InlineData("Leads/search?word=%00%00")]
    [InlineData("Leads/search?word=a%00b")]
    [InlineData("Leads/search?email=%00")]
    [InlineData("Leads/search?criteria=(Company:equals:%00)")]
    [InlineData("Leads/search?criteria=(Company:in:a,%00)")]
    [InlineData("Leads/search?criteria=(Lead_Source:equals:%00)")]
    [InlineData("Leads/search?criteria=(Owner:equals:%00)")]
    [InlineData("Leads/search?criteria=(%00:equals:a)")]
    [InlineData("Leads/search?criteria=(Company:equals:%ED%A0%80)")]
    [InlineData("Leads/search?criteria=(No_of_Employees:equals:1e999)")]
    [InlineData("Leads/search?criteria=(Created_Time:equals:9999-12-31)")]
    [InlineData("Leads/search?criteria=(Created_Time:equals:0001-01-01)")]
    [InlineData("Leads/search?criteria=(Created_Time:less_than:0001-01-01T00:00:00%2B14:00)")]
    [InlineData("Leads/search?criteria=(Created_Time:greater_than:9999-12-31T23:59:59-14:00)")]
    [InlineData("Leads/search?word=%22*%22")]
    [InlineData("Leads/search?word=%27%27")]
    [InlineData("Leads/search?word=%3A*%26%7C!()")]
    public async Task Strange_queries_are_answered_with_documented_json(string path)
    {
        CrmAnswer answer = await Admin.GetAsync(path.Replace("LONG", new string('x', 20_000), StringComparison.Ordinal));

        ShouldBeDocumented(answer);
    }

    [CrmTheory]
    [InlineData("If-Modified-Since", "0001-01-01T00:00:00+14:00")]
    [InlineData("If-Modified-Since", "9999-12-31T23:59:59-14:00")]
    [InlineData("If-Modified-Since", "now")]
    [InlineData("If-Modified-Since", "\u00e9")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-EXTERNAL", "Leads.Email")]
    [InlineData("Accept", "text/html")]
    [InlineData("Accept", "nonsense")]
    [InlineData("Accept-Encoding", "nothing")]
    [InlineData("Range", "bytes=0-5")]
    [InlineData("Content-Length", "0")]
    public async Task Strange_headers_are_answered_with_documented_json(string name, string value)
    {
        CrmAnswer answer = await Admin.SendAsync(HttpMethod.Get, "Leads?fields=id", new ByteArrayContent([]), (name, value));

        ShouldBeDocumented(answer);
    }

    [CrmFact]
    public async Task Answers_are_not_kept_and_not_guessed_at()
    {
        string headers = (await Admin.GetAsync("org")).Headers;

        Assert.Contains("Cache-Control: no-store", headers, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", headers, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Nonsense_never_makes_the_server_fail()
    {
        int seed = Environment.GetEnvironmentVariable("PRIVACYCRM_TEST_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 4_071_976;
        Random random = new(seed);
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Doe"}""");
        for (int index = 0; index < 400; index++)
        {
            (HttpMethod method, string path, byte[] body) = Nonsense(random, id);
            using ByteArrayContent content = new(body);

            CrmAnswer answer = await Admin.SendAsync(method, path, content);

            Assert.True(answer.Status < 500, $"seed {seed}, request {index}: {answer}\n{Encoding.UTF8.GetString(body)}");
            ShouldBeDocumented(answer);
        }
    }

    private static (HttpMethod Method, string Path, byte[] Body) Nonsense(Random random, string id)
    {
        string[] seeds =
        [
            """{"data":[{"Last_Name":"Doe","Company":"x","No_of_Employees":5,"Email":"a@example.com","Owner":{"id":"1"},"Data_Processing_Basis_Details":{"Consent_Date":"2026-01-01","Contact_Through_Email":true}}]}""",
            """{"data":[{"id":"ID","Last_Name":"Doe","Tag":[{"name":"x"}],"Layout":{"id":"5"},"$append_values":{"x":true},"Annual_Revenue":1.5e3}],"duplicate_check_fields":["Email"]}""",
            """{"fields":[{"field_label":"x","data_type":"text","length":5,"unique":{"case_sensitive":false},"private":{"type":"High"},"pick_list_values":[{"display_value":"a"}],"auto_number":{"start_number":1}}]}""",
            """{"modules":[{"plural_label":"Xs","singular_label":"X","profiles":[{"id":"1"}],"display_field":{"field_label":"N","data_type":"autonumber"}}]}""",
            """{"privacy_setting_status":true,"consent_modules":["Leads"],"exclude_api_tpt":true,"exclude_api_tpt_fields":"all"}""",
        ];
        string[] pieces = ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "-", "1e999", "\\u0000", "\\ud800", "\\", "é", "0", "{}", "[]", "\u0000", " ", "$"];
        List<char> body = [.. seeds[random.Next(seeds.Length)].Replace("ID", id, StringComparison.Ordinal)];
        for (int change = random.Next(4); change > 0; change--)
        {
            int at = random.Next(body.Count);
            body.RemoveRange(at, Math.Min(random.Next(6), body.Count - at));
            body.InsertRange(at, pieces[random.Next(pieces.Length)]);
        }

        (string Method, string Path)[] targets =
        [
            ("POST", "Leads"), ("PUT", "Leads"), ("PUT", $"Leads/{id}"), ("POST", "Leads/upsert"), ("PATCH", "settings/fields?module=Leads"),
            ("POST", "settings/modules"), ("PUT", "privacy/preferences"), ("POST", "settings/fields?module=Tasks"),
        ];
        (string method, string path) = targets[random.Next(targets.Length)];

        // A valid change of settings would change what other tests rely on.
        bool isSettings = path.Contains("settings", StringComparison.Ordinal) || path.Contains("preferences", StringComparison.Ordinal);
        return (new HttpMethod(method), path, Encoding.UTF8.GetBytes(isSettings ? $"{new string([.. body])}," : new string([.. body])));
    }

    private static string Deep(int depth) => $$"""{"data":[{"Last_Name":"x","Nothing":{{new string('[', depth - 3)}}{{new string(']', depth - 3)}}}]}""";

    private static void ShouldBeDocumented(CrmAnswer answer)
    {
        Assert.True(answer.Status < 500, answer.ToString());
        if (answer.Status is 204 or 304)
        {
            Assert.Equal(string.Empty, answer.Text);
            return;
        }

        Assert.Equal("application/json", answer.ContentType?.MediaType);
        JsonObject body = answer.Json!.AsObject();
        if (answer.Status >= 400)
        {
            JsonObject error = (body.Count == 1 ? body.First().Value![0]! : body).AsObject();
            Assert.True(error.ContainsKey("code") && error["details"] is JsonObject && error.ContainsKey("message") && error.ContainsKey("status"), answer.ToString());
        }
    }

    private async Task<CrmAnswer> SendAsync(byte[] body)
    {
        using ByteArrayContent content = new(body);
        return await Admin.SendAsync(HttpMethod.Post, "Leads", content);
    }
}

public sealed class InputOnSqlite(SqliteCrmServer server) : InputTests<SqliteCrmServer>(server);

public sealed class InputOnPostgres(PostgresCrmServer server) : InputTests<PostgresCrmServer>(server);
