using System.Text.Json.Nodes;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Official;

public abstract class OfficialExampleTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmTheory]
    [MemberData(nameof(OfficialExamples.Names), MemberType = typeof(OfficialExamples))]
    public async Task Answer_has_the_status_codes_messages_and_keys_of_the_official_example(string name)
    {
        JsonNode example = OfficialExamples.Find(name);
        string unique = Guid.NewGuid().ToString("N")[..12];
        string lead = await Admin.CreateAsync("Leads", $$"""{"Last_Name":"Doe","Company":"Northwind","Email":"{{unique}}@example.com"}""");
        string other = await Admin.CreateAsync("Leads", """{"Last_Name":"Roe"}""");
        string Fill(string text) => text.Replace("~lead~", lead, StringComparison.Ordinal).Replace("~other~", other, StringComparison.Ordinal).Replace("~unique~", unique, StringComparison.Ordinal);
        CrmClient client = (string?)example["as"] switch { "nobody" => server.Anonymous, "stranger" => server.Client("1000.x"), "reader" => ReadOnly, "user" => User, _ => Admin };
        (string, string)[] headers = example["headers"] is JsonObject sent ? [.. sent.Select(pair => (pair.Key, (string)pair.Value!))] : [];

        CrmAnswer answer = await client.SendAsync(new HttpMethod((string)example["method"]!), Fill((string)example["path"]!), example["body"] is { } body ? Fill(body.ToJsonString()) : null, headers);

        answer.ShouldBe((int)example["status"]!, Fill(example["answer"]!.ToJsonString()));
    }
}

public sealed class OfficialExamplesOnSqlite(SqliteCrmServer server) : OfficialExampleTests<SqliteCrmServer>(server);

public sealed class OfficialExamplesOnPostgres(PostgresCrmServer server) : OfficialExampleTests<PostgresCrmServer>(server);
