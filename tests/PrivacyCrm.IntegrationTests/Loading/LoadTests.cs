using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Loading;
using PrivacyCrm.Core.Records;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Loading;

public abstract partial class LoadTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>, IDisposable
    where TServer : CrmServer
{
    private const string Marker = "Kw7Pz3Lm9Xq2";

    private static readonly string[] Rows =
    [
        """{"Last_Name":"Alder","First_Name":"Ines","Email":"ines@example.org","City":"Bonn","Annual_Revenue":12.5,"Email_Opt_Out":true,"Tag":[{"name":"red"}],"Member_No":"1"}""",
        """{"Last_Name":"Birch","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"},"Full_Name":"Ignored","id":"17"}""",
        """{"Company":"Nobody"}""",
        """{"Last_Name":"Cedar","Email":"no address"}""",
        """{"Last_Name":"Dogwood","Member_No":"1"}""",
        """{"Last_Name":"Elm","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Nonsense"}}""",
        """{"Last_Name":"Fir","Phone":"+49 30 1234567","Description":"A \"quoted\" text,\nof two lines","Owner":{"id":"5"}}""",
        """{"Last_Name":"Gorse","City":"Bonn","Annual_Revenue":"much","Lead_Source":"Trade Show"}""",
        """{"Last_Name":"Hazel","City":"Bonn","Lead_Source":"Trade Show","Description":"A \"quoted\" text,\nof two lines"}""",
        "[]",
    ];

    private readonly LoadFolder _folder = new();

    private IRecordStore Records => server.Services.GetRequiredService<IRecordStore>();

    [CrmFact]
    public async Task Rows_become_what_the_API_makes_of_them()
    {
        TestOrganization other = await server.NewOrganizationAsync();
        foreach (TestOrganization one in (TestOrganization[])[Org, other])
        {
            await one.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        }

        CrmAnswer told = await other.Admin.PostAsync("Leads", $$"""{"data":[{{string.Join(',', Rows)}}]}""");
        _folder.Write("leads.ndjson", string.Join('\n', Rows));
        Assert.Equal(LoadExit.RowsRefused, await LoadAsync("leads.ndjson --module Leads"));

        Assert.Equal(RefusedBy(told), _folder.RefusedOf("leads.ndjson"));
        Assert.Equal(await AllAsync(other.Admin), await AllAsync(Admin));
        foreach (string search in (string[])["word=Ines", "word=quoted", "criteria=(City:equals:bonn)", "criteria=(Annual_Revenue:greater_than:12)", "email=ines@example.org", "phone=1234567"])
        {
            Assert.Equal(await FoundAsync(other.Admin, search), await FoundAsync(Admin, search));
        }

        (await Admin.PostAsync("Leads", """{"data":[{"Last_Name":"Again","Member_No":"1"}]}""")).ShouldHaveStatus(400);
    }

    [CrmFact]
    public async Task Cells_of_a_table_are_read_by_their_fields()
    {
        _folder.Write("leads.csv", "\uFEFFLast_Name,City,Email_Opt_Out,Annual_Revenue,Owner,Tag,Description,Created_Time\r\nAlder,Bonn,yes,12.5,uma@company.example.com,red;blue,\"a, \"\"b\"\"\r\nc\",2001-01-01\r\n\r\nBirch,Köln,,,,,\r\nCedar,too,many,,,,,,cells\r\n");

        Assert.Equal(LoadExit.RowsRefused, await LoadAsync("leads.csv --module Leads"));

        JsonArray found = (await Admin.GetAsync("Leads?fields=Last_Name,City,Email_Opt_Out,Annual_Revenue,Owner,Tag,Description,Created_Time&sort_by=id&sort_order=asc")).Json!["data"]!.AsArray();
        Assert.Equal(["Alder", "Birch"], found.Select(lead => (string?)lead!["Last_Name"]));
        JsonNode first = found[0]!;
        Assert.Equal(("Bonn", true, 12.5m, "Uma Userson"), ((string?)first["City"], (bool?)first["Email_Opt_Out"], (decimal?)first["Annual_Revenue"], (string?)first["Owner"]!["name"]));
        Assert.Equal("a, \"b\"\r\nc", (string?)first["Description"]);
        Assert.Equal(["red", "blue"], first["Tag"]!.AsArray().Select(tag => (string?)tag!["name"]));
        Assert.DoesNotContain("2001", (string?)first["Created_Time"], StringComparison.Ordinal);
        Assert.Equal("row,code,api_name\n3,INVALID_DATA,data\n", _folder.RefusedOf("leads.csv"));
    }

    [CrmTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Load_that_failed_between_batches_goes_on_and_neither_loses_nor_doubles_a_row(bool isAfterCommit)
    {
        _folder.Write("leads.csv", Many(350));
        WatchedStore failing = new(Records)
        {
            BeforeCommit = write => write >= 2 && !isAfterCommit ? throw new InvalidOperationException(Marker) : Task.CompletedTask,
            AfterCommit = write => write >= 2 && isAfterCommit ? throw new InvalidOperationException(Marker) : Task.CompletedTask,
        };

        Assert.Equal(LoadExit.Stopped, await LoadAsync("leads.csv --module Leads", failing));

        // Where several are written at once, the first may be given up with the one that fails.
        Assert.InRange(await CountAsync(), isAfterCommit ? 1 : 0, 349);
        Assert.Equal(LoadExit.RowsRefused, await LoadAsync("leads.csv --module Leads"));
        await ShouldHoldManyAsync(350);

        Assert.Equal(LoadExit.RowsRefused, await LoadAsync("leads.csv --module Leads"));
        await ShouldHoldManyAsync(350);
    }

    [CrmFact]
    public async Task Process_that_was_killed_is_gone_on_with()
    {
        string file = _folder.Write("leads.csv", Many(4_000));
        ProcessStartInfo start = new("dotnet", [typeof(Program).Assembly.Location, "load", "--file", file, "--module", "Leads", "--org", Org.Id]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Crm"] = server.ConnectionString;
        using Process process = Process.Start(start)!;
        while (await CountAsync() == 0 && !process.HasExited)
        {
            await Task.Delay(5);
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.Equal(string.Empty, await process.StandardError.ReadToEndAsync());

        Assert.Equal(LoadExit.RowsRefused, await LoadAsync("leads.csv --module Leads"));

        await ShouldHoldManyAsync(4_000);
    }

    [CrmFact]
    public async Task Load_that_is_started_twice_is_done_once()
    {
        string text = Many(150);
        _folder.Write("leads.csv", text);
        _folder.Write("same.csv", text);
        WatchedStore overtaken = new(Records)
        {
            AfterCommit = async write =>
            {
                if (write == 1)
                {
                    Assert.Equal(LoadExit.RowsRefused, await LoadAsync("same.csv --module Leads"));
                }
            },
        };

        // The batches of the other lanes may have been written before.
        await LoadAsync("leads.csv --module Leads", overtaken);

        Assert.Equal(148, await CountAsync());
    }

    [CrmFact]
    public async Task Records_keep_their_ids_unless_they_are_taken_or_none()
    {
        string taken = await Admin.CreateAsync("Contacts", """{"Last_Name":"Taken"}""");
        string deleted = await Admin.CreateAsync("Vendors", """{"Vendor_Name":"Deleted"}""");
        (await Admin.DeleteAsync($"Vendors/{deleted}")).ShouldHaveStatus(200);
        _folder.Write("accounts.ndjson", $$$"""
            {"id":"9000000000000000001","Account_Name":"Parent"}
            {"id":9000000000000000002,"Account_Name":"Child","Parent_Account":{"id":"9000000000000000001"}}
            {"id":"9000000000000000001","Account_Name":"Twice"}
            {"id":"{{{taken}}}","Account_Name":"Of a contact"}
            {"id":"{{{deleted}}}","Account_Name":"In the bin"}
            {"id":"-1","Account_Name":"No id"}
            {"id":"99999999999999999999","Account_Name":"No id"}
            {"Account_Name":"Without"}
            """);

        Assert.Equal(LoadExit.RowsRefused, await LoadAsync("accounts.ndjson --module Accounts --keep-ids"));

        Assert.Equal("row,code,api_name\n3,DUPLICATE_DATA,id\n4,DUPLICATE_DATA,id\n5,DUPLICATE_DATA,id\n6,INVALID_DATA,id\n7,INVALID_DATA,id\n8,MANDATORY_NOT_FOUND,id\n", _folder.RefusedOf("accounts.ndjson"));
        JsonObject child = (await Admin.GetAsync("Accounts/9000000000000000002")).First;
        Assert.Equal(("Child", "Parent"), ((string?)child["Account_Name"], (string?)child["Parent_Account"]!["name"]));
        Assert.Equal(LoadExit.NotBegun, await LoadAsync("accounts.ndjson --module Accounts"));
    }

    [CrmFact]
    public async Task Id_belongs_to_one_record_whatever_two_loads_do_at_once()
    {
        string ids = string.Join('\n', Enumerable.Range(8_000_001, 300).Select(id => $$"""{"id":"{{id}}","Last_Name":"x","Vendor_Name":"x"}"""));
        _folder.Write("a.ndjson", ids);
        _folder.Write("b.ndjson", ids);

        await Task.WhenAll(LoadAsync("a.ndjson --module Leads --keep-ids"), LoadAsync("b.ndjson --module Vendors --keep-ids"));

        int leads = await CountAsync();
        Assert.Equal(300, leads + (int)(await Admin.GetAsync("Vendors/actions/count")).Json!["count"]!);
    }

    [CrmTheory]
    [InlineData("a.csv", "Last_Name,Nonsense\nKw7Pz3Lm9Xq2,x\n", "Column 2 of the header is not the API name of a field of Leads.")]
    [InlineData("a.csv", "Kw7Pz3Lm9Xq2,Bonn\nx,y\n", "Column 1 of the header is not the API name of a field of Leads.")]
    [InlineData("a.csv", "Last_Name,City,Last_Name\n", "The header has Last_Name twice.")]
    [InlineData("a.csv", "City\nBonn\n", "The header has no Last_Name, which every record needs.")]
    [InlineData("a.csv", "", "The header has no Last_Name, which every record needs.")]
    [InlineData("a.csv", "Last_Name,Data_Processing_Basis_Details\n", "Data_Processing_Basis_Details holds objects, which a CSV file cannot: load it from NDJSON.")]
    [InlineData("a.csv", "\"Last_Name\n", "The header cannot be read: a quote does not end, or a row is too long.")]
    public async Task Header_that_is_wrong_loads_nothing(string name, string text, string problem)
    {
        _folder.Write(name, text);

        Assert.Equal(LoadExit.NotBegun, await LoadAsync($"{name} --module Leads"));

        Assert.Equal(problem, _folder.Output.Trim());
        Assert.Equal(0, await CountAsync());
    }

    [CrmFact]
    public async Task Command_that_cannot_be_done_says_why()
    {
        _folder.Write("a.csv", "Last_Name\nx\n");

        Assert.Equal(LoadExit.NotBegun, await LoadAsync("missing.csv --module Leads"));
        Assert.Equal(LoadExit.NotBegun, await LoadAsync("a.csv --module Nonsense"));
        Assert.Equal(LoadExit.NotBegun, await _folder.LoadAsync(server.Services, "a.csv --module Leads --org 17"));
        Assert.Equal(LoadExit.NotBegun, await LoadAsync("a.csv --module Leads --user 17"));
        Assert.Equal(LoadExit.Interrupted, await _folder.LoadAsync(server.Services, $"a.csv --module Leads --org {Org.Id}", cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(5, _folder.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(0, await CountAsync());
    }

    [CrmFact]
    public async Task Damaged_file_is_loaded_as_far_as_it_is_whole()
    {
        _folder.Write("a.csv", "Last_Name\nAlder\nBirch\n\"Cedar\nDogwood\n");
        await File.WriteAllBytesAsync(_folder.PathOf("b.csv"), Encoding.Latin1.GetBytes("Last_Name\nCäsar\n"));

        Assert.Equal(LoadExit.Stopped, await LoadAsync("a.csv --module Leads"));
        Assert.Equal(LoadExit.NotBegun, await LoadAsync("b.csv --module Leads"));

        Assert.Contains("The file is damaged after row 2: a quote does not end, or a row is too long.", _folder.Output, StringComparison.Ordinal);
        Assert.Contains("The header cannot be read: it is not UTF-8.", _folder.Output, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [CrmFact]
    public async Task Nothing_that_is_said_or_written_holds_a_value()
    {
        await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        await Org.RestrictAsync("Leads", "Email", "Member_No");
        _folder.Write("leads.ndjson", $$$"""
            {"Last_Name":"{{{Marker}}}","Member_No":"{{{Marker}}}"}
            {"Last_Name":"{{{Marker}}}","Member_No":"{{{Marker}}}"}
            {"Last_Name":"{{{Marker}}}","Email":"{{{Marker}}}"}
            {"{{{Marker}}}":
            {"Last_Name":"{{{Marker}}}","Data_Processing_Basis_Details":{"{{{Marker}}}":1}}
            {"Last_Name":{"{{{Marker}}}":"{{{Marker}}}"}}
            """);
        _folder.Write("leads.csv", $"{Marker},Last_Name\n{Marker},{Marker}\n");

        await LoadAsync("leads.ndjson --module Leads");
        await LoadAsync("leads.csv --module Leads");
        _folder.Write("failing.ndjson", "{\"Last_Name\":\"x\"}");
        await LoadAsync("failing.ndjson --module Leads", new WatchedStore(Records) { BeforeCommit = _ => throw new InvalidOperationException(Marker) });

        Assert.Equal("row,code,api_name\n2,DUPLICATE_DATA,Member_No\n3,INVALID_DATA,Email\n4,INVALID_DATA,data\n6,INVALID_DATA,Last_Name\n", LinesBut(_folder.RefusedOf("leads.ndjson"), "5,"));
        Assert.All([_folder.Output, _folder.RefusedOf("leads.ndjson"), server.Log.Text], text => Assert.DoesNotContain(Marker, text, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    // Row 7 of each hundred is refused.
    private static string Many(int rows) =>
        $"Last_Name,City\n{string.Concat(Enumerable.Range(1, rows).Select(row => row % 100 == 7 ? ",no name\n" : $"Lead {row:00000},Bonn\n"))}";

    private async Task ShouldHoldManyAsync(int rows)
    {
        int refused = ((rows - 7) / 100) + 1;
        Assert.Equal(rows - refused, await CountAsync());
        Assert.Equal(
            $"row,code,api_name\n{string.Concat(Enumerable.Range(0, refused).Select(batch => string.Create(CultureInfo.InvariantCulture, $"{(batch * 100) + 7},MANDATORY_NOT_FOUND,Last_Name\n")))}",
            _folder.RefusedOf("leads.csv"));
        foreach (int row in (int[])[1, 99, 100, 101, 250, rows])
        {
            Assert.Single((await Admin.SearchAsync("Leads", string.Create(CultureInfo.InvariantCulture, $"(Last_Name:starts_with:Lead {row:00000})"))).Ids);
        }
    }

    private Task<LoadExit> LoadAsync(string words, IRecordStore? store = null) => _folder.LoadAsync(server.Services, $"{words} --org {Org.Id}", store);

    private async Task<int> CountAsync() => (int)(await Admin.GetAsync("Leads/actions/count")).ShouldHaveStatus(200).Json!["count"]!;

    private static string LinesBut(string text, string start) => string.Concat(text.Split('\n').Where(line => !line.StartsWith(start, StringComparison.Ordinal) && line.Length > 0).Select(line => $"{line}\n"));

    private static string RefusedBy(CrmAnswer told) => $"row,code,api_name\n{string.Concat(told.Json!["data"]!.AsArray().Index()
        .Where(row => (string?)row.Item!["status"] == "error")
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Index + 1},{row.Item!["code"]},{row.Item["details"]!["api_name"]}\n")))}";

    // Whole records and their histories, but for ids.
    private static async Task<string> AllAsync(CrmClient client)
    {
        StringBuilder all = new();
        foreach (string id in (await client.GetAsync("Leads?fields=id&sort_by=id&sort_order=asc")).Ids)
        {
            all.AppendLine((await client.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).Text);
            all.AppendLine((await client.GetAsync($"Leads/{id}/__timeline")).ShouldHaveStatus(200).Text);
        }

        return LongNumber().Replace(all.ToString(), "#");
    }

    private static async Task<string> FoundAsync(CrmClient client, string search) =>
        (await client.GetAsync($"Leads/search?{search}&fields=Last_Name")) is { Status: 200 } found
            ? string.Join(',', found.Json!["data"]!.AsArray().Select(lead => (string?)lead!["Last_Name"]).Order(StringComparer.Ordinal))
            : string.Empty;

    [GeneratedRegex(@"\d{9,19}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex LongNumber();
}

public sealed class LoadOnSqlite(SqliteCrmServer server) : LoadTests<SqliteCrmServer>(server);

public sealed class LoadOnPostgres(PostgresCrmServer server) : LoadTests<PostgresCrmServer>(server);
