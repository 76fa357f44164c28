using PrivacyCrm.IntegrationTests.Support;
using System.Diagnostics;

namespace PrivacyCrm.IntegrationTests.Http;

public abstract class SmokeTests<TServer>(TServer server, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Times()
    {
        var w = Stopwatch.StartNew();
        await server.ResetAsync();
        output.WriteLine($"reset {w.ElapsedMilliseconds}");
        for (int i = 0; i < 5; i++) { w.Restart(); var o = await server.NewOrganizationAsync(); output.WriteLine($"org {w.ElapsedMilliseconds}"); await o.RestrictAsync("Leads", "Email"); output.WriteLine($"restr {w.ElapsedMilliseconds}"); }
        output.WriteLine((await server.Admin.GetAsync("Leads?fields=Last_Name,Email&per_page=2&include=private_fields")).ToString());
    }
}

public sealed class SmokeOnSqlite(SqliteCrmServer server, Xunit.Abstractions.ITestOutputHelper output) : SmokeTests<SqliteCrmServer>(server, output);
public sealed class SmokeOnPostgres(PostgresCrmServer server, Xunit.Abstractions.ITestOutputHelper output) : SmokeTests<PostgresCrmServer>(server, output);
