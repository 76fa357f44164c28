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

        // What comes before changes settings, so it has an organization of its own.
        JsonArray before = example["before"]?.AsArray() ?? [];
        TestOrganization organization = before.Count == 0 ? Org : await server.NewOrganizationAsync();
        ExampleValues values = await ExampleValues.OfAsync(organization);
        foreach (JsonNode? request in before)
        {
            (await SendAsync(request!, organization, values)).ShouldHaveStatus(200);
        }

        CrmAnswer answer = await SendAsync(example, organization, values);

        if (example["shape"] is { } shape)
        {
            string? difference = ExampleShape.Difference(shape, answer.ShouldHaveStatus((int)example["status"]!).Json);
            Assert.True(difference is null, $"{difference}\n{answer}");
        }
        else
        {
            answer.ShouldBe((int)example["status"]!, await values.FillAsync(example["answer"]!.ToJsonString()));
        }
    }

    private async Task<CrmAnswer> SendAsync(JsonNode request, TestOrganization organization, ExampleValues values)
    {
        CrmClient client = (string?)request["as"] switch
        {
            "nobody" => server.Anonymous,
            "stranger" => server.Client("1000.x"),
            "reader" => organization.ReadOnly,
            "settings" => await organization.ClientOfAsync(organization.AdminId, "ZohoCRM.settings.ALL"),
            "user" => organization.User,
            _ => organization.Admin,
        };
        (string, string)[] headers = request["headers"] is JsonObject sent ? [.. sent.Select(pair => (pair.Key, (string)pair.Value!))] : [];
        string? body = request["body"] is { } json ? await values.FillAsync(json.ToJsonString()) : null;
        return await client.SendAsync(new HttpMethod((string)request["method"]!), await values.FillAsync((string)request["path"]!), body, headers);
    }
}

public sealed class OfficialExamplesOnSqlite(SqliteCrmServer server) : OfficialExampleTests<SqliteCrmServer>(server);

public sealed class OfficialExamplesOnPostgres(PostgresCrmServer server) : OfficialExampleTests<PostgresCrmServer>(server);
