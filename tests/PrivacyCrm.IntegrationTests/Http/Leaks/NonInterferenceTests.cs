using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Http.Coql;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Leaks;

public abstract class NonInterferenceTests<TServer>(TServer server) : IClassFixture<TServer>, IAsyncLifetime
    where TServer : CrmServer, new()
{
    private static readonly string[] Reads =
    [
        "Leads?fields=Last_Name,Email,Phone,Company,Modified_Time&include=private_fields", "/crm/v2/Leads?per_page=50", "Leads?fields=Email&sort_by=Modified_Time&sort_order=asc&per_page=30",
        "Leads/search?word=example", "Leads/search?word=aaaa", "Leads/search?word=Berlin", "Leads/search?email=aaaa", "Leads/search?email=example", "Leads/search?phone=555",
        "Leads/search?criteria=(Email:equals:aaaa)", "Leads/search?criteria=((City:equals:Berlin)or(Email:starts_with:a))", "Leads/search?criteria=(City:equals:Berlin)&sort_by=Email",
        "Leads/search?criteria=(City:equals:Berlin)&sort_by=Company&include=private_fields", "Leads/search?criteria=(Last_Name:in:Abel,Brandt)", "Leads/actions/count", "Leads/actions/count?word=aaaa",
        "Leads/actions/count?email=aaaa", "Leads/actions/count?criteria=(Email:equals:${EMPTY})", "Leads/actions/count?criteria=(City:starts_with:B)", "Leads?fields=id&sort_by=Email",
        "settings/fields?module=Leads", "settings/modules/Leads", "settings/custom_views?module=Leads", "settings/layouts?module=Leads", "settings/related_lists?module=Accounts",
        "Leads?fields=Last_Name,Email&cvid=5725767000001600001&per_page=30", "Leads?fields=Email,Company&cvid=5725767000001600004", "Leads?fields=id&cvid=5725767000001600010", "Leads/actions/count?cvid=5725767000001600004", "org", "privacy/preferences", "Leads/deleted?type=all", "Leads?fields=Email&page=2&per_page=40",
    ];

    private static readonly string[] Queries =
    [
        "select Last_Name, Email, City from Leads where id is not null", "select Email as 'a', City from Leads where City = 'Berlin' order by Company desc limit 5 offset 2",
        "select City from Leads where Email = 'aaaa1@example.com'", "select City from Leads where Email is null or City = 'Berlin'", "select City from Leads where Email like '%example%'",
        "select City from Leads where (Last_Name = 'Abel' and Email not like '%aaaa%')", "select City from Leads where id is not null order by Email", "select Email as e from Leads where id is not null order by e desc",
        "select City, COUNT(id), SUM(Annual_Revenue) from Leads where id is not null group by City", "select COUNT(Email) from Leads where id is not null", "select MIN(Email) from Leads where City = 'Berlin'",
        "select Email, COUNT(id) from Leads where id is not null group by Email", "select City from Leads where id is not null group by City, Email", "select City, COUNT(id) from Leads where id is not null group by City order by Email",
        "select Contact_Name.Email, Contact_Name from Deals where id is not null", "select id from Deals where Contact_Name.Email is not null", "select id from Deals where id is not null order by Contact_Name.Last_Name",
        "select Owner.email, Data_Processing_Basis_Details.Data_Processing_Basis from Leads where Data_Processing_Basis_Details.Contact_Through_Email = true",
    ];

    private readonly TServer _other = new();

    public Task InitializeAsync() => _other.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)_other).DisposeAsync();

    [CrmFact]
    public async Task Servers_that_differ_only_in_closed_values_answer_with_the_same_bytes()
    {
        List<string> ids = (await server.Admin.GetAsync("Leads?fields=id")).ShouldHaveStatus(200).Ids;
        Assert.Equal(ids, (await _other.Admin.GetAsync("Leads?fields=id")).Ids);
        await FillAsync(server, ids, number => $$"""{"Email":"aaaa{{number}}@example.com"}""");
        await FillAsync(_other, ids, number => number % 3 == 0 ? """{"Email":null}""" : $$"""{"Email":"zz{{100 - number}}.other@sub.example.org"}""");

        List<string> single = [.. ids.Take(5).Select(id => $"Leads/{id}?include=private_fields")];
        foreach (string path in Reads.Concat(single))
        {
            foreach (Func<CrmServer, CrmClient> caller in new Func<CrmServer, CrmClient>[] { one => one.Admin, one => one.User, one => one.ReadOnly })
            {
                CrmAnswer left = await caller(server).GetAsync(path);
                CrmAnswer right = await caller(_other).GetAsync(path);
                Assert.True(left.Status == right.Status && left.Text == right.Text && left.Headers == right.Headers, $"{left}\n{right}\n{left.Headers}\n{right.Headers}");
            }
        }

        Assert.NotEqual(await DatabaseText.ReadAsync(server.ConnectionString), await DatabaseText.ReadAsync(_other.ConnectionString));
    }

    [CrmFact]
    public async Task Queries_of_servers_that_differ_only_in_closed_values_are_answered_with_the_same_bytes()
    {
        List<string> ids = (await server.Admin.GetAsync("Leads?fields=id")).ShouldHaveStatus(200).Ids;
        await FillAsync(server, ids, number => $$"""{"Email":"aaaa{{number}}@example.com"}""");
        await FillAsync(_other, ids, number => number % 3 == 0 ? """{"Email":null}""" : $$"""{"Email":"zz{{100 - number}}.other@sub.example.org"}""");

        foreach (string query in Queries)
        {
            CrmAnswer left = await server.User.AskAsync(query);
            CrmAnswer right = await _other.User.AskAsync(query);
            Assert.True(left.Status == right.Status && left.Text == right.Text && left.Headers == right.Headers, $"{query}\n{left}\n{right}\n{left.Headers}\n{right.Headers}");
        }
    }

    private static async Task FillAsync(CrmServer one, List<string> ids, Func<int, string> change)
    {
        IEnumerable<string> rows = ids.Take(100).Select((id, index) =>
        {
            JsonObject row = JsonNode.Parse(change(index))!.AsObject();
            row["id"] = id;
            return row.ToJsonString();
        });
        (await one.Admin.PutAsync("Leads", $$"""{"data":[{{string.Join(',', rows)}}]}""")).ShouldHaveStatus(200);
    }
}

public sealed class NonInterferenceOnSqlite(SqliteCrmServer server) : NonInterferenceTests<SqliteCrmServer>(server);

public sealed class NonInterferenceOnPostgres(PostgresCrmServer server) : NonInterferenceTests<PostgresCrmServer>(server);
