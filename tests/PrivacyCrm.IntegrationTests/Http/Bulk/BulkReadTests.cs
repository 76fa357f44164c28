using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Bulk;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Bulk;

public abstract class BulkReadTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Order_status_and_result_have_the_documented_forms()
    {
        string lead = await Admin.CreateAsync("Leads", """{"Last_Name":"Holm","Company":"a, \"b\"","Description":"one\ntwo","No_of_Employees":12,"Annual_Revenue":1.5,"Email_Opt_Out":true}""");

        CrmAnswer ordered = await Admin.PostAsync("/crm/bulk/v8/read", """{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Company","Description","No_of_Employees","Annual_Revenue","Email_Opt_Out","Email","Owner","Owner.last_name","$converted","Created_Time"]}}""");

        ordered.ShouldBe(201, $$$"""{"data":[{"status":"success","code":"ADDED_SUCCESSFULLY","message":"Added successfully.","details":{"id":"{{id}}","operation":"read","state":"ADDED","created_by":{"id":"{{{Org.AdminId}}}","name":"Ada Adminson"},"created_time":"{{time}}"}}],"info":{}}""");
        string id = (string)ordered.Json!["data"]![0]!["details"]!["id"]!;
        JsonObject job = await Admin.EndOfReadAsync(id);
        string? module = (string?)job["query"]!["module"]!["id"];
        (await Admin.GetAsync($"/crm/bulk/v8/read/{id}")).ShouldBe(200, $$$"""
            {"data":[{"id":"{{{id}}}","operation":"read","state":"COMPLETED",
            "result":{"page":1,"per_page":200000,"count":1,"download_url":"/crm/bulk/v8/read/{{{id}}}/result","more_records":false},
            "query":{"module":{"id":"{{{module}}}","api_name":"Leads"},"fields":["Last_Name","Company","Description","No_of_Employees","Annual_Revenue","Email_Opt_Out","Email","Owner","Owner.last_name","$converted","Created_Time"],"page":1},
            "created_by":{"id":"{{{Org.AdminId}}}","name":"Ada Adminson"},"created_time":"{{time}}","file_type":"csv"}]}
            """);
        string created = (string)(await Admin.GetAsync($"Leads/{lead}")).First["Created_Time"]!;
        Assert.Equal(
            "id,Last_Name,Company,Description,No_of_Employees,Annual_Revenue,Email_Opt_Out,Email,Owner,Owner.last_name,$converted,Created_Time\r\n"
            + $"{lead},Holm,\"a, \"\"b\"\"\",\"one\ntwo\",12,1.5,true,,{Org.AdminId},Adminson,false,{created}\r\n",
            await Admin.CsvAsync($"/crm/bulk/v8/read/{id}/result"));
    }

    [CrmFact]
    public async Task All_fields_are_columns_when_none_is_named()
    {
        await Admin.CreateAsync("Contacts", """{"Last_Name":"Holm"}""");

        string csv = await Admin.ReadAsync("""{"module":"Contacts"}""");

        string[] header = csv.Split("\r\n")[0].Split(',');
        Assert.Equal("id", header[0]);
        Assert.Contains("Last_Name", header);
        Assert.Contains("Data_Processing_Basis_Details", header);
        Assert.Equal(header.Length, header.Distinct().Count());
    }

    [CrmFact]
    public async Task References_show_the_fields_of_their_records()
    {
        string account = await Admin.CreateAsync("Accounts", """{"Account_Name":"Acme","Phone":"555"}""");
        await Admin.CreateManyAsync("Contacts", $$$"""{"Last_Name":"With","Account_Name":{"id":"{{{account}}}"}}""", """{"Last_Name":"Without"}""");

        string csv = await Admin.ReadAsync("""{"module":{"api_name":"Contacts"},"fields":["Last_Name","Account_Name","Account_Name.Account_Name","Account_Name.Phone"]}""");

        Assert.Equal(["Account_Name.Account_Name,Account_Name.Phone", $"With,{account},Acme,555", "Without,,,"], csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select((line, index) => index == 0 ? line["id,Last_Name,Account_Name,".Length..] : line[(line.IndexOf(',') + 1)..]));
    }

    [CrmTheory]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"burns"}""", "Burns")]
    [InlineData("""{"api_name":"Last_Name","comparator":"not_equal","value":"Burns"}""", "Miller Nobody")]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"in","value":["Burns","Miller"]}""", "Burns Miller")]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"not_in","value":["Burns","Miller"]}""", "Nobody")]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"contains","value":"ill"}""", "Miller")]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"not_contains","value":"b"}""", "Miller")]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"starts_with","value":"BU"}""", "Burns")]
    [InlineData("""{"field":{"api_name":"Last_Name"},"comparator":"ends_with","value":"S"}""", "Burns")]
    [InlineData("""{"field":{"api_name":"Phone"},"comparator":"ends_with","value":"99"}""", "Burns")]
    [InlineData("""{"field":{"api_name":"No_of_Employees"},"comparator":"less_than","value":10}""", "Burns")]
    [InlineData("""{"field":{"api_name":"No_of_Employees"},"comparator":"less_equal","value":"10"}""", "Burns Miller")]
    [InlineData("""{"field":{"api_name":"No_of_Employees"},"comparator":"greater_than","value":9}""", "Miller")]
    [InlineData("""{"field":{"api_name":"No_of_Employees"},"comparator":"greater_equal","value":9}""", "Burns Miller")]
    [InlineData("""{"field":{"api_name":"No_of_Employees"},"comparator":"equal","value":"${EMPTY}"}""", "Nobody")]
    [InlineData("""{"field":{"api_name":"No_of_Employees"},"comparator":"not_equal","value":"${EMPTY}"}""", "Burns Miller")]
    [InlineData("""{"field":{"api_name":"Day"},"comparator":"between","value":["2026-01-01","2026-01-31"]}""", "Burns")]
    [InlineData("""{"field":{"api_name":"Day"},"comparator":"not_between","value":["2026-01-01","2026-01-31"]}""", "Miller Nobody")]
    [InlineData("""{"field":{"api_name":"Email_Opt_Out"},"comparator":"equal","value":true}""", "Burns")]
    [InlineData("""{"field":{"api_name":"Email_Opt_Out"},"comparator":"equal","value":false}""", "Miller Nobody")]
    [InlineData("""{"field":{"api_name":"Owner"},"comparator":"equal","value":"{admin}"}""", "Burns Miller Nobody")]
    [InlineData("""{"field":{"api_name":"Owner"},"comparator":"not_in","value":["{admin}"]}""", "")]
    [InlineData("""{"field":{"api_name":"Owner.last_name"},"comparator":"equal","value":"adminson"}""", "Burns Miller Nobody")]
    [InlineData("""{"field":{"api_name":"Owner.last_name"},"comparator":"equal","value":"Userson"}""", "")]
    [InlineData("""{"field":{"api_name":"$converted"},"comparator":"equal","value":true}""", "")]
    [InlineData("""{"field":{"api_name":"Created_Time"},"comparator":"not_in","value":["2020-01-01"]}""", "Burns Miller Nobody")]
    [InlineData("""{"group_operator":"or","group":[{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Burns"},{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Miller"}]}""", "Burns Miller")]
    [InlineData("""{"group_operator":"and","group":[{"field":{"api_name":"$converted"},"comparator":"equal","value":false},{"group_operator":"or","group":[{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Burns"},{"field":{"api_name":"No_of_Employees"},"comparator":"equal","value":10}]},{"field":{"api_name":"No_of_Employees"},"comparator":"less_than","value":10}]}""", "Burns")]
    public async Task Criteria_choose_records(string criteria, string names)
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Day","data_type":"date"}""");
        await Admin.CreateManyAsync(
            "Leads",
            """{"Last_Name":"Burns","No_of_Employees":9,"Day":"2026-01-15","Email_Opt_Out":true,"Phone":"+1-55-99"}""",
            """{"Last_Name":"Miller","No_of_Employees":10,"Day":"2026-02-01","Phone":"551"}""",
            """{"Last_Name":"Nobody"}""");

        string csv = await Admin.ReadAsync($$$"""{"module":{"api_name":"Leads"},"fields":["Last_Name"],"criteria":{{{criteria.Replace("{admin}", Org.AdminId, StringComparison.Ordinal)}}}}""");

        Assert.Equal(names, string.Join(' ', csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(',')[1])));
    }

    [CrmTheory]
    [InlineData("", 400, "REQUEST_BODY_IS_EMPTY", "{}")]
    [InlineData("{", 400, "REQUEST_BODY_NOT_READABLE", "{}")]
    [InlineData("[]", 400, "REQUEST_BODY_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":[]}""", 400, "REQUEST_BODY_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{}}""", 400, "REQUEST_BODY_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{"module":"Leads","fields":"id"}}""", 400, "REQUEST_BODY_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{"module":"Leads","page":0}}""", 400, "REQUEST_BODY_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{"module":"Leads"},"file_type":"pdf"}""", 400, "REQUEST_BODY_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{"module":"Leads","page":51}}""", 400, "PAGE_RANGE_EXCEEDED", """{"max_limit":50}""")]
    [InlineData("""{"query":{"module":{"api_name":"Events"}},"file_type":"ics"}""", 415, "MEDIA_TYPE_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{"module":"Planets"}}""", 400, "MODULE_NOT_AVAILABLE", """{"api_name":"Planets"}""")]
    [InlineData("""{"query":{"module":"Leads","cvid":"1"}}""", 400, "CVID_NOT_SUPPORTED", "{}")]
    [InlineData("""{"query":{"module":"Leads","fields":["Orbit"]}}""", 400, "FIELD_NOT_AVAILABLE", """{"api_name":"Orbit"}""")]
    [InlineData("""{"query":{"module":"Leads","fields":["Owner.shoe_size"]}}""", 400, "FIELD_NOT_AVAILABLE", """{"api_name":"Owner.shoe_size"}""")]
    [InlineData("""{"query":{"module":"Leads","fields":["Company.Name"]}}""", 400, "FIELD_NOT_SUPPORTED", """{"api_name":"Company.Name"}""")]
    [InlineData("""{"query":{"module":"Leads","fields":["$approval"]}}""", 400, "FIELD_NOT_SUPPORTED", """{"api_name":"$approval"}""")]
    [InlineData("""{"query":{"module":"Leads"},"callback":{"url":"https://x.example.com/"}}""", 400, "INVALID_CALLBACK_METHOD", """{"supported_callback_methods":["post"]}""")]
    [InlineData("""{"query":{"module":"Leads"},"callback":{"url":"ftp://x.example.com/","method":"post"}}""", 400, "INVALID_CALLBACK_URL", "{}")]
    [InlineData("""{"query":{"module":"Leads"},"callback":"x"}""", 400, "INVALID_CALLBACK_URL", "{}")]
    [InlineData("""{"query":{"module":"Leads","page_token":"abc"}}""", 400, "TOKEN_BOUND_DATA_MISMATCH", """{"param_name":"page_token"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":[]}}""", 400, "INVALID_CRITERIA", "{}")]
    [InlineData("""{"query":{"module":"Leads","criteria":{}}}""", 400, "INVALID_CRITERIA", "{}")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Company"},"comparator":"equal"}}}""", 400, "INVALID_CRITERIA", "{}")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Company"},"comparator":"equal","value":"x","group":[]}}}""", 400, "AMBIGUOUS_CRITERIA", "{}")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"group":[]}}}""", 400, "AMBIGUOUS_GROUP_IN_CRITERIA", "{}")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"group":[],"group_operator":"and"}}}""", 400, "AMBIGUOUS_GROUP_IN_CRITERIA", "{}")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"group_operator":"xor","group":[{"field":{"api_name":"Company"},"comparator":"equal","value":"x"}]}}}""", 400, "GROUP_OPERATOR_NOT_SUPPORTED", """{"supported":["and","or"]}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Orbit"},"comparator":"equal","value":"x"}}}""", 400, "FIELD_IN_CRITERIA_NOT_AVAILABLE", """{"api_name":"Orbit"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Description"},"comparator":"equal","value":"x"}}}""", 400, "FIELD_IN_CRITERIA_NOT_SUPPORTED", """{"api_name":"Description"}""")]
    [InlineData("""{"query":{"module":"Contacts","criteria":{"field":{"api_name":"Account_Name.Phone"},"comparator":"equal","value":"x"}}}""", 400, "FIELD_IN_CRITERIA_NOT_SUPPORTED", """{"api_name":"Account_Name.Phone"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Email_Opt_Out"},"comparator":"in","value":[true]}}}""", 400, "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED", """{"comparator":"in","api_name":"Email_Opt_Out","supported":["equal"]}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Company"},"comparator":"in","value":"x"}}}""", 400, "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", """{"api_name":"Company","comparator":"in"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Company"},"comparator":"equal","value":["x"]}}}""", 400, "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", """{"api_name":"Company","comparator":"equal"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"No_of_Employees"},"comparator":"equal","value":"many"}}}""", 400, "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", """{"api_name":"No_of_Employees","comparator":"equal"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Owner"},"comparator":"equal","value":"Ada Adminson"}}}""", 400, "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", """{"api_name":"Owner","comparator":"equal"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Created_Time"},"comparator":"between","value":["2026-01-01"]}}}""", 400, "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", """{"api_name":"Created_Time","comparator":"between"}""")]
    [InlineData("""{"query":{"module":"Leads","criteria":{"field":{"api_name":"Company"},"comparator":"equal","value":"x","type":"field"}}}""", 400, "VALUE_TYPE_NOT_SUPPORTED", "{}")]
    public async Task Wrong_orders_are_refused(string body, int status, string code, string details)
    {
        CrmAnswer answer = await Admin.PostAsync("/crm/bulk/v8/read", body);

        answer.ShouldHaveStatus(status);
        Assert.Equal((code, "error"), ((string?)answer.Json!["code"], (string?)answer.Json["status"]));
        Assert.Null(JsonDifference.Of(JsonNode.Parse(details), answer.Json["details"]));
    }

    [CrmFact]
    public async Task Limits_of_criteria_and_joins_are_told()
    {
        string many = string.Join(',', Enumerable.Repeat("""{"field":{"api_name":"Company"},"comparator":"equal","value":"x"}""", 26));
        string values = string.Join(',', Enumerable.Range(0, 101));

        CrmAnswer conditions = await Admin.PostAsync("/crm/bulk/v8/read", $$$$"""{"query":{"module":"Leads","criteria":{"group_operator":"or","group":[{{{{many}}}}]}}}""");
        CrmAnswer list = await Admin.PostAsync("/crm/bulk/v8/read", $$$$"""{"query":{"module":"Leads","criteria":{"field":{"api_name":"No_of_Employees"},"comparator":"in","value":[{{{{values}}}}]}}}""");

        conditions.ShouldBeRefused(400, "CRITERIA_LIMIT_EXCEEDED", """{"max_limit":25}""", "The number of criteria exceeds the limit.");
        list.ShouldBeRefused(400, "VALUE_LIMIT_EXCEEDED_IN_CRITERIA", """{"max_limit":100}""", "The number of values in the criteria exceeds the limit.");
    }

    [CrmFact]
    public async Task Scopes_of_bulk_and_of_the_module_are_asked_for()
    {
        CrmClient withoutBulk = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.modules.ALL");
        CrmClient withoutModule = await Org.ClientOfAsync(Org.AdminId, "ZohoCRM.bulk.ALL,ZohoCRM.modules.contacts.ALL");
        string id = await Admin.OrderReadAsync("""{"module":"Leads"}""");

        foreach (CrmClient client in new[] { withoutBulk, withoutModule })
        {
            (await client.PostAsync("/crm/bulk/v8/read", """{"query":{"module":"Leads"}}""")).ShouldHaveStatus(401);
            (await client.GetAsync($"/crm/bulk/v8/read/{id}")).ShouldHaveStatus(401);
            (await client.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldHaveStatus(401);
        }
    }

    [CrmFact]
    public async Task Job_is_for_the_user_who_ordered_it()
    {
        string id = await Admin.OrderReadAsync("""{"module":"Leads"}""");
        await Admin.EndOfReadAsync(id);
        TestOrganization other = await server.NewOrganizationAsync();

        foreach (CrmClient client in new[] { User, other.Admin })
        {
            (await client.GetAsync($"/crm/bulk/v8/read/{id}")).ShouldBeRefused(404, "RESOURCE_NOT_FOUND", $$"""{"resource":"{{id}}"}""", "The requested resource doesn't exist.");
            (await client.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldHaveStatus(404);
        }
    }

    [CrmFact]
    public async Task Downloads_are_ten_a_minute_and_end_after_a_day()
    {
        string id = await Admin.OrderReadAsync("""{"module":"Leads"}""");
        await Admin.EndOfReadAsync(id);
        for (int download = 0; download < 10; download++)
        {
            (await Admin.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldHaveStatus(200);
        }

        (await Admin.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldBeRefused(429, "TOO_MANY_REQUESTS", "{}", "Too many requests fired in the concurrent window.");
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Admin.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldHaveStatus(200);
        Clock.Advance(TimeSpan.FromDays(1));
        await Org.LogInAsync();
        (await Admin.GetAsync($"/crm/bulk/v8/read/{id}/result")).ShouldHaveStatus(404);
        (await Admin.GetAsync($"/crm/bulk/v8/read/{id}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Pages_follow_each_other_and_no_record_is_told_twice()
    {
        await using WebApplicationFactory<Program> small = Start(new BulkLimits(PageSize: 5, ChunkSize: 2));
        CrmClient client = Admin with { Http = small.CreateClient() };
        List<string> ids = await Admin.CreateManyAsync("Solutions", Enumerable.Range(0, 12).Select(number => $$"""{"Solution_Title":"S{{number}}"}"""));
        const string Query = """{"module":"Solutions","fields":["Solution_Title"],"criteria":{"field":{"api_name":"Solution_Title"},"comparator":"starts_with","value":"S"}}""";
        List<string> found = [];
        string query = Query;
        List<int> counts = [];

        for (string? token = string.Empty; token is not null;)
        {
            // The other server of the same database must not take the job: its pages are longer.
            string id = await client.OrderReadAsync(query);
            JsonObject job = await client.EndOfReadAsync(id);
            if ((int)job["result"]!["count"]! > 5)
            {
                continue;
            }

            counts.Add((int)job["result"]!["count"]!);
            found.AddRange((await client.CsvAsync($"/crm/bulk/v8/read/{id}/result")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(',')[0]));
            token = (string?)job["result"]!["next_page_token"];
            query = $$"""{"page_token":"{{token}}"}""";
            Assert.Equal(token is not null, (bool)job["result"]!["more_records"]!);
        }

        Assert.Equal([5, 5, 2], counts);
        Assert.Equal(ids, found);
    }

    [CrmFact]
    public async Task Page_token_is_bound_to_its_user_and_ends_after_a_day()
    {
        await using WebApplicationFactory<Program> small = Start(new BulkLimits(PageSize: 2, ChunkSize: 2));
        CrmClient client = Admin with { Http = small.CreateClient() };
        await Admin.CreateManyAsync("Solutions", Enumerable.Range(0, 3).Select(number => $$"""{"Solution_Title":"S{{number}}"}"""));
        string? token = null;
        while (token is null)
        {
            token = (string?)(await client.EndOfReadAsync(await client.OrderReadAsync("""{"module":"Solutions"}""")))["result"]!["next_page_token"];
        }

        (await User.PostAsync("/crm/bulk/v8/read", $$$"""{"query":{"page_token":"{{{token}}}"}}""")).ShouldHaveStatus(400);
        (await Admin.PostAsync("/crm/bulk/v8/read", $$$"""{"query":{"page_token":"{{{token}}}","module":"Leads"}}""")).ShouldHaveStatus(400);
        (await Admin.PostAsync("/crm/bulk/v8/read", $$$"""{"query":{"page_token":"{{{token}}}","page":2}}""")).ShouldHaveStatus(400);
        (await Admin.PostAsync("/crm/bulk/v8/read", $$$"""{"query":{"page_token":"{{{token}}}","module":"Solutions"}}""")).ShouldHaveStatus(201);
        Clock.Advance(TimeSpan.FromDays(1));
        await Org.LogInAsync();
        CrmAnswer expired = await Admin.PostAsync("/crm/bulk/v8/read", $$$"""{"query":{"page_token":"{{{token}}}"}}""");
        Assert.Equal((400, "EXPIRED_VALUE"), (expired.Status, (string?)expired.Json!["code"]));
    }

    [CrmFact]
    public async Task Custom_view_chooses_records_as_well()
    {
        string other = await Admin.CreateAsync("Leads", $$$"""{"Last_Name":"Other","Owner":{"id":"{{{Org.UserId}}}"}}""");
        string mine = await Admin.CreateAsync("Leads", """{"Last_Name":"Mine"}""");
        Organization organization = (await server.Services.GetRequiredService<IOrganizationStore>().FindLatestAsync(long.Parse(Org.Id, CultureInfo.InvariantCulture), CancellationToken.None))!;
        long view = organization.ViewsOf(organization.FindModule("Leads")!).Single(one => one.SystemName == "MYVIEWS").Id;

        string csv = await Admin.ReadAsync($$"""{"module":"Leads","fields":["Last_Name"],"cvid":"{{view}}"}""");

        Assert.Contains(mine, csv, StringComparison.Ordinal);
        Assert.DoesNotContain(other, csv, StringComparison.Ordinal);
    }

    [CrmFact]
    public async Task End_is_told_to_the_callback_without_criteria()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using WebApplicationFactory<Program> open = Start(new BulkLimits(), allowsPrivate: true);
        CrmClient client = Admin with { Http = open.CreateClient() };
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));

        // Either of the two servers may do the job; only one of them may call here.
        string? told = null;
        while (told is null)
        {
            string id = await client.OrderReadAsync(
                """{"module":"Leads","criteria":{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Sought"}}""", $$$""","callback":{"url":"http://127.0.0.1:{{{port}}}/told","method":"post"}""");
            await client.EndOfReadAsync(id);
            using CancellationTokenSource soon = new(TimeSpan.FromSeconds(3));
            try
            {
                using TcpClient caller = await listener.AcceptTcpClientAsync(soon.Token);
                told = await AnswerAsync(caller, patience.Token);
            }
            catch (OperationCanceledException) when (!patience.IsCancellationRequested)
            {
                // The other server did it, and does not call private addresses.
            }
        }

        Assert.StartsWith("POST /told ", told, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"COMPLETED\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Sought", told, StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(TcpClient caller, CancellationToken cancellationToken)
    {
        NetworkStream stream = caller.GetStream();
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        while (!text.ToString().EndsWith("}]}", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer, cancellationToken);
            Assert.True(read > 0, text.ToString());
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
        return text.ToString();
    }

    private WebApplicationFactory<Program> Start(BulkLimits limits, bool allowsPrivate = false) => new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Crm", server.ConnectionString);
        builder.UseSetting("PrivacyCrm:PrivateNetworks", allowsPrivate ? "127.0.0.0/8" : null);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(server.Clock).AddSingleton(limits));
    });
}

public sealed class BulkReadsOnSqlite(SqliteCrmServer server) : BulkReadTests<SqliteCrmServer>(server);

public sealed class BulkReadsOnPostgres(PostgresCrmServer server) : BulkReadTests<PostgresCrmServer>(server);
