using System.Runtime.InteropServices;
using PrivacyCrm.Api.Telemetry;
using PrivacyCrm.Core;
using PrivacyCrm.Store;

namespace PrivacyCrm.Api.Loading;

/// <summary>The process of a load: the store and the rules, without a server.</summary>
internal static class LoadHost
{
    /// <summary>Loads, and stops between two batches when it is asked to.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] words)
    {
        LoadConsole console = new(Console.Out, !Console.IsOutputRedirected);
        if (LoadArguments.Read(words) is not { } arguments)
        {
            console.Say($"Usage: {LoadArguments.Usage}");
            return (int)LoadExit.NotBegun;
        }

        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPrivacyCrmCore();
        builder.Services.AddPrivacyCrmStore(builder.Configuration.CrmConnection(), isForLoading: true);
        builder.Services.AddSingleton<LoadCommand>();
        builder.Services.AddTelemetry(builder.Configuration);
        using IHost host = builder.Build();
        host.Services.StartTelemetry();
        using CancellationTokenSource stopping = new();
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return (int)await host.Services.GetRequiredService<LoadCommand>().RunAsync(arguments, console, stopping.Token);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }
    }
}
