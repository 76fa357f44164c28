using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PrivacyCrm.IntegrationTests.Loading;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Telemetry;

public abstract partial class ExportTests<TServer>(TServer server, string database) : CrmTests(server), IClassFixture<TServer>
    where TServer : CrmServer
{
    private const string Marker = "Vq5Hd8Tn3Jw7";

    [CrmFact]
    public async Task Everything_is_counted_and_nothing_that_was_sent_or_stored_is_exported()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using WebApplicationFactory<Program> measured = Start(receiver.Address);
        CrmClient admin = Admin with { Http = measured.CreateClient(), Contract = null };

        string[] ids = await WorkAsync(admin, measured.Services);
        Assert.True(measured.Services.GetRequiredService<MeterProvider>().ForceFlush());
        Assert.True(measured.Services.GetRequiredService<TracerProvider>().ForceFlush());

        string exported = receiver.Text;
        string[] promised =
        [
            "/v1/metrics", "/v1/traces", "http.server.request.duration", "db.client.operation.duration", "privacycrm.cache.reads", "privacycrm.refusals", "privacycrm.jobs", "privacycrm.load.rows",
            "privacycrm.operation", "getRecord", "createRecords", "searchRecords", "INVALID_DATA", "MANDATORY_NOT_FOUND", "INVALID_TOKEN", "bulk_read", "job bulk_read", "completed", "load", "caller", "organization", "refused", database,
        ];
        Assert.All(promised, name => Assert.Contains(name, exported, StringComparison.Ordinal));
        Assert.All(
            [Marker, Org.Id, Org.Zgid, Org.AdminId, admin.Token!, "Adminson", "company.example.com", "/crm/v8/", "Username=", .. ids],
            value => Assert.DoesNotContain(value, exported, StringComparison.OrdinalIgnoreCase));
    }

    // Somebody asks for what the dashboard shows; what no code makes would stay empty.
    [CrmFact]
    public async Task Every_figure_of_the_dashboard_is_measured()
    {
        HashSet<string> measured = new(StringComparer.Ordinal);
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            string name = instrument.Name.Replace('.', '_');
            measured.UnionWith([name, $"{name}_total", $"{name}_seconds_bucket", $"{name}_seconds_count", $"{name}_seconds_sum", $"{name}_bytes"]);
        };
        await using WebApplicationFactory<Program> running = Start("http://127.0.0.1:9");
        (await (Admin with { Http = running.CreateClient() }).GetAsync("org")).ShouldHaveStatus(200);
        await using (Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1"))
        {
            listener.Start();
        }

        using JsonDocument dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Sources.Folder, "..", "..", "docs", "grafana", "privacycrm.json")));
        string[] named =
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .SelectMany(target => Metric().Matches(target.GetProperty("expr").GetString()!).Select(match => match.Value))
                .Distinct(StringComparer.Ordinal),
        ];

        Assert.True(named.Length >= 8);
        Assert.All(named, name => Assert.Contains(name, measured));
    }

    [CrmFact]
    public void Without_an_endpoint_nothing_is_exported() => Assert.Null(server.Services.GetService<MeterProvider>());

    private async Task<string[]> WorkAsync(CrmClient admin, IServiceProvider services)
    {
        string lead = await admin.CreateAsync("Leads", $$"""{"Last_Name":"{{Marker}}","Email":"{{Marker}}@example.com"}""");
        (await admin.PostAsync("Leads", $$"""{"data":[{"Email":"{{Marker}}"},{"Last_Name":"x","Email":"{{Marker}}"}]}""")).ShouldHaveStatus(400);
        (await admin.GetAsync($"Leads/{lead}", ("tracestate", $"crm={Marker}"), ("baggage", $"crm={Marker}"), ("User-Agent", Marker))).ShouldHaveStatus(200);
        await admin.GetAsync($"Leads/search?word={Marker}");
        await admin.GetAsync($"Leads/search?criteria=(Email:equals:{Marker})");
        await admin.GetAsync($"{Marker}/{Marker}?{Marker}={Marker}");
        await (admin with { Token = Marker }).GetAsync($"Leads/{lead}");
        await admin.SendAsync(new HttpMethod(Marker), $"Leads/{lead}", (HttpContent?)null);
        string job = (string)(await admin.PostAsync("/crm/bulk/v8/read", """{"query":{"module":{"api_name":"Leads"}}}""")).ShouldHaveStatus(201).Json!["data"]![0]!["details"]!["id"]!;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while ((string?)(await admin.GetAsync($"/crm/bulk/v8/read/{job}")).Json!["data"]![0]!["state"] != "COMPLETED")
        {
            await Task.Delay(50, patience.Token);
        }

        using LoadFolder folder = new();
        folder.Write($"{Marker}.ndjson", $$"""{"Last_Name":"{{Marker}}"}{{"\n"}}{"City":"{{Marker}}"}""");
        await folder.LoadAsync(services, $"{Marker}.ndjson --module Leads --org {Org.Id}");
        return [lead, job];
    }

    private WebApplicationFactory<Program> Start(string collector) => new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Crm", server.ConnectionString);
        builder.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
        builder.UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(server.Log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(server.Clock));
    });

    [GeneratedRegex(@"\b(http|db|privacycrm|dotnet)_[a-z_]+(?=[\[{])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Metric();
}

public sealed class ExportOnSqlite(SqliteCrmServer server) : ExportTests<SqliteCrmServer>(server, "sqlite");

public sealed class ExportOnPostgres(PostgresCrmServer server) : ExportTests<PostgresCrmServer>(server, "postgresql");
