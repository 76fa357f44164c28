using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Security;

public abstract class TenantTests<TServer>(TServer server) : IClassFixture<TServer>, IAsyncLifetime
    where TServer : CrmServer
{
    private const string Unknown = "4999999999999999999";

    private TestOrganization _mine = null!;
    private TestOrganization _theirs = null!;
    private string _lead = null!;
    private string _account = null!;
    private string _field = null!;
    private string _view = null!;

    public async Task InitializeAsync()
    {
        _mine = await server.SharedOrganizationAsync();
        _theirs = await server.NewOrganizationAsync();
        _lead = await _theirs.Admin.CreateAsync("Leads", """{"Last_Name":"Theirs","Email":"theirs@example.com","Company":"Foreign"}""");
        _account = await _theirs.Admin.CreateAsync("Accounts", """{"Account_Name":"Foreign account"}""");
        _field = await _theirs.AddFieldAsync("Leads", """{"field_label":"Theirs","data_type":"text"}""");
        _view = await _theirs.AddViewAsync("Leads", """{"name":"Theirs","access_type":"public"}""");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [CrmTheory]
    [InlineData("GET", "Leads/{lead}", null)]
    [InlineData("GET", "Leads?fields=id&ids={lead}", null)]
    [InlineData("PUT", "Leads/{lead}", """{"data":[{"Company":"x"}]}""")]
    [InlineData("PUT", "Leads", """{"data":[{"id":"{lead}","Company":"x"}]}""")]
    [InlineData("PUT", "Leads", """{"data":[{"id":{lead},"Company":"x"}]}""")]
    [InlineData("POST", "Leads/upsert", """{"data":[{"id":"{lead}","Company":"x"}]}""")]
    [InlineData("DELETE", "Leads/{lead}", null)]
    [InlineData("DELETE", "Leads?ids={lead}", null)]
    [InlineData("POST", "Leads/{lead}/privacy/actions/stop_processing", null)]
    [InlineData("POST", "Leads/{lead}/privacy/actions/resume_processing", null)]
    [InlineData("GET", "Leads/search?criteria=(id:equals:{lead})", null)]
    [InlineData("GET", "Leads/actions/count?criteria=(id:equals:{lead})", null)]
    [InlineData("GET", "Leads/search?criteria=(Owner:equals:{user})", null)]
    [InlineData("GET", "Contacts/search?criteria=(Account_Name:equals:{account})", null)]
    [InlineData("POST", "Contacts", """{"data":[{"Last_Name":"x","Account_Name":{"id":"{account}"}}]}""")]
    [InlineData("POST", "Contacts", """{"data":[{"Last_Name":"x","Account_Name":"{account}"}]}""")]
    [InlineData("POST", "Leads", """{"data":[{"Last_Name":"x","Owner":{"id":"{user}"}}]}""")]
    [InlineData("POST", "Leads", """{"data":[{"Last_Name":"x","Layout":{"id":"{layout}"}}]}""")]
    [InlineData("GET", "settings/fields/{field}?module=Leads", null)]
    [InlineData("PATCH", "settings/fields/{field}?module=Leads", """{"fields":[{"field_label":"x"}]}""")]
    [InlineData("PATCH", "settings/fields?module=Leads", """{"fields":[{"id":"{field}","field_label":"x"}]}""")]
    [InlineData("DELETE", "settings/fields/{field}?module=Leads", null)]
    [InlineData("GET", "settings/modules/{module}", null)]
    [InlineData("PUT", "settings/modules/{module}", """{"modules":[{"plural_label":"x"}]}""")]
    [InlineData("GET", "Leads?fields=id&cvid={view}", null)]
    [InlineData("GET", "Leads/actions/count?cvid={view}", null)]
    [InlineData("GET", "settings/custom_views/{view}?module=Leads", null)]
    [InlineData("PUT", "settings/custom_views/{view}?module=Leads", """{"custom_views":[{"name":"x"}]}""")]
    [InlineData("PUT", "settings/custom_views?module=Leads", """{"custom_views":[{"id":"{view}","name":"x"}]}""")]
    [InlineData("PUT", "settings/custom_views/{view}/actions/change_sort?module=Leads", """{"custom_views":[{"sort_by":null}]}""")]
    [InlineData("DELETE", "settings/custom_views?module=Leads&ids={view}", null)]
    [InlineData("POST", "settings/custom_views?module=Leads", """{"custom_views":[{"name":"x","shared_to":[{"type":"users","id":"{user}"}]}]}""")]
    [InlineData("POST", "settings/custom_views?module=Leads", """{"custom_views":[{"name":"x","criteria":{"field":{"id":"{field}"},"comparator":"equal","value":"x"}}]}""")]
    [InlineData("GET", "settings/layouts/{layout}?module=Leads", null)]
    [InlineData("GET", "settings/related_lists/{view}?module=Accounts", null)]
    [InlineData("GET", "settings/fields/{field}/pick_list_values?module=Leads", null)]
    public async Task Ids_of_another_organization_are_answered_like_unknown_ones(string method, string path, string? body)
    {
        JsonNode module = (await _theirs.Admin.GetAsync("settings/modules/Leads")).Json!["modules"]![0]!;
        string layout = (string)(await _theirs.Admin.GetAsync($"Leads/{_lead}")).First["$layout_id"]!["id"]!;
        Dictionary<string, string> ids = new()
        {
            ["{lead}"] = _lead,
            ["{account}"] = _account,
            ["{field}"] = _field,
            ["{user}"] = _theirs.UserId,
            ["{module}"] = (string)module["id"]!,
            ["{layout}"] = layout,
            ["{view}"] = _view,
        };
        string Fill(string text, bool isForeign) => ids.Aggregate(text, (filled, pair) => filled.Replace(pair.Key, isForeign ? pair.Value : Unknown, StringComparison.Ordinal));

        CrmAnswer foreign = await _mine.Admin.SendAsync(new HttpMethod(method), Fill(path, isForeign: true), body is null ? null : Fill(body, isForeign: true));
        CrmAnswer unknown = await _mine.Admin.SendAsync(new HttpMethod(method), Fill(path, isForeign: false), body is null ? null : Fill(body, isForeign: false));

        string Neutral(CrmAnswer answer) => ids.Values.Aggregate(answer.Text, (text, id) => text.Replace(id, Unknown, StringComparison.Ordinal));
        Assert.Equal((unknown.Status, Neutral(unknown), unknown.Headers), (foreign.Status, Neutral(foreign), foreign.Headers));
        JsonObject lead = (await _theirs.Admin.GetAsync($"Leads/{_lead}")).ShouldHaveStatus(200).First;
        Assert.Equal(("Foreign", false), ((string?)lead["Company"], (bool)lead["$stop_processing"]!));
        Assert.Equal(_field, await _theirs.FieldIdAsync("Leads", "Theirs"));
        Assert.Equal(_view, await _theirs.ViewIdAsync("Leads", "Theirs"));
    }

    [CrmFact]
    public async Task Nothing_of_another_organization_is_listed_found_or_counted()
    {
        foreach (string path in new[]
        {
            "Leads/search?word=Foreign", "Leads/search?email=theirs", "Leads/search?criteria=(Company:equals:Foreign)", "Accounts?fields=Account_Name",
        })
        {
            (await _mine.Admin.GetAsync(path)).ShouldBeEmpty(204);
            (await _theirs.Admin.GetAsync(path)).ShouldHaveStatus(200);
        }

        (await _mine.Admin.GetAsync("Accounts/actions/count")).ShouldBe(200, """{"count":0}""");
        Assert.DoesNotContain("Theirs", (await _mine.Admin.GetAsync("settings/fields?module=Leads")).Text, StringComparison.Ordinal);
        (await _theirs.Admin.DeleteAsync($"Leads/{_lead}")).ShouldHaveStatus(200);
        Assert.DoesNotContain(_lead, (await _mine.Admin.GetAsync("Leads/deleted?type=all")).Text, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task Unique_values_and_upserts_stay_inside_an_organization()
    {
        JsonObject mine = (await _mine.Admin.PostAsync("Leads/upsert", """{"data":[{"Last_Name":"Mine","Email":"theirs@example.com"}]}""")).ShouldHaveStatus(200).First;

        Assert.Equal("insert", (string?)mine["action"]);
        Assert.Equal("Theirs", (string?)(await _theirs.Admin.GetAsync($"Leads/{_lead}")).First["Last_Name"]);
        (await _mine.Admin.DeleteAsync($"Leads/{mine["details"]!["id"]}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Page_tokens_and_preferences_stay_inside_an_organization()
    {
        await _theirs.Admin.CreateManyAsync("Leads", Enumerable.Repeat("""{"Last_Name":"x"}""", 3));
        string token = (string)(await _theirs.Admin.GetAsync("Leads?fields=id&per_page=1")).Json!["info"]!["next_page_token"]!;

        (await _mine.Admin.GetAsync($"Leads?fields=id&per_page=1&page_token={token}")).ShouldHaveStatus(400);
        string before = (await _mine.Admin.GetAsync("privacy/preferences")).Text;
        await _theirs.PreferAsync("""{"privacy_setting_status":false}""");
        Assert.Equal(before, (await _mine.Admin.GetAsync("privacy/preferences")).Text);
    }

    [CrmFact]
    public async Task Demo_organizations_do_not_see_each_other()
    {
        string id = (await server.Admin.GetAsync("Leads?fields=id&per_page=1")).ShouldHaveStatus(200).Ids[0];

        (await server.OtherOrganization.GetAsync($"Leads/{id}")).ShouldBeEmpty(204);
    }
}

public sealed class TenantsOnSqlite(SqliteCrmServer server) : TenantTests<SqliteCrmServer>(server);

public sealed class TenantsOnPostgres(PostgresCrmServer server) : TenantTests<PostgresCrmServer>(server);
