using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Store;

public abstract class RestartTests<TServer>(TServer server) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    [CrmFact]
    public async Task Restart_keeps_records_settings_and_tokens()
    {
        await Org.RestrictAsync("Leads", "Email");
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Kept","Email":"kept@example.com","Data_Processing_Basis_Details":{"Data_Processing_Basis":"Contract"}}""");
        string before = (await Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).Text;

        await using WebApplicationFactory<Program> again = Start("Development");
        CrmClient client = Admin with { Http = again.CreateClient() };

        Assert.Equal(before, (await client.GetAsync($"Leads/{id}")).ShouldHaveStatus(200).Text);
        Assert.Equal([id], (await client.GetAsync("Leads/search?word=Kept")).Ids);
        Assert.Equal((await Admin.GetAsync("privacy/preferences")).Text, (await client.GetAsync("privacy/preferences")).Text);
        Assert.Equal((await Admin.GetAsync("settings/fields?module=Leads")).Text, (await client.GetAsync("settings/fields?module=Leads")).Text);
        string next = await client.CreateAsync("Leads", """{"Last_Name":"After"}""");
        Assert.NotEqual(id, next);
        Assert.Equal(100, (await server.Admin.GetAsync("Leads/actions/count")).Json!["count"]!.GetValue<int>());
    }

    [CrmFact]
    public async Task Change_of_one_server_is_seen_by_another_within_a_second()
    {
        string id = await Admin.CreateAsync("Leads", """{"Last_Name":"Two servers","Email":"kept@example.com"}""");
        await using WebApplicationFactory<Program> other = Start("Development");
        CrmClient client = Admin with { Http = other.CreateClient() };
        Assert.Equal("kept@example.com", (string?)(await client.GetAsync($"Leads/{id}")).First["Email"]);

        await Org.RestrictAsync("Leads", "Email");
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null((await client.GetAsync($"Leads/{id}")).First["Email"]);
        (await server.Anonymous.PostAsync($"/oauth/v2/token/revoke?token={Admin.Token}")).ShouldHaveStatus(200);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await client.GetAsync($"Leads/{id}")).ShouldHaveStatus(401);
    }

    [CrmFact]
    public async Task Demo_of_a_store_from_before_consents_gets_them_once_and_keeps_what_it_has()
    {
        string records = (await server.Admin.GetAsync("Leads?fields=Last_Name")).ShouldHaveStatus(200).Text;
        await using (DbConnection connection = DatabaseText.Open(server.ConnectionString))
        {
            await connection.OpenAsync();
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = string.Concat(
                ((string[])["components", "extensions", "teams", "consent_requests", "consent_grants", "consent_events"]).Select(table => $"DELETE FROM {table};"));
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        }

        Assert.Empty((await server.Admin.GetAsync("/api/v3/commands")).ShouldHaveStatus(200).Json!["data"]!.AsArray());
        await using WebApplicationFactory<Program> again = Start("Development");
        CrmClient admin = server.Admin with { Http = again.CreateClient() };
        string made = (string)Assert.Single((await admin.GetAsync("/api/v3/commands")).ShouldHaveStatus(200).Json!["data"]!.AsArray())!["id"]!;
        Assert.Single((await (server.User with { Http = admin.Http }).GetAsync("/api/v3/consentrequests?state=pending")).ShouldHaveStatus(200).Json!["data"]!.AsArray());
        Assert.Equal(records, (await admin.GetAsync("Leads?fields=Last_Name")).Text);

        (await admin.DeleteAsync($"/api/v3/commands/{made}")).ShouldBeEmpty(204);
        await using WebApplicationFactory<Program> third = Start("Development");

        Assert.Empty((await (admin with { Http = third.CreateClient() }).GetAsync("/api/v3/commands")).ShouldHaveStatus(200).Json!["data"]!.AsArray());
    }

    [CrmFact]
    public async Task Tokens_of_a_deactivated_user_are_refused()
    {
        await using (DbConnection connection = DatabaseText.Open(server.ConnectionString))
        {
            await connection.OpenAsync();
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE users SET definition = replace(definition, '}', ',\"IsActive\":false}') WHERE email = 'uma@company.example.com'";
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        }

        await using WebApplicationFactory<Program> again = Start("Development");

        (await (User with { Http = again.CreateClient() }).GetAsync("org")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
        (await (Admin with { Http = again.CreateClient() }).GetAsync("org")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Production_has_no_demo_door_and_no_documentation()
    {
        await using WebApplicationFactory<Program> production = Start("Production");
        CrmClient client = server.Anonymous with { Http = production.CreateClient() };

        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Get, "/_privacycrm/demo"), (HttpMethod.Post, "/_privacycrm/reset"), (HttpMethod.Get, "/swagger/v8/swagger.json"), (HttpMethod.Get, "/swagger/index.html") })
        {
            (await client.SendAsync(method, path, (HttpContent?)null)).ShouldBeRefused(404, "INVALID_URL_PATTERN", "{}", "Please check if the URL trying to access is a correct one");
        }

        (await client.GetAsync("/health/live")).ShouldBe(200, """{"status":"ok"}""");
        (await client.GetAsync("/health/ready")).ShouldBe(200, """{"status":"ok"}""");
        (await (Admin with { Http = production.CreateClient() }).GetAsync("org")).ShouldHaveStatus(200);
    }

    [CrmFact]
    public async Task Without_a_long_bootstrap_secret_there_is_no_provisioning()
    {
        foreach (string secret in new[] { string.Empty, "short" })
        {
            await using WebApplicationFactory<Program> closed = Start("Production", secret);
            CrmClient client = server.Anonymous with { Http = closed.CreateClient(), Scheme = "Bearer", Token = secret };

            (await client.PostAsync("/_privacycrm/admin/organizations", "{}")).ShouldBeRefused(
                404, "INVALID_URL_PATTERN", "{}", "Please check if the URL trying to access is a correct one");
        }
    }

    private WebApplicationFactory<Program> Start(string environment, string? secret = null) => server.StartAnother(builder =>
    {
        builder.UseEnvironment(environment);
        builder.UseSetting("PrivacyCrm:BootstrapSecret", secret ?? CrmServer.BootstrapSecret);
        builder.UseSetting("PrivacyCrm:TestClock", environment == "Production" ? "false" : "true");
    });
}

public sealed class RestartOnSqlite(SqliteCrmServer server) : RestartTests<SqliteCrmServer>(server);

public sealed class RestartOnPostgres(PostgresCrmServer server) : RestartTests<PostgresCrmServer>(server);
