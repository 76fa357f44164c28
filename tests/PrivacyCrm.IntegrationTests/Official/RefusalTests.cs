using System.Text;
using System.Text.RegularExpressions;
using PrivacyCrm.IntegrationTests.Support;
using PrivacyCrm.IntegrationTests.Swagger;

namespace PrivacyCrm.IntegrationTests.Official;

/// <summary>What the original has and this server does not is refused as an address that does not exist; it is never an empty success.</summary>
public abstract partial class RefusalTests<TServer>(TServer server) : CrmTests(server, isShared: true), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmTheory]
    [InlineData("v2")]
    [InlineData("v8")]
    public async Task Every_operation_that_is_not_here_is_refused_in_the_flat_form(string version)
    {
        ApiContract contract = ApiContract.Of(server.Services);
        int refused = 0;
        foreach (OfficialOperation operation in OfficialOperation.All)
        {
            string path = Placeholder().Replace(operation.Path, match => match.Value.Contains("module", StringComparison.OrdinalIgnoreCase) ? "Leads" : "5725767000000000001");
            if (contract.Find(operation.Method, path) is not null)
            {
                continue;
            }

            using StringContent? body = operation.Method == HttpMethod.Get ? null : new StringContent("""{"data":[{}]}""", Encoding.UTF8, "application/json");
            CrmAnswer answer = await Admin.SendAsync(operation.Method, path.Replace("v8", version, StringComparison.Ordinal), body);

            _ = answer.Status == 404
                ? answer.ShouldBeRefused(404, "INVALID_URL_PATTERN", "{}", "Please check if the URL trying to access is a correct one")
                : answer.ShouldBeRefused(400, "INVALID_REQUEST_METHOD", "{}", "The http request method type is not a valid one");
            refused++;
        }

        Assert.InRange(refused, 1, OfficialOperation.All.Count);
    }

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Placeholder();
}

public sealed class RefusalsOnSqlite(SqliteCrmServer server) : RefusalTests<SqliteCrmServer>(server);

public sealed class RefusalsOnPostgres(PostgresCrmServer server) : RefusalTests<PostgresCrmServer>(server);
