using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Clock;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Clock;

/// <summary>The server's own clock, which these tests move through its API.</summary>
public sealed class ClockTests(ClockTests.MovableServer server) : IClassFixture<ClockTests.MovableServer>
{
    [Fact]
    public async Task Time_that_was_set_goes_on_and_everything_follows_it()
    {
        (await server.Anonymous.PutAsync("/_privacycrm/clock", """{"now":"2031-05-06T07:08:09+01:00"}""")).ShouldHaveStatus(200);
        TestOrganization organization = await server.NewOrganizationAsync();

        string id = await organization.Admin.CreateAsync("Leads", """{"Last_Name":"Later"}""");

        CrmAnswer lead = (await organization.Admin.GetAsync($"Leads/{id}")).ShouldHaveStatus(200);
        AssertNear("2031-05-06T06:08:09Z", (string)lead.First["Created_Time"]!);
        AssertNear("2031-05-06T06:08:09Z", (string)(await server.Anonymous.GetAsync("/_privacycrm/clock")).ShouldHaveStatus(200).Json!["now"]!);
    }

    [Fact]
    public async Task Access_token_ends_when_its_hour_is_over_on_this_clock()
    {
        await server.Anonymous.PutAsync("/_privacycrm/clock", """{"now":"2030-01-01T00:00:00Z"}""");
        TestOrganization organization = await server.NewOrganizationAsync();
        await server.Anonymous.PostAsync("/_privacycrm/clock/advance", """{"minutes":58}""");
        (await organization.Admin.GetAsync("org")).ShouldHaveStatus(200);

        (await server.Anonymous.PostAsync("/_privacycrm/clock/advance", """{"minutes":1,"seconds":61}""")).ShouldHaveStatus(200);

        (await organization.Admin.GetAsync("org")).ShouldBeRefused(401, "INVALID_TOKEN", "{}", "invalid oauth token");
    }

    [Fact]
    public async Task Clock_goes_back_and_tells_how_far_it_is_from_the_real_time()
    {
        await server.Anonymous.PutAsync("/_privacycrm/clock", """{"now":"2030-01-01T00:00:00Z"}""");
        long ahead = (long)(await server.Anonymous.GetAsync("/_privacycrm/clock")).Json!["ahead_by_seconds"]!;

        CrmAnswer back = (await server.Anonymous.PostAsync("/_privacycrm/clock/advance", """{"days":-1,"hours":1}""")).ShouldHaveStatus(200);

        AssertNear("2029-12-31T01:00:00Z", (string)back.Json!["now"]!);
        Assert.Equal(ahead - (23 * 3600), (long)back.Json["ahead_by_seconds"]!);
    }

    [Theory]
    [InlineData("Via", "1.1 privacycrm")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public async Task Door_is_closed_to_those_who_come_through_another_server(string header, string value) =>
        (await server.Anonymous.PutAsync("/_privacycrm/clock", """{"now":"2030-01-01T00:00:00Z"}""", (header, value))).ShouldBeRefused(404, "INVALID_URL_PATTERN", "{}", "Please check if the URL trying to access is a correct one");

    [Theory]
    [InlineData("PUT", "", """{"now":"2019-12-31T23:59:59Z"}""")]
    [InlineData("PUT", "", """{"now":"9999-12-31T23:59:59Z"}""")]
    [InlineData("PUT", "", """{"now":5}""")]
    [InlineData("PUT", "", "{}")]
    [InlineData("PUT", "", "[]")]
    [InlineData("POST", "/advance", """{"days":2147483647,"seconds":2147483647}""")]
    [InlineData("POST", "/advance", """{"days":60.5}""")]
    [InlineData("POST", "/advance", """{"days":36500}""")]
    [InlineData("POST", "/advance", "[]")]
    [InlineData("POST", "/advance", "")]
    public async Task Time_that_no_clock_shows_is_refused_and_changes_nothing(string method, string path, string body)
    {
        await server.Anonymous.PutAsync("/_privacycrm/clock", """{"now":"2030-01-01T00:00:00Z"}""");

        (await server.Anonymous.SendAsync(new HttpMethod(method), $"/_privacycrm/clock{path}", body)).ShouldHaveStatus(400);

        AssertNear("2030-01-01T00:00:00Z", (string)(await server.Anonymous.GetAsync("/_privacycrm/clock")).Json!["now"]!);
    }

    [Fact]
    public async Task Clock_that_the_configuration_does_not_open_does_not_exist()
    {
        await using WebApplicationFactory<Program> closed = server.WithWebHostBuilder(builder => builder.UseSetting("PrivacyCrm:TestClock", "false"));
        CrmClient client = server.Anonymous with { Http = closed.CreateClient() };

        (await client.GetAsync("/_privacycrm/clock")).ShouldHaveStatus(404);
        (await client.PutAsync("/_privacycrm/clock", """{"now":"2031-01-01T00:00:00Z"}""")).ShouldHaveStatus(404);
        (await client.PostAsync("/_privacycrm/clock/advance", """{"days":60}""")).ShouldHaveStatus(404);
    }

    [Fact]
    public void Server_in_Production_does_not_start_with_it()
    {
        using WebApplicationFactory<Program> production = new WebApplicationFactory<Program>().WithWebHostBuilder(
            builder => builder.UseEnvironment("Production").UseSetting("PrivacyCrm:TestClock", "true"));

        Assert.Contains("PrivacyCrm:TestClock", Assert.Throws<InvalidOperationException>(production.CreateClient).Message, StringComparison.Ordinal);
    }

    private static void AssertNear(string expected, string found)
    {
        TimeSpan apart = DateTimeOffset.Parse(found, CultureInfo.InvariantCulture) - DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);
        Assert.InRange(apart, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(2));
    }

    public sealed class MovableServer : SqliteCrmServer
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ServerClock>()));
        }
    }
}
