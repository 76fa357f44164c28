using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract partial class LeakTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Zq7Kx9Wv3Tj5";
    private const int PieceLength = 6;

    private static readonly string[] Forms = FormsOf(Marker);

    private string _lead = null!;
    private string _contact = null!;
    private string _field = null!;
    private string _deleted = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _field = await Org.AddFieldAsync("Leads", """{"field_label":"Member No","data_type":"text","unique":{"case_sensitive":false}}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Topics","data_type":"multiselectpicklist","pick_list_values":[{"display_value":"One"}]}""");
        await Org.RestrictAsync("Leads", "Last_Name", "First_Name", "Email", "Phone", "Website", "Description", "Lead_Source", "Company", "Member_No", "Topics");
        await Org.RestrictAsync("Contacts", "Last_Name");
        string row = $$"""{"Last_Name":"{{Marker}}","First_Name":"{{Marker}}","Email":"{{Marker}}@example.com","Phone":"{{Marker}}","Website":"www.{{Marker}}.com","Description":"about {{Marker}} here","Lead_Source":"{{Marker}}","Company":"{{Marker}}","Member_No":"{{Marker}}","Topics":["{{Marker}}"],"City":"Openville"}""";
        List<string> ids = await Admin.CreateManyAsync("Leads", row, row.Replace($"\"Member_No\":\"{Marker}\",", string.Empty, StringComparison.Ordinal));
        (_lead, _deleted) = (ids[0], ids[1]);
        _contact = await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}"}""");
        await Admin.CreateAsync("Deals", $$"""{"Deal_Name":"Open deal","Stage":"Qualification","Contact_Name":"{{_contact}}"}""");
        (await Admin.DeleteAsync($"Leads/{_deleted}")).ShouldHaveStatus(200);
        (await Admin.DeleteAsync($"Contacts/{await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}"}""")}")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task No_endpoint_tells_a_restricted_value()
    {
        JsonObject paths = (await server.Anonymous.GetAsync("/swagger/v8/swagger.json")).ShouldHaveStatus(200).Json!["paths"]!.AsObject();
        List<(string Path, string Method)> operations = [.. paths.SelectMany(path => path.Value!.AsObject().Select(one => (path.Key, one.Key.ToUpperInvariant()))).Where(one => one.Item2 is "GET" or "POST" or "PUT" or "PATCH" or "DELETE")];
        Assert.True(operations.Count > 20);
        int found = 0;

        foreach ((string path, string method) in operations.OrderBy(one => one.Method switch { "GET" => 0, "DELETE" => 2, _ => 1 }))
        {
            foreach (CrmClient client in new[] { User, Admin })
            {
                foreach (string module in new[] { "Leads", "Deals", "Contacts" })
                {
                    foreach (string query in method == "GET" ? Queries : ["module=Leads"])
                    {
                        CrmAnswer answer = await client.SendAsync(new HttpMethod(method), $"{Fill(path, module)}?{query}", method is "GET" or "DELETE" ? null : BodyOf(path));
                        ShouldTellNothing(answer);
                        found += answer.Status == 200 ? 1 : 0;
                    }
                }
            }
        }

        Assert.True(found > 50, $"Only {found} requests found anything.");
        ShouldTellNothing(await Admin.GetAsync("Leads/deleted?type=all"));
        ShouldTellNothing(await Admin.GetAsync("Contacts/deleted?type=all"));
    }

    [CrmTheory]
    [InlineData("Leads/search?criteria=(Email:equals:{0})")]
    [InlineData("Leads/search?criteria=(City:equals:{0})")]
    [InlineData("Leads/search?email={0}")]
    [InlineData("Leads/search?phone={0}")]
    [InlineData("Leads/search?word={0}")]
    [InlineData("Leads/search?criteria=(No_of_Employees:equals:{0})")]
    [InlineData("Leads/actions/count?word={0}")]
    [InlineData("Leads/{0}")]
    [InlineData("{0}")]
    [InlineData("Leads?fields={0}")]
    [InlineData("Leads?fields=id&page_token={0}")]
    public async Task What_callers_ask_for_is_not_logged(string path)
    {
        await Admin.GetAsync(path.Replace("{0}", Marker, StringComparison.Ordinal));

        ShouldBeSilent(server.Log.Text, "log");
    }

    [CrmFact]
    public async Task Writes_and_their_refusals_do_not_echo_values()
    {
        string[] rows =
        [
            $$"""{"Last_Name":"{{Marker}}","Member_No":"{{Marker}}"}""", $$"""{"Last_Name":"x","No_of_Employees":"{{Marker}}"}""", $$"""{"Last_Name":"x","Email":"{{Marker}}"}""",
            $$"""{"Last_Name":"{{string.Concat(Enumerable.Repeat(Marker, 20))}}"}""", $$"""{"Last_Name":"x","Owner":"{{Marker}}"}""", $$$"""{"Last_Name":"x","Owner":{"id":"{{{Marker}}}"}}""",
            $$$"""{"Last_Name":"x","Data_Processing_Basis_Details":{"Data_Processing_Basis":"{{{Marker}}}"}}""", $$$"""{"Last_Name":"x","Data_Processing_Basis_Details":{"Consent_Date":"{{{Marker}}}"}}""",
            $$"""{"id":"{{_lead}}","Company":"{{Marker}}","Member_No":"{{Marker}}"}""", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com"}""",
        ];
        foreach (string row in rows)
        {
            foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Post, "Leads"), (HttpMethod.Put, "Leads"), (HttpMethod.Post, "Leads/upsert"), (HttpMethod.Put, $"Leads/{_lead}") })
            {
                ShouldTellNothing(await User.SendAsync(method, path, $$"""{"data":[{{row}}]}"""));
            }
        }

        ShouldTellNothing(await Admin.PostAsync("Leads", $$"""{"data":[{"Last_Name":"{{Marker}}"""));
        ShouldTellNothing(await Admin.PostAsync("Leads", $$"""{"data":[{"{{Marker}}":"a","{{Marker}}":"b"}]}"""));
    }

    private static string[] Queries =>
    [
        "fields=id", "module=Leads&fields=Last_Name,First_Name,Full_Name,Email,Phone,Website,Description,Lead_Source,Company,Member_No,Topics,Contact_Name,Deal_Name,City&include=private_fields",
        "fields=Full_Name,Company&word=Openville", "word=Open", "criteria=(City:equals:Openville)", "criteria=(Stage:equals:Qualification)", "type=all&module=Contacts",
        "fields=id&sort_by=Created_Time", "fields=Last_Name,Full_Name,Contact_Name&page=1&per_page=1", "criteria=(Full_Name:starts_with:Z)", "criteria=(Contact_Name:equals:Z)", "criteria=(City:equals:Openville)&sort_by=Email",
    ];

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    private static string[] FormsOf(string marker)
    {
        List<string> forms = [];
        for (int start = 0; start + PieceLength <= marker.Length; start++)
        {
            string piece = marker.Substring(start, PieceLength);
            forms.AddRange([piece, new string([.. piece.Reverse()]), Convert.ToHexString(Encoding.UTF8.GetBytes(piece))]);
        }

        for (int skipped = 0; skipped < 3; skipped++)
        {
            forms.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(marker[skipped..(skipped + 9)])));
        }

        return [.. forms];
    }

    private static void ShouldTellNothing(CrmAnswer answer) => ShouldBeSilent($"{answer.Headers}\n{answer.Text}", answer.Request);

    private static void ShouldBeSilent(string text, string where)
    {
        string? told = Forms.FirstOrDefault(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));
        Assert.True(told is null, $"{where} tells {told}:\n{text[..Math.Min(text.Length, 3_000)]}");
    }

    private static string? BodyOf(string path) => path switch
    {
        _ when path.Contains("preferences", StringComparison.Ordinal) => "{}",
        _ when path.Contains("settings/fields", StringComparison.Ordinal) => """{"fields":[{"tooltip":{"name":"static_text","value":"x"}}]}""",
        _ when path.Contains("settings/modules", StringComparison.Ordinal) => """{"modules":[{}]}""",
        _ when path.Contains("actions", StringComparison.Ordinal) => null,
        _ => """{"data":[{"City":"Openville"}]}""",
    };

    private string Fill(string path, string module) => Parameter().Replace(path, match => match.Groups[1].Value switch
    {
        "version" => "v8",
        "module" => module,
        "name" => module,
        "organizationId" => Org.Id,
        "collection" => "commands",
        _ when path.Contains("settings/fields", StringComparison.Ordinal) => _field,
        _ => module == "Contacts" ? _contact : _lead,
    });
}

public sealed class LeaksOnSqlite(SqliteCrmServer server) : LeakTests<SqliteCrmServer>(server);

public sealed class LeaksOnPostgres(PostgresCrmServer server) : LeakTests<PostgresCrmServer>(server);
