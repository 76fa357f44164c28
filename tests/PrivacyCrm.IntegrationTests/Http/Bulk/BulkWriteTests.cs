using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyCrm.Api.Bulk;
using PrivacyCrm.Api.Jobs;
using PrivacyCrm.Core.Bulk;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Bulk;

public abstract class BulkWriteTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Upload_order_status_and_result_have_the_documented_forms()
    {
        CrmAnswer uploaded = await Admin.UploadAsync(Org.Zgid, BulkClient.Zip(("leads.csv", "Name,Firm,Day\r\n\"Holm, Tara\",Acme,03/14/2026\r\n,Acme,\r\n")));
        uploaded.ShouldBe(200, """{"status":"success","code":"FILE_UPLOAD_SUCCESS","message":"file uploaded.","details":{"file_id":"{{id}}","created_time":"{{time}}"}}""");
        string file = (string)uploaded.Json!["details"]!["file_id"]!;

        CrmAnswer ordered = await Admin.PostAsync("/crm/bulk/v8/write", Order("insert", "Leads", file, """{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}""", more: ""","callback":{"url":"https://hooks.example.com/x","method":"post"}"""));

        ordered.ShouldBe(201, $$$$"""{"status":"success","code":"SUCCESS","message":"success","details":{"id":"{{id}}","created_by":{"id":"{{{{Org.AdminId}}}}","name":"Ada Adminson"}}}""");
        string id = (string)ordered.Json!["details"]!["id"]!;
        JsonNode job = await EndAsync(Admin, id);
        string module = (string)job["resource"]![0]!["module"]!["id"]!;
        (await Admin.GetAsync($"/crm/bulk/v8/write/{id}")).ShouldBe(200, $$$"""
            {"status":"COMPLETED","character_encoding":"UTF-8","resource":[{"status":"COMPLETED","code":"SUCCESS","type":"data","module":{"api_name":"Leads","id":"{{{module}}}"},
            "field_mappings":[{"api_name":"Last_Name","index":0,"format":null,"find_by":null,"default_value":null},{"api_name":"Company","index":1,"format":null,"find_by":null,"default_value":null}],
            "file":{"status":"COMPLETED","name":"leads.csv","added_count":1,"skipped_count":1,"updated_count":0,"total_count":2}}],
            "id":"{{{id}}}","result":{"download_url":"/crm/bulk/v8/write/{{{id}}}/result"},"operation":"insert","created_by":{"id":"{{{Org.AdminId}}}","name":"Ada Adminson"},
            "created_time":"{{time}}","callback":{"url":"https://hooks.example.com/x","method":"post"}}
            """);
        string lead = Assert.Single((await Admin.GetAsync("Leads?fields=Last_Name,Company")).ShouldHaveStatus(200).Ids);
        Assert.Equal(
            $"Last_Name,Company,STATUS,RECORD_ID,ERRORS\r\n\"Holm, Tara\",Acme,ADDED,{lead},\r\n,Acme,SKIPPED,,MANDATORY_NOT_FOUND-Last_Name\r\n",
            await Admin.CsvAsync($"/crm/bulk/v8/write/{id}/result"));
    }

    [CrmFact]
    public async Task Cells_become_values_of_their_types()
    {
        string account = await Admin.CreateAsync("Accounts", """{"Account_Name":"Acme"}""");
        await Org.AddFieldAsync("Contacts", """{"field_label":"Topics","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"One"},{"display_value":"Two"}]}""");
        await Org.AddFieldAsync("Contacts", """{"field_label":"Seen","data_type":"datetime"}""");
        await Org.AddFieldAsync("Contacts", """{"field_label":"Size","data_type":"integer"}""");

        string result = await WriteAsync(
            "insert",
            "Contacts",
            "n,birth,seen,size,out,topics,account,owner\nHolm,03/14/1990,2026-01-02 03:04,12,yes,One;Two,Acme,uma@company.example.com\nBad,14.3.1990,,x,,,Acme,\nLost,,,,,,Nobody,\n",
            """{"api_name":"Last_Name","index":0},{"api_name":"Date_of_Birth","index":1},{"api_name":"Seen","index":2,"format":"yyyy-MM-dd HH:mm"},{"api_name":"Size","index":3},{"api_name":"Email_Opt_Out","index":4},{"api_name":"Topics","index":5},{"api_name":"Account_Name","index":6,"find_by":"Account_Name"},{"api_name":"Owner","index":7,"find_by":"email"},{"api_name":"Department","default_value":{"value":"All"}}""",
            more: ""","ignore_empty":true""");

        JsonObject contact = (await Admin.GetAsync("Contacts?fields=Last_Name,Date_of_Birth,Seen,Size,Email_Opt_Out,Topics,Account_Name,Owner,Department")).ShouldHaveStatus(200).First;
        Assert.Equal(
            ("Holm", "1990-03-14", "2026-01-02T03:04:00-08:00", 12, true, "[\"One\",\"Two\"]", account, Org.UserId, "All"),
            ((string?)contact["Last_Name"], (string?)contact["Date_of_Birth"], (string?)contact["Seen"], (int)contact["Size"]!, (bool)contact["Email_Opt_Out"]!, contact["Topics"]!.ToJsonString(), (string?)contact["Account_Name"]!["id"], (string?)contact["Owner"]!["id"], (string?)contact["Department"]));
        Assert.Equal(["ADDED", "SKIPPED,,INVALID_DATA-Date_of_Birth", "SKIPPED,,INVALID_DATA-Account_Name"], Ends(result).Select(end => end.StartsWith("ADDED", StringComparison.Ordinal) ? "ADDED" : end));
    }

    [CrmFact]
    public async Task Update_finds_by_id_and_by_a_unique_field_and_empty_cells_clear()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        List<string> ids = await Admin.CreateManyAsync("Leads", """{"Last_Name":"One","Member_No":"M1","City":"A"}""", """{"Last_Name":"Two","Member_No":"M2","City":"B"}""");

        string byId = await WriteAsync("update", "Leads", $"id,City\n{ids[0]},\n123,X\n", """{"api_name":"id","index":0},{"api_name":"City","index":1}""", findBy: "id");
        string byField = await WriteAsync("update", "Leads", "Member_No,City\nm2,Bern\nM9,X\n", """{"api_name":"Member_No","index":0},{"api_name":"City","index":1}""", findBy: "Member_No");

        Assert.Equal([$"UPDATED,{ids[0]},", "SKIPPED,,RESOURCE_NOT_FOUND-id"], Ends(byId));
        Assert.Equal([$"UPDATED,{ids[1]},", "SKIPPED,,RESOURCE_NOT_FOUND-Member_No"], Ends(byField));
        Assert.Null((await Admin.GetAsync($"Leads/{ids[0]}")).First["City"]);
        Assert.Equal("Bern", (string?)(await Admin.GetAsync($"Leads/{ids[1]}")).First["City"]);
    }

    [CrmFact]
    public async Task Upsert_updates_what_it_finds_and_a_stopped_record_is_skipped_alone()
    {
        string stopped = await Admin.CreateAsync("Leads", """{"Last_Name":"Stopped","Email":"s@example.com"}""");
        string known = await Admin.CreateAsync("Leads", """{"Last_Name":"Known","Email":"k@example.com"}""");
        (await Admin.PostAsync($"Leads/{stopped}/privacy/actions/stop_processing")).ShouldHaveStatus(200);

        string result = await WriteAsync(
            "upsert", "Leads", "Last_Name,Email\nA,s@example.com\nB,k@example.com\nC,new@example.com\nD,no address\n", """{"api_name":"Last_Name","index":0},{"api_name":"Email","index":1}""", findBy: "Email");

        List<string> ends = Ends(result);
        Assert.Equal(["SKIPPED,,CANNOT_PROCESS-Email", $"UPDATED,{known},"], ends[..2]);
        Assert.StartsWith("ADDED,", ends[2], StringComparison.Ordinal);
        Assert.Equal("SKIPPED,,INVALID_DATA-Email", ends[3]);
        Assert.Equal("Stopped", (string?)(await Admin.GetAsync($"Leads/{stopped}")).First["Last_Name"]);
    }

    [CrmFact]
    public async Task Run_that_breaks_off_goes_on_and_inserts_nothing_twice()
    {
        string file = await FileAsync("Last_Name\n" + string.Concat(Enumerable.Range(0, 250).Select(number => $"L{number}\n")));
        BulkWriteOrder order = new()
        {
            Version = "v8",
            Operation = "insert",
            Module = "Leads",
            FileId = long.Parse(file, CultureInfo.InvariantCulture),
            EntryName = "data.csv",
            Mappings = [new BulkMapping("Last_Name", 0, null, null, null)],
        };
        IServiceProvider services = server.Services;
        IJobStore jobs = services.GetRequiredService<IJobStore>();
        BulkWriteJob real = new(
            services.GetRequiredService<RecordWriter>(), services.GetRequiredService<RecordKeys>(), jobs, services.GetRequiredService<IFileStore>(), services.GetRequiredService<JobCallers>(), services.GetRequiredService<Callbacks>());
        Renamed kind = new($"test-{Guid.NewGuid():N}", real);
        Job job = new()
        {
            OrganizationId = long.Parse(Org.Id, CultureInfo.InvariantCulture),
            Id = services.GetRequiredService<IdSource>().Next(),
            Kind = kind.Name,
            UserId = long.Parse(Org.AdminId, CultureInfo.InvariantCulture),
            Scopes = TestOrganization.AllScopes,
            Definition = System.Text.Json.JsonSerializer.Serialize(order, BulkJson.Default.BulkWriteOrder),
            CreatedTime = Clock.GetUtcNow(),
        };
        await jobs.AddAsync(job, CancellationToken.None);

        // The first run ends as a stopping server does, somewhere in its way; a second server goes on.
        using (CancellationTokenSource stopping = new())
        {
            Task<bool> first = RunnerOf(services, kind).RunNextAsync(stopping.Token);
            while (!first.IsCompleted && (await jobs.FindAsync(job.OrganizationId, job.Id, CancellationToken.None))!.Progress.Length == 0)
            {
                await Task.Yield();
            }

            await stopping.CancelAsync();
            await first;
        }

        await using WebApplicationFactory<Program> other = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Crm", server.ConnectionString);
            builder.ConfigureTestServices(one => one.AddSingleton<TimeProvider>(server.Clock));
        });
        while (await RunnerOf(other.Services, kind).RunNextAsync(CancellationToken.None))
        {
            // Until it is done.
        }

        Assert.Equal(JobState.Completed, (await jobs.FindAsync(job.OrganizationId, job.Id, CancellationToken.None))!.State);
        Assert.Equal(250, (int)(await Admin.GetAsync("Leads/actions/count")).Json!["count"]!);
    }

    [CrmFact]
    public async Task Wrong_uploads_are_refused()
    {
        byte[] good = BulkClient.Zip(("a.csv", "Last_Name\nx\n"));

        (await Admin.UploadAsync(Org.Zgid, good, feature: null)).ShouldBeRefused(400, "INVALID_REQUEST", "{}", "check if headers [feature, X-CRM-ORG] are present and valid");
        (await Admin.UploadAsync("1", good)).ShouldHaveStatus(400);
        (await Admin.UploadAsync(Org.Zgid, "no zip"u8.ToArray())).ShouldBeRefused(400, "INVALID_FILE_FORMAT", "{}", "invalid file format. only zip format is supported");
        (await Admin.UploadAsync(Org.Zgid, BulkClient.Zip(("a.exe", "x")))).ShouldHaveStatus(400);
        byte[] damaged = BulkClient.Zip(("a.csv", string.Concat(Enumerable.Range(0, 200).Select(number => $"Name {number * 7919},City\n"))));
        damaged[200] ^= 1;
        (await Admin.UploadAsync(Org.Zgid, damaged)).ShouldBeRefused(400, "INVALID_FILE_FORMAT", "{}", "invalid file format. only zip format is supported");
        (await Admin.UploadAsync(Org.Zgid, BulkClient.Zip(("a.csv", new string('0', 101 * 1024 * 1024))))).ShouldBeRefused(400, "INVALID_FILE_FORMAT", "{}", "invalid file format. only zip format is supported");
        (await Admin.UploadAsync(Org.Zgid, new byte[(25 * 1024 * 1024) + 1])).ShouldBeRefused(413, "FILE_TOO_LARGE", "{}", "File size too large to process");
        (await Admin.PostAsync("upload", "{}", ("feature", "bulk-write"), ("X-CRM-ORG", Org.Zgid))).ShouldHaveStatus(400);
        (await ReadOnly.UploadAsync(Org.Zgid, good)).ShouldHaveStatus(401);
    }

    [CrmTheory]
    [InlineData("""{"resource":[{}]}""", "MISSING_REQUIRED_KEY", """{"json_path":"$.operation"}""")]
    [InlineData("""{"operation":"delete","resource":[{}]}""", "INVALID_FORMAT", """{"api_name":"operation"}""")]
    [InlineData("""{"operation":"insert","character_encoding":"EBCDIC","resource":[{}]}""", "INVALID_FORMAT", """{"api_name":"character_encoding"}""")]
    [InlineData("""{"operation":"insert"}""", "MISSING_REQUIRED_KEY", """{"json_path":"$.resource"}""")]
    [InlineData("""{"operation":"insert","resource":[{},{}]}""", "COEXISTENCE_NOT_ALLOWED", """{"api_name":"resource","json_path":"$.resource[1]"}""")]
    [InlineData("""{"operation":"insert","resource":[{}]}""", "MISSING_REQUIRED_KEY", """{"json_path":"$.resource[0].module"}""")]
    [InlineData("""{"operation":"insert","callBack":{"url":"x","method":"post"},"resource":[{}]}""", "INVALID_CALLBACK_URL", "{}")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Planets"}}]}""", "MODULE_NOT_AVAILABLE", """{"api_name":"Planets"}""")]
    [InlineData("""{"operation":"upsert","resource":[{"module":{"api_name":"Tasks"},"find_by":"id"}]}""", "MODULE_NOT_SUPPORTED", """{"api_name":"Tasks"}""")]
    [InlineData("""{"operation":"update","resource":[{"module":{"api_name":"Leads"}}]}""", "MANDATORY_NOT_FOUND", "{}")]
    [InlineData("""{"operation":"update","resource":[{"module":{"api_name":"Leads"},"find_by":"City"}]}""", "INVALID_FIELD", """{"api_name":"City"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"x"}]}""", "INVALID_FILE_ID", "{}")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"12"}]}""", "FILE_NOT_FOUND", "{}")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","file_names":["b.csv"]}]}""", "FILE_NOT_FOUND", "{}")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"Last_Name"}]}]}""", "MISSING_REQUIRED_KEY", """{"json_path":"$.resource[0].field_mappings[0].index"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"Last_Name","index":2}]}]}""", "COLUMN_INDEX_NOT_FOUND", """{"api_name":"Last_Name"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"Last_Name","index":0,"format":"qq"}]}]}""", "INVALID_FORMAT", """{"api_name":"format"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"Orbit","index":0}]}]}""", "INVALID_FIELD", """{"api_name":"Orbit"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"Data_Processing_Basis_Details","index":0}]}]}""", "INVALID_FIELD", """{"api_name":"Data_Processing_Basis_Details"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"Created_Time","index":0}]}]}""", "INVALID_FIELD", """{"api_name":"Created_Time"}""")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{file}","field_mappings":[{"api_name":"City","index":0}]}]}""", "MANDATORY_FIELDS_NOT_MAPPED", "{}")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{many}"}]}""", "HEADER_LIMIT_EXCEEDED", "{}")]
    [InlineData("""{"operation":"insert","resource":[{"module":{"api_name":"Leads"},"file_id":"{two}"}]}""", "FILE_NOT_SUPPORTED", "{}")]
    public async Task Wrong_orders_are_refused(string body, string code, string details)
    {
        string file = await FileAsync("Last_Name,City\nx,y\n");
        string many = await FileAsync(string.Join(',', Enumerable.Range(0, 201).Select(number => $"c{number}")) + "\n");
        string two = (string)(await Admin.UploadAsync(Org.Zgid, BulkClient.Zip(("a.csv", "x"), ("b.csv", "x")))).ShouldHaveStatus(200).Json!["details"]!["file_id"]!;

        CrmAnswer answer = await Admin.PostAsync(
            "/crm/bulk/v8/write", body.Replace("{file}", file, StringComparison.Ordinal).Replace("{many}", many, StringComparison.Ordinal).Replace("{two}", two, StringComparison.Ordinal));

        answer.ShouldHaveStatus(400);
        Assert.Equal((code, "error"), ((string?)answer.Json!["code"], (string?)answer.Json["status"]));
        Assert.Null(JsonDifference.Of(JsonNode.Parse(details), answer.Json["details"]));
    }

    [CrmTheory]
    [InlineData("Last_Name\n\"never ends\n", "INVALID_FILE_FORMAT")]
    [InlineData("{25001}", "LIMIT_EXCEEDED")]
    public async Task File_that_cannot_be_written_fails_as_a_whole(string csv, string code)
    {
        string file = await FileAsync(csv == "{25001}" ? "Last_Name\n" + string.Concat(Enumerable.Repeat("x\n", 25_001)) : csv);

        string id = (string)(await Admin.PostAsync("/crm/bulk/v8/write", Order("insert", "Leads", file, """{"api_name":"Last_Name","index":0}"""))).ShouldHaveStatus(201).Json!["details"]!["id"]!;
        JsonNode job = await EndAsync(Admin, id);

        Assert.Equal(("FAILED", code), ((string?)job["status"], (string?)job["resource"]![0]!["code"]));
        Assert.Equal(0, (int)(await Admin.GetAsync("Leads/actions/count")).Json!["count"]!);
        (await Admin.GetAsync($"/crm/bulk/v8/write/{id}/result")).ShouldHaveStatus(404);
    }

    [CrmFact]
    public async Task File_job_and_result_are_for_their_user()
    {
        string file = await FileAsync("Last_Name\nx\n");
        string order = Order("insert", "Leads", file, """{"api_name":"Last_Name","index":0}""");
        TestOrganization other = await server.NewOrganizationAsync();
        string id = (string)(await Admin.PostAsync("/crm/bulk/v8/write", order)).ShouldHaveStatus(201).Json!["details"]!["id"]!;
        await EndAsync(Admin, id);

        foreach (CrmClient client in new[] { User, other.Admin })
        {
            (await client.PostAsync("/crm/bulk/v8/write", order)).ShouldBeRefused(400, "FILE_NOT_FOUND", "{}", "The file is not found.");
            (await client.GetAsync($"/crm/bulk/v8/write/{id}")).ShouldHaveStatus(404);
            (await client.GetAsync($"/crm/bulk/v8/write/{id}/result")).ShouldHaveStatus(404);
        }

        CrmClient withoutUpdate = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.bulk.ALL,ZohoCRM.modules.leads.CREATE,ZohoFiles.files.ALL");
        (await withoutUpdate.PostAsync("/crm/bulk/v8/write", Order("upsert", "Leads", file, """{"api_name":"Last_Name","index":0},{"api_name":"id","index":0}""", "id"))).ShouldHaveStatus(401);
    }

    private static string Order(string operation, string module, string file, string mappings, string? findBy = null, string more = "") =>
        $$$"""{"operation":"{{{operation}}}"{{{more}}},"resource":[{"type":"data","module":{"api_name":"{{{module}}}"},"file_id":"{{{file}}}"{{{(findBy is null ? string.Empty : $",\"find_by\":\"{findBy}\"")}}},"field_mappings":[{{{mappings}}}]}]}""";

    private static async Task<JsonNode> EndAsync(CrmClient client, string id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonNode job = (await client.GetAsync($"/crm/bulk/v8/write/{id}")).ShouldHaveStatus(200).Json!;
            if ((string?)job["status"] is "COMPLETED" or "FAILED")
            {
                return job;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    // What stands after the cells of the file.
    private static List<string> Ends(string result) =>
        [.. result.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => string.Join(',', line.Split(',')[^3..]))];

    private static JobRunner RunnerOf(IServiceProvider services, IJobKind kind) => new(
        services.GetRequiredService<IJobStore>(), services.GetRequiredService<JobCallers>(), [kind], services.GetRequiredService<TimeProvider>(), NullLogger<JobRunner>.Instance);

    private async Task<string> FileAsync(string csv) =>
        (string)(await Admin.UploadAsync(Org.Zgid, BulkClient.Zip(("data.csv", csv)))).ShouldHaveStatus(200).Json!["details"]!["file_id"]!;

    private async Task<string> WriteAsync(string operation, string module, string csv, string mappings, string? findBy = null, string more = "")
    {
        CrmAnswer ordered = await Admin.PostAsync("/crm/bulk/v8/write", Order(operation, module, await FileAsync(csv), mappings, findBy, more));
        string id = (string)ordered.ShouldHaveStatus(201).Json!["details"]!["id"]!;
        Assert.Equal("COMPLETED", (string?)(await EndAsync(Admin, id))["status"]);
        return await Admin.CsvAsync($"/crm/bulk/v8/write/{id}/result");
    }

    private sealed class Renamed(string name, IJobKind inner) : IJobKind
    {
        public string Name => name;

        public Task<JobEnd> RunAsync(Job job, Caller caller, CancellationToken cancellationToken) => inner.RunAsync(job, caller, cancellationToken);
    }
}

public sealed class BulkWritesOnSqlite(SqliteCrmServer server) : BulkWriteTests<SqliteCrmServer>(server);

public sealed class BulkWritesOnPostgres(PostgresCrmServer server) : BulkWriteTests<PostgresCrmServer>(server);
