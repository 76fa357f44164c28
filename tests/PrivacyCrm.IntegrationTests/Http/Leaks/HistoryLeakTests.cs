using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

/// <summary>Timelines, the recycle bin, copies and mass actions tell nothing of closed fields, not even whether a guess is right.</summary>
public abstract partial class HistoryLeakTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Hx4Qz8Lm2Wd6";

    private const string Details =
        "include_inner_details=field_history.data_type,field_history.field_label,field_history.enable_colour_code,field_history.pick_list_values,done_by.type__s,done_by.profile&include=extension,type";

    [CrmFact]
    public async Task Values_closed_now_are_null_in_all_of_a_timeline_whenever_they_were_written()
    {
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"{{Marker}}0","Email":"{{Marker}}0@example.com","Lead_Source":"Cold Call"}""");
        (await Admin.PutAsync($"Leads/{id}", $$"""{"data":[{"Last_Name":"{{Marker}}1","First_Name":"{{Marker}}1","Email":"{{Marker}}1@example.com","Lead_Source":"Trade Show","City":"Oslo"}]}""")).ShouldHaveStatus(200);
        Assert.Contains(Marker, (await Admin.GetAsync($"Leads/{id}/__timeline?{Details}")).Text, StringComparison.OrdinalIgnoreCase);
        await Org.RestrictAsync("Leads", "Last_Name", "Email", "Lead_Source");
        (await Admin.PutAsync($"Leads/{id}", $$"""{"data":[{"Email":"{{Marker}}2@example.com"}]}""")).ShouldHaveStatus(200);

        foreach (CrmClient client in new[] { Admin, User, ReadOnly })
        {
            CrmAnswer answer = (await client.GetAsync($"Leads/{id}/__timeline?{Details}")).ShouldHaveStatus(200);

            Assert.DoesNotContain($"{Marker}0", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain($"{Marker}2", answer.Text, StringComparison.OrdinalIgnoreCase);
            JsonArray changes = answer.Json!["__timeline"]![1]!["field_history"]!.AsArray();
            foreach (string field in new[] { "Last_Name", "Full_Name", "Email", "Lead_Source" })
            {
                JsonNode change = changes.Single(one => (string?)one!["api_name"] == field)!;
                Assert.Equal("""{"new":null,"old":null}""", change["_value"]!.ToJsonString());
                Assert.Empty(change["pick_list_values"]!.AsArray());
            }

            Assert.Equal("Oslo", (string?)changes.Single(one => (string?)one!["api_name"] == "City")!["_value"]!["new"]);
            Assert.Null((string?)answer.Json["__timeline"]![0]!["record"]!["name"]);
        }
    }

    [CrmFact]
    public async Task Names_of_referenced_records_are_as_closed_in_a_timeline_as_elsewhere()
    {
        string contact = await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}"}""");
        string id = await Admin.CreateAsync("Deals", """{"Deal_Name":"Deal","Stage":"Qualification"}""");
        (await Admin.PutAsync($"Deals/{id}", $$"""{"data":[{"Contact_Name":"{{contact}}"}]}""")).ShouldHaveStatus(200);
        Assert.Contains(Marker, (await Admin.GetAsync($"Deals/{id}/__timeline")).Text, StringComparison.Ordinal);

        await Org.RestrictAsync("Contacts", "Last_Name");

        Assert.Equal(contact, (string?)(await Admin.GetAsync($"Deals/{id}/__timeline")).Json!["__timeline"]![0]!["field_history"]![0]!["_value"]!["new"]);
    }

    [CrmFact]
    public async Task A_guess_that_is_right_leaves_the_same_trace_as_a_wrong_one()
    {
        await Org.RestrictAsync("Leads", "Email", "Last_Name", "Website");
        await Org.MarkAsync("Leads", "Company", """{"type":"High"}""");
        List<string> ids = await Admin.CreateManyAsync(
            "Leads",
            """{"Last_Name":"Guess","Email":"guess@example.com","Company":"Guess"}""",
            """{"Last_Name":"Other","Email":"other@example.com"}""");

        List<string> answers = [];
        foreach (string id in ids)
        {
            string answer = string.Empty;
            foreach (string row in new[] { """{"Email":"guess@example.com"}""", """{"Last_Name":"Guess"}""", """{"Website":null,"City":"Oslo"}""" })
            {
                answer += (await Admin.PutAsync($"Leads/{id}", $$"""{"data":[{{row}}]}""")).ShouldHaveStatus(200).Text;
            }

            answer += (await Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{"Company":"Guess"}],"ids":["{{id}}"]}""")).ShouldHaveStatus(200).Text;
            answer += (await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{}]}""")).ShouldHaveStatus(201).Text;
            answer += (await Admin.GetAsync($"Leads/{id}/__timeline?{Details}")).ShouldHaveStatus(200).Text;
            answer += (await Admin.GetAsync($"Leads/{id}/__timeline?per_page=2&page=2&sort_order=asc")).ShouldHaveStatus(200).Text;
            answers.Add(Varying().Replace(answer, "*"));
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [CrmFact]
    public async Task Closed_names_are_neither_shown_sorted_nor_filtered_in_the_bin()
    {
        await Org.RestrictAsync("Leads", "Last_Name");
        List<string> left = await DeleteAsync("Alpha", "Bravo", Marker);
        TestOrganization others = await server.NewOrganizationAsync();
        await others.RestrictAsync("Leads", "Last_Name");
        List<string> right = await DeleteAsync(others, Marker, "Alpha", "Zulu");

        foreach (string query in new[]
        {
            "settings/recycle_bin", "settings/recycle_bin?sort_by=display_name", "settings/recycle_bin?sort_by=display_name&sort_order=asc", "settings/recycle_bin?sort_by=display_name&per_page=1",
            $"settings/recycle_bin?filters={NameIs("contains", Marker)}", $"settings/recycle_bin?filters={NameIs("starts_with", "a")}", $"settings/recycle_bin?filters={NameIs("equal", "alpha")}",
            $"settings/recycle_bin?filters={NameIs("not_equal", "alpha")}", $"settings/recycle_bin?filters={NameIs("not_contains", "a")}",
        })
        {
            CrmAnswer mine = await Admin.GetAsync(query);
            CrmAnswer theirs = await others.Admin.GetAsync(query);
            Assert.DoesNotContain(Marker, mine.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(mine.Status, theirs.Status);
            Assert.Equal(Places(mine, left), Places(theirs, right));
        }

        (await Admin.DeleteAsync($"settings/recycle_bin?filters={NameIs("contains", "alpha")}")).ShouldHaveStatus(200);
        await Task.Delay(500);
        Assert.Equal(3, (await Admin.GetAsync("settings/recycle_bin")).Json!["recycle_bin"]!.AsArray().Count);
    }

    [CrmFact]
    public async Task Copies_of_closed_values_are_closed_and_kept()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        string id = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Open","Email":"{{Marker}}@example.com","Member_No":"{{Marker}}"}""");
        await Org.RestrictAsync("Leads", "Email", "Member_No");

        CrmAnswer answer = (await Admin.PostAsync($"Leads/{id}/actions/clone", """{"data":[{"City":"Oslo"}]}""")).ShouldHaveStatus(201);

        string copy = (string)answer.First["details"]!["id"]!;
        Assert.DoesNotContain(Marker, answer.Text + (await Admin.GetAsync($"Leads/{copy}?include=private_fields")).Text, StringComparison.OrdinalIgnoreCase);
        await Org.PreferAsync("""{"exclude_api_tpt":false}""");
        JsonObject open = (await Admin.GetAsync($"Leads/{copy}")).First;
        Assert.Equal(($"{Marker}@example.com", null), ((string?)open["Email"], (string?)open["Member_No"]));
    }

    [CrmFact]
    public async Task Refusals_of_mass_actions_repeat_no_values()
    {
        await Org.RestrictAsync("Leads", "Company");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"x"}""");
        foreach (string body in new[]
        {
            $$"""{"data":[{"No_of_Employees":"{{Marker}}"}],"ids":["{{id}}"]}""", $$"""{"data":[{"Email":"{{Marker}}"}],"ids":["{{id}}"]}""",
            $$"""{"data":[{"Company":"{{new string('x', 300)}}{{Marker}}"}],"ids":["{{id}}"]}""", $$"""{"data":[{"Company":"{{Marker}}"}],"ids":["{{id}}"],"over_write":"{{Marker}}"}""",
            $$"""{"data":[{"Company":"{{Marker}}"}],"ids":["{{id}}"]}""", $$"""{"data":[{"Company":"{{Marker}}"}],"cvid":"{{Marker}}"}""",
        })
        {
            Assert.DoesNotContain(Marker, (await Admin.PostAsync("Leads/actions/mass_update", body)).Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(Marker, server.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    // Ids, times and page tokens differ between any two records.
    [GeneratedRegex(@"""(\d{15,19}|\d{4}-\d\d-\d\dT[^""]*|[A-Za-z0-9_-]{40,})""")]
    private static partial Regex Varying();

    private static string NameIs(string comparator, string value) =>
        Uri.EscapeDataString($$$"""{"field":{"api_name":"display_name"},"comparator":"{{{comparator}}}","value":"{{{value}}}"}""");

    private static string Places(CrmAnswer answer, List<string> ids) => answer.Json is { } json
        ? string.Join(',', json["recycle_bin"]!.AsArray().Select(row => $"{ids.IndexOf((string)row!["id"]!)}{row["display_name"]}"))
        : string.Empty;

    private Task<List<string>> DeleteAsync(params string[] names) => DeleteAsync(Org, names);

    private static async Task<List<string>> DeleteAsync(TestOrganization organization, params string[] names)
    {
        List<string> ids = await organization.Admin.CreateManyAsync("Leads", names.Select(name => $$"""{"Last_Name":"{{name}}"}"""));
        (await organization.Admin.DeleteAsync($"Leads?ids={string.Join(',', ids)}")).ShouldHaveStatus(200);
        return ids;
    }
}

public sealed class HistoryLeaksOnSqlite(SqliteCrmServer server) : HistoryLeakTests<SqliteCrmServer>(server);

public sealed class HistoryLeaksOnPostgres(PostgresCrmServer server) : HistoryLeakTests<PostgresCrmServer>(server);
