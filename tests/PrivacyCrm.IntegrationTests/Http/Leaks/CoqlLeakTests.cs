using System.Text;
using PrivacyCrm.IntegrationTests.Http.Coql;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

/// <summary>No query tells a restricted value: not by showing it, nor by who is found, in which order, in which group or how many.</summary>
public abstract class CoqlLeakTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Zq7Kx9Wv3Tj5";

    private static readonly string[] Closed =
    [
        "Last_Name", "First_Name", "Full_Name", "Email", "Phone", "Description", "Annual_Revenue", "Lead_Source", "Partner.Last_Name", "Partner.Full_Name", "Partner.Email",
        "Partner.Reporting_To.Email", "Secret", "Secret.Account_Name", "Secret.Parent_Account.Account_Name", "!Leads.Email",
    ];

    private static readonly string[] Tests =
        ["= 'x'", "!= 'x'", "> '5'", "<= 5", "between 'a' and 'z'", "not between 1 and 2", "like 'Z%'", "like '%5'", "not like '%q7%'", "in ('x')", "not in ('x', 'y')", "is null", "is not null", "= '${EMPTY}'", "= true", "= null"];

    private string _contact = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Org.AddFieldAsync("Leads", """{"field_label":"Partner","data_type":"lookup","lookup":{"module":{"api_name":"Contacts"}}}""");
        await Org.AddFieldAsync("Leads", """{"field_label":"Secret","data_type":"lookup","lookup":{"module":{"api_name":"Accounts"}}}""");
        await Org.RestrictAsync("Leads", "Last_Name", "First_Name", "Email", "Phone", "Description", "Annual_Revenue", "Lead_Source", "Secret");
        await Org.RestrictAsync("Contacts", "Last_Name", "Email");
        string account = await Admin.CreateAsync("Accounts", $$"""{"Account_Name":"{{Marker}}"}""");
        string boss = await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com"}""");
        _contact = await Admin.CreateAsync("Contacts", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com","Mailing_City":"Rome","Reporting_To":"{{boss}}"}""");
        await Admin.CreateAsync(
            "Leads",
            $$"""{"Last_Name":"{{Marker}}","First_Name":"{{Marker}}","Email":"{{Marker}}@example.com","Phone":"{{Marker}}","Description":"{{Marker}}","Lead_Source":"{{Marker}}","Annual_Revenue":731905,"City":"Openville","Partner":"{{_contact}}","Secret":"{{account}}"}""");
    }

    [CrmFact]
    public async Task Closed_columns_are_null_where_they_are_selected()
    {
        foreach (CrmClient client in new[] { Admin, User })
        {
            foreach (string alias in new[] { string.Empty, " as 'alias'" })
            {
                foreach (string column in Closed)
                {
                    CrmAnswer answer = (await client.AskAsync($"select {column}{alias} from Leads where City = 'Openville'")).ShouldHaveStatus(200);

                    ShouldTellNothing(answer);
                    Assert.Null(answer.First.First().Value);
                }
            }
        }

        CrmAnswer open = await Admin.AskAsync("select Partner, Partner.Mailing_City, Partner.Reporting_To from Leads where City = 'Openville' order by City");
        ShouldTellNothing(open);
        Assert.Equal(("Rome", _contact, null), ((string?)open.First["Partner.Mailing_City"], (string?)open.First["Partner"]!["id"], (string?)open.First["Partner"]!["name"]));
    }

    [CrmFact]
    public async Task Closed_columns_are_refused_where_their_value_would_decide()
    {
        foreach (string column in Closed)
        {
            List<string> queries = [.. Tests.Select(test => $"select City from Leads where {column} {test}")];
            queries.AddRange(Tests.Select(test => $"select City from Leads where (City = 'Nowhere' and ({column} {test} or id is null)) limit 0"));
            queries.AddRange(
            [
                $"select City from Leads where id is not null order by {column}", $"select City from Leads where id is not null order by City, {column} desc",
                $"select {column} as a from Leads where id is not null order by a", $"select {column} from Leads where id is not null group by {column}",
                $"select COUNT(id) from Leads where id is not null group by City, {column}", $"select City from Leads where id is null group by City order by {column}",
            ]);
            queries.AddRange(new[] { "SUM", "MIN", "MAX", "AVG", "COUNT", "nothing" }.SelectMany(function => new[]
            {
                $"select {function}({column}) from Leads where id is not null", $"select '{function}({column})' as 'x', City from Leads where id is not null group by City",
            }));
            foreach (string query in queries)
            {
                CrmAnswer answer = await User.AskAsync(query);
                string apiName = column.StartsWith("Secret.", StringComparison.Ordinal) ? "Secret" : column[(column.LastIndexOf('.') + 1)..];
                answer.ShouldBeRefused(400, "INVALID_QUERY", $$"""{"reason":"Cannot use the restricted field.","column_name":"{{column}}","api_name":"{{apiName}}"}""", "Invalid query formed");
            }
        }
    }

    [CrmFact]
    public async Task Lookup_whose_name_is_closed_is_refused_and_may_be_stepped_over()
    {
        (await Admin.AskAsync($"select City from Leads where Partner = '{_contact}'")).ShouldBeRefused(
            400, "INVALID_QUERY", """{"reason":"Cannot use the restricted field.","column_name":"Partner","api_name":"Partner"}""", "Invalid query formed");
        (await Admin.AskAsync("select City from Leads where id is not null order by Partner")).ShouldHaveStatus(400);
        (await Admin.AskAsync("select City from Leads where Partner.Mailing_City = 'Rome' order by Partner.Mailing_City")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Queries_are_not_logged()
    {
        await Admin.AskAsync($"select City from Leads where City = '{Marker}'");
        await Admin.AskAsync($"select City from Leads where No_of_Employees = '{Marker}'");
        await Admin.AskAsync($"select {Marker} from {Marker} where {Marker} = '{Marker}");

        Assert.DoesNotContain(Marker, server.Log.Text, StringComparison.Ordinal);
    }

    private static void ShouldTellNothing(CrmAnswer answer)
    {
        string text = $"{answer.Headers}\n{answer.Text}";
        foreach (string form in new[] { Marker, Marker.ToLowerInvariant(), Marker[..6], Convert.ToBase64String(Encoding.UTF8.GetBytes(Marker)), "731905" })
        {
            Assert.True(!text.Contains(form, StringComparison.OrdinalIgnoreCase), $"{answer.Request} tells {form}:\n{text}");
        }
    }
}

public sealed class CoqlLeaksOnSqlite(SqliteCrmServer server) : CoqlLeakTests<SqliteCrmServer>(server);

public sealed class CoqlLeaksOnPostgres(PostgresCrmServer server) : CoqlLeakTests<PostgresCrmServer>(server);
