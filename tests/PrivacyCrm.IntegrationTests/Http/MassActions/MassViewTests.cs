using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.MassActions;

public abstract class MassViewTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const int AllView = 600_001;
    private const int JunkView = 600_008;

    [CrmFact]
    public async Task All_records_of_a_view_are_changed_though_they_leave_it()
    {
        await Admin.CreateManyAsync("Leads", Enumerable.Repeat("""{"Last_Name":"Junk","Lead_Status":"Junk Lead"}""", 250));
        string open = await Admin.CreateAsync("Leads", """{"Last_Name":"Open","Lead_Status":"Contacted"}""");
        List<string> stopped = await Admin.CreateManyAsync("Leads", """{"Last_Name":"Stopped","Lead_Status":"Junk Lead"}""");
        (await Admin.PostAsync($"Leads/{stopped[0]}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        CrmAnswer answer = await Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{"Lead_Status":"Not Contacted"}],"cvid":"{{await ViewAsync(JunkView)}}"}""");

        answer.ShouldBe(200, """{"data":[{"code":"SUCCESS","details":{"job_id":"{{id}}"},"message":"mass update scheduled successfully","status":"success"}]}""");
        Assert.Equal(
            """{"Status":"COMPLETED","Failed_Count":1,"Updated_Count":250,"Not_Updated_Count":0,"Total_Count":251}""",
            (await EndAsync("mass_update", JobOf(answer))).ToJsonString());
        Assert.Equal(250, await CountAsync("Not Contacted"));
        Assert.Equal("Contacted", (string?)(await Admin.GetAsync($"Leads/{open}")).First["Lead_Status"]);
        JsonNode entry = (await Admin.GetAsync($"Leads/{(await Admin.GetAsync("Leads?fields=id&sort_order=asc&per_page=1")).Ids[0]}/__timeline")).Json!["__timeline"]![0]!;
        Assert.Equal(("mass_update", Org.AdminId), ((string?)entry["source"], (string?)entry["done_by"]!["id"]));
    }

    [CrmFact]
    public async Task All_records_of_a_view_are_deleted()
    {
        await Admin.CreateManyAsync("Leads", Enumerable.Repeat("""{"Last_Name":"Junk","Lead_Status":"Junk Lead"}""", 120));
        string open = await Admin.CreateAsync("Leads", """{"Last_Name":"Open","Lead_Status":"Contacted"}""");

        CrmAnswer answer = (await User.PostAsync("Leads/actions/mass_delete", $$"""{"cvid":"{{await ViewAsync(JunkView)}}"}""")).ShouldHaveStatus(200);

        Assert.Equal("mass delete scheduled successfully", (string?)answer.First["message"]);
        Assert.Equal("""{"Status":"COMPLETED","Failed_Count":0,"Deleted_Count":120,"Total_Count":120}""", (await EndAsync("mass_delete", JobOf(answer))).ToJsonString());
        Assert.Equal([open], (await Admin.GetAsync("Leads?fields=id")).Ids);
    }

    [CrmFact]
    public async Task Views_that_need_a_closed_field_are_refused_before_they_are_counted()
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"Junk","Lead_Status":"Junk Lead"}""");
        await Org.RestrictAsync("Leads", "Lead_Status");
        string view = await ViewAsync(JunkView);

        foreach ((string action, string body) in new[] { ("mass_update", $$"""{"data":[{"City":"Oslo"}],"cvid":"{{view}}"}"""), ("mass_delete", $$"""{"cvid":"{{view}}"}""") })
        {
            (await Admin.PostAsync($"Leads/actions/{action}", body)).ShouldBeRefused(
                400, "INVALID_QUERY", """{"reason":"Cannot use the restricted field.","api_name":"Lead_Status"}""", "invalid query formed");
        }

        Assert.Single((await Admin.GetAsync("Leads?fields=id")).Ids);
    }

    [CrmFact]
    public async Task Views_without_records_and_views_that_are_not_there_are_refused()
    {
        (await Admin.PostAsync("Leads/actions/mass_update", $$"""{"data":[{"City":"Oslo"}],"cvid":"{{await ViewAsync(JunkView)}}"}""")).ShouldBeRefused(
            400, "NO_RECORDS_FOUND", "{}", "no records found");
        TestOrganization others = await server.NewOrganizationAsync();
        string theirs = (long.Parse((string)(await others.Admin.GetAsync("settings/modules/Leads")).Json!["modules"]![0]!["id"]!, null) + AllView).ToString((IFormatProvider?)null);
        foreach (string view in new[] { "1", "abc", theirs })
        {
            (await Admin.PostAsync("Leads/actions/mass_delete", $$"""{"cvid":"{{view}}"}""")).ShouldBeRefusedRow(
                400, "INVALID_DATA", """{"api_name":"cvid","json_path":"$.cvid"}""", "the cvid given seems to be invalid");
        }

        (await Admin.PostAsync("Leads/actions/mass_delete", $$"""{"territory":{"id":"1","include_child":true},"cvid":"{{await ViewAsync(AllView)}}"}""")).ShouldBeRefusedRow(
            400, "TERRITORY_NOT_ENABLED", """{"api_name":"territory","json_path":"$.territory"}""", "territory is not enabled");
    }

    [CrmFact]
    public async Task Status_is_told_to_whoever_ordered_it_and_to_administrators()
    {
        await Admin.CreateAsync("Leads", """{"Last_Name":"One"}""");
        string body = $$"""{"data":[{"City":"Oslo"}],"cvid":"{{await ViewAsync(AllView)}}"}""";
        string mine = JobOf((await Admin.PostAsync("Leads/actions/mass_update", body)).ShouldHaveStatus(200));
        string users = JobOf((await User.PostAsync("Leads/actions/mass_update", body)).ShouldHaveStatus(200));
        TestOrganization others = await server.NewOrganizationAsync();

        await EndAsync("mass_update", mine);
        await EndAsync("mass_update", users);

        foreach ((CrmClient client, string path) in new[]
        {
            (User, $"Leads/actions/mass_update?job_id={mine}"), (others.Admin, $"Leads/actions/mass_update?job_id={mine}"), (Admin, $"Leads/actions/mass_delete?job_id={mine}"),
            (Admin, $"Contacts/actions/mass_update?job_id={mine}"), (Admin, "Leads/actions/mass_update?job_id=1"), (Admin, "Leads/actions/mass_update?job_id=x"),
        })
        {
            (await client.GetAsync(path)).ShouldBeRefused(400, "INVALID_DATA", """{"param_name":"job_id"}""", "invalid data");
        }

        (await Admin.GetAsync("Leads/actions/mass_update")).ShouldBeRefused(400, "MANDATORY_NOT_FOUND", """{"param_name":"job_id"}""", "required field not found");
    }

    private static string JobOf(CrmAnswer answer) => (string)answer.First["details"]!["job_id"]!;

    private async Task<string> ViewAsync(int number) =>
        (long.Parse((string)(await Admin.GetAsync("settings/modules/Leads")).Json!["modules"]![0]!["id"]!, null) + number).ToString((IFormatProvider?)null);

    private async Task<int> CountAsync(string status) => (int)(await Admin.GetAsync($"Leads/actions/count?criteria=(Lead_Status:equals:{status})")).Json!["count"]!;

    private async Task<JsonNode> EndAsync(string action, string job)
    {
        for (int wait = 0; wait < 300; wait++)
        {
            JsonNode status = (await Admin.GetAsync($"Leads/actions/{action}?job_id={job}")).ShouldHaveStatus(200).First;
            if ((string?)status["Status"] is "COMPLETED" or "FAILED")
            {
                return status;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The job did not end.");
    }
}

public sealed class MassViewsOnSqlite(SqliteCrmServer server) : MassViewTests<SqliteCrmServer>(server);

public sealed class MassViewsOnPostgres(PostgresCrmServer server) : MassViewTests<PostgresCrmServer>(server);
