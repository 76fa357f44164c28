using System.Text;
using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract class CustomViewLeakTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Secret = "Qv7Wd3Xk9Zt5";

    private const string Refused =
        """{"code":"INVALID_QUERY","details":{"reason":"Cannot use the restricted field.","api_name":"Company"},"message":"invalid query formed","status":"error"}""";

    private string _filtered = null!;
    private string _sorted = null!;

    // Views that were made while the field was open.
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Admin.CreateManyAsync("Leads", $$"""{"Last_Name":"One","Company":"{{Secret}}"}""", """{"Last_Name":"Two","Company":"Other"}""");
        _filtered = await Org.AddViewAsync("Leads", $$$"""
            {"name":"Filtered","access_type":"public","fields":[{"api_name":"Last_Name"},{"api_name":"Company"}],"criteria":{"group_operator":"AND","group":[
            {"field":{"api_name":"Last_Name"},"comparator":"equal","value":"${NOTEMPTY}"},{"field":{"api_name":"Company"},"comparator":"starts_with","value":"{{{Secret}}}"}]}}
            """);
        _sorted = await Org.AddViewAsync("Leads", """{"name":"Sorted","access_type":"public","sort_by":{"api_name":"Company"},"sort_order":"asc"}""");
    }

    [CrmFact]
    public async Task View_that_needs_a_closed_field_finds_nothing_and_works_again_when_it_is_open()
    {
        Assert.Single((await User.GetAsync($"Leads?fields=id&cvid={_filtered}")).ShouldHaveStatus(200).Ids);
        await Org.RestrictAsync("Leads", "Company");

        foreach (CrmClient client in new[] { User, Admin, ReadOnly })
        {
            foreach (string view in new[] { _filtered, _sorted })
            {
                (await client.GetAsync($"Leads?fields=id&cvid={view}")).ShouldBe(400, Refused);
                (await client.GetAsync($"Leads/actions/count?cvid={view}")).ShouldBe(400, Refused);
                (await client.GetAsync($"Leads/search?word=One&fields=id&cvid={view}")).ShouldBe(400, Refused);
            }
        }

        await Org.MarkAsync("Leads", "Company", "null");
        Assert.Single((await User.GetAsync($"Leads?fields=id&cvid={_filtered}")).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task Metadata_do_not_tell_values_of_a_closed_field()
    {
        Assert.Contains(Secret, (await User.GetAsync($"settings/custom_views/{_filtered}?module=Leads")).Text, StringComparison.Ordinal);
        await Org.RestrictAsync("Leads", "Company");

        foreach (string path in new[] { $"settings/custom_views/{_filtered}?module=Leads", "settings/custom_views?module=Leads", "settings/modules/Leads", "settings/layouts?module=Leads" })
        {
            foreach (CrmClient client in new[] { User, Admin })
            {
                Assert.DoesNotContain(Secret, (await client.GetAsync(path)).ShouldHaveStatus(200).Text, StringComparison.OrdinalIgnoreCase);
            }
        }

        JsonNode criteria = (await User.GetAsync($"settings/custom_views/{_filtered}?module=Leads")).Json!["custom_views"]![0]!["criteria"]!;
        Assert.Equal(["\"${NOTEMPTY}\"", null], criteria["group"]!.AsArray().Select(one => one!["value"]?.ToJsonString()));
    }

    [CrmTheory]
    [InlineData("""{"criteria":{"field":{"api_name":"Company"},"comparator":"equal","value":"x"}}""")]
    [InlineData("""{"criteria":{"field":{"api_name":"Company"},"comparator":"nonsense","value":5}}""")]
    [InlineData("""{"criteria":{"group_operator":"OR","group":[{"field":{"api_name":"City"},"comparator":"equal","value":"x"},{"field":{"api_name":"Company"},"comparator":"equal","value":"${EMPTY}"}]}}""")]
    [InlineData("""{"sort_by":{"api_name":"Company"},"sort_order":"asc"}""")]
    public async Task Nobody_can_make_a_view_of_a_closed_field(string view)
    {
        await Org.RestrictAsync("Leads", "Company");
        string named = $$"""{"name":"New",{{view[1..]}}""";
        string all = await Org.ViewIdAsync("Leads", "All Leads");

        (await Admin.PostAsync("settings/custom_views?module=Leads", $$"""{"custom_views":[{{named}}]}""")).ShouldBe(400, $$"""{"custom_views":[{{Refused}}]}""");
        (await Admin.PutAsync($"settings/custom_views/{_sorted}?module=Leads", $$"""{"custom_views":[{{view}}]}""")).ShouldBe(400, $$"""{"custom_views":[{{Refused}}]}""");
        if (view.Contains("sort_by", StringComparison.Ordinal))
        {
            (await Admin.PutAsync($"settings/custom_views/{all}/actions/change_sort?module=Leads", $$"""{"custom_views":[{{view}}]}""")).ShouldBe(400, $$"""{"custom_views":[{{Refused}}]}""");
        }
    }

    [CrmFact]
    public async Task Page_token_does_not_show_the_value_it_goes_on_after()
    {
        CrmAnswer page = (await User.GetAsync($"Leads?fields=id&cvid={await DescendingAsync()}&per_page=1")).ShouldHaveStatus(200);

        string token = (string)page.Json!["info"]!["next_page_token"]!;
        string bytes = Encoding.Latin1.GetString(Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=')));
        Assert.DoesNotContain(Secret[..4], bytes, StringComparison.OrdinalIgnoreCase);
        Assert.Single((await User.GetAsync($"Leads?fields=id&cvid={await Org.ViewIdAsync("Leads", "Descending")}&per_page=1&page_token={token}")).ShouldHaveStatus(200).Ids);
    }

    [CrmFact]
    public async Task View_over_a_reference_whose_name_is_closed_is_refused()
    {
        string view = await Org.AddViewAsync("Deals", """{"name":"Theirs","access_type":"public","criteria":{"field":{"api_name":"Contact_Name"},"comparator":"equal","value":{"id":"1"}}}""");
        await Org.RestrictAsync("Contacts", "Last_Name");

        Assert.Equal("INVALID_QUERY", (string?)(await User.GetAsync($"Deals?fields=id&cvid={view}")).ShouldHaveStatus(400).Json!["code"]);
    }

    private Task<string> DescendingAsync() => Org.AddViewAsync("Leads", """{"name":"Descending","access_type":"public","sort_by":{"api_name":"Company"},"sort_order":"desc"}""");
}

public sealed class CustomViewLeaksOnSqlite(SqliteCrmServer server) : CustomViewLeakTests<SqliteCrmServer>(server);

public sealed class CustomViewLeaksOnPostgres(PostgresCrmServer server) : CustomViewLeakTests<PostgresCrmServer>(server);
