using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Versions;

public abstract class VersionTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string ShortInfo = "per_page count page more_records";

    private const string LongInfo = "call per_page next_page_token count sort_by page previous_page_token page_token_expiry sort_order email more_records";

    [CrmTheory]
    [InlineData("v2", true, ShortInfo)]
    [InlineData("v2.1", true, ShortInfo)]
    [InlineData("V2.1", true, ShortInfo)]
    [InlineData("v3", false, LongInfo)]
    [InlineData("v4", false, LongInfo)]
    [InlineData("v5", false, LongInfo)]
    [InlineData("v6", false, LongInfo)]
    [InlineData("v7", false, LongInfo)]
    [InlineData("V7", false, LongInfo)]
    [InlineData("v8", false, LongInfo)]
    public async Task List_needs_fields_and_tells_pages_as_its_version_does(string version, bool isFieldsOptional, string info)
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"x","Email":"x@example.com"}""");

        CrmAnswer all = await Admin.GetAsync($"/crm/{version}/Leads");
        CrmAnswer some = await Admin.GetAsync($"/crm/{version}/Leads?fields=Last_Name");

        all.ShouldHaveStatus(isFieldsOptional ? 200 : 400);
        Assert.Equal(isFieldsOptional ? null : "REQUIRED_PARAM_MISSING", (string?)all.Json!["code"]);
        Assert.Equal(["Last_Name", "id"], some.ShouldHaveStatus(200).First.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(info, string.Join(' ', some.Json!["info"]!.AsObject().Select(member => member.Key)));
    }

    [CrmTheory]
    [InlineData("v2")]
    [InlineData("v2.1")]
    [InlineData("v3")]
    [InlineData("v4")]
    [InlineData("v5")]
    [InlineData("v6")]
    [InlineData("v7")]
    [InlineData("v8")]
    public async Task Records_are_written_found_and_deleted_in_every_version(string version)
    {
        string leads = $"/crm/{version}/Leads";
        string id = (string)(await Admin.PostAsync(leads, """{"data":[{"Last_Name":"Versioned","Email":"v@example.com"}]}""")).ShouldHaveStatus(201).First["details"]!["id"]!;

        (await Admin.PutAsync($"{leads}/{id}", """{"data":[{"Company":"One"}]}""")).ShouldHaveStatus(200);
        (await Admin.PutAsync(leads, $$"""{"data":[{"id":"{{id}}","City":"Two"}]}""")).ShouldHaveStatus(200);
        JsonObject upserted = (await Admin.PostAsync($"{leads}/upsert", """{"data":[{"Last_Name":"Versioned","Email":"v@example.com","Phone":"3333"}]}""")).ShouldHaveStatus(200).First;
        JsonObject read = (await Admin.GetAsync($"{leads}/{id}")).ShouldHaveStatus(200).First;
        CrmAnswer found = await Admin.GetAsync($"{leads}/search?criteria=(Last_Name:equals:Versioned)");
        CrmAnswer deleted = await Admin.DeleteAsync($"{leads}?ids={id}");
        CrmAnswer listed = await Admin.GetAsync($"{leads}/deleted");

        Assert.Equal(("update", id), ((string?)upserted["action"], (string?)upserted["details"]!["id"]));
        Assert.Equal(("One", "Two", "3333"), ((string?)read["Company"], (string?)read["City"], (string?)read["Phone"]));
        Assert.Equal([id], found.ShouldHaveStatus(200).Ids);
        Assert.Equal(["SUCCESS"], deleted.ShouldHaveStatus(200).Codes);
        Assert.Equal([id], listed.ShouldHaveStatus(200).Ids);
        Assert.Equal(ShortInfo, string.Join(' ', listed.Json!["info"]!.AsObject().Select(member => member.Key)));
    }

    [CrmTheory]
    [InlineData("v2")]
    [InlineData("v2.1")]
    [InlineData("v3")]
    [InlineData("v4")]
    [InlineData("v5")]
    [InlineData("v6")]
    [InlineData("v7")]
    [InlineData("v8")]
    public async Task Settings_answer_in_every_version_and_restricted_fields_are_closed_in_all(string version)
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"x","Email":"closed@example.com"}""");

        foreach (string path in new[] { "org", "users", "users?type=CurrentUser", "settings/modules", "settings/modules/Leads", "settings/fields?module=Leads", "privacy/preferences" })
        {
            (await Admin.GetAsync($"/crm/{version}/{path}")).ShouldHaveStatus(200);
        }

        Assert.Null((await Admin.GetAsync($"/crm/{version}/Leads/{id}")).ShouldHaveStatus(200).First["Email"]);
        (await Admin.GetAsync($"/crm/{version}/Leads/search?criteria=(Email:equals:closed@example.com)")).ShouldName("INVALID_QUERY", "Email");
    }

    [CrmTheory]
    [InlineData("v2", 400)]
    [InlineData("v2.1", 200)]
    [InlineData("v8", 200)]
    public async Task Records_are_counted_from_version_2_1_on(string version, int status)
    {
        CrmAnswer answer = await Admin.GetAsync($"/crm/{version}/Leads/actions/count");

        answer.ShouldHaveStatus(status);
        Assert.Equal(status == 200 ? null : """{"code":"API_NOT_SUPPORTED","details":{"supported_version":"v2.1"},"message":"api not supported in this version","status":"error"}""", status == 200 ? null : answer.Text);
    }

    [CrmTheory]
    [InlineData("v5", 400)]
    [InlineData("v6", 201)]
    public async Task Modules_are_made_from_version_6_on(string version, int status)
    {
        CrmAnswer answer = await Admin.PostAsync($"/crm/{version}/settings/modules", $$"""{"modules":[{"singular_label":"Boat","plural_label":"Boats","profiles":[{"id":"{{Org.StandardProfileId}}"}]}]}""");

        answer.ShouldHaveStatus(status);
        Assert.Equal(status == 400 ? "API_NOT_SUPPORTED" : null, (string?)answer.Json!["code"]);
    }

    [CrmTheory]
    [InlineData("v2", true)]
    [InlineData("v5", true)]
    [InlineData("v6", false)]
    [InlineData("v8", false)]
    public async Task Conversion_tells_ids_alone_before_version_6(string version, bool isIdAlone)
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"x"}""");

        JsonObject told = (await Admin.PostAsync($"/crm/{version}/Leads/{lead}/actions/convert", """{"data":[{}]}""")).ShouldHaveStatus(200).First;

        JsonNode contact = isIdAlone ? told["Contacts"]! : told["details"]!["Contacts"]!["id"]!;
        (await Admin.GetAsync($"Contacts/{(string)contact!}")).ShouldHaveStatus(200);
    }

    [CrmTheory]
    [InlineData("v2", "id")]
    [InlineData("v6", "id")]
    [InlineData("v7", "name id")]
    [InlineData("v8", "name id")]
    public async Task Query_tells_names_of_lookups_from_version_7_on(string version, string members)
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"x"}""");

        JsonObject row = (await Admin.PostAsync($"/crm/{version}/coql", """{"select_query":"select Owner from Leads where id is not null"}""")).ShouldHaveStatus(200).First;

        Assert.Equal(members, string.Join(' ', row["Owner"]!.AsObject().Select(member => member.Key)));
    }
}

public sealed class VersionsOnSqlite(SqliteCrmServer server) : VersionTests<SqliteCrmServer>(server);

public sealed class VersionsOnPostgres(PostgresCrmServer server) : VersionTests<PostgresCrmServer>(server);
