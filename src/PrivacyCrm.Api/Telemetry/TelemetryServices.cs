using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PrivacyCrm.Core;
using PrivacyCrm.Store;

namespace PrivacyCrm.Api.Telemetry;

/// <summary>Sends metrics and traces to where OpenTelemetry's own settings say.</summary>
internal static class TelemetryServices
{
    /// <summary>The setting without which nothing is measured.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Database = "Npgsql";

    // What they tell is known to be free of data: names of routes, states of connections, figures of the runtime.
    private static readonly string[] Meters = [CoreTelemetry.Name, "Microsoft.AspNetCore.Hosting", Database, "System.Runtime"];

    // The driver names its pools by their connection strings.
    private static readonly MetricStreamConfiguration StateOnly = new() { TagKeys = ["db.client.connection.state"] };

    /// <summary>Adds the export, when there is somewhere to send to.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            AddExport(services, configuration);
        }
    }

    /// <summary>Begins the export in a process that has no host to begin it.</summary>
    public static void StartTelemetry(this IServiceProvider services)
    {
        services.GetService<MeterProvider>();
        services.GetService<TracerProvider>();
    }

    // A method of its own, so that a server without an export loads nothing for it.
    private static void AddExport(IServiceCollection services, IConfiguration configuration) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? "privacycrm"))
        .WithMetrics(metrics => metrics
            .AddMeter(Meters)
            .AddView(instrument => IsTwice(instrument.Meter.Name, instrument.Name) ? MetricStreamConfiguration.Drop : null)
            .AddView("db.client.connection.*", StateOnly)
            .AddInstrumentation(all => all.GetRequiredService<StatementTimes>())
            .AddOtlpExporter())
        .WithTracing(traces => traces.AddSource(CoreTelemetry.Name).AddOtlpExporter());

    // We measure statements ourselves, on both databases and for each operation.
    private static bool IsTwice(string meter, string instrument) => meter == Database && instrument.StartsWith("db.client.operation", StringComparison.Ordinal);
}
