using Microsoft.Extensions.DependencyInjection;
using PrivacyCrm.Api.Loading;
using PrivacyCrm.Core.Jobs;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Records;
using PrivacyCrm.Core.Records.Loading;

namespace PrivacyCrm.IntegrationTests.Loading;

/// <summary>A folder with files to load, and what loading them said.</summary>
internal sealed class LoadFolder : IDisposable
{
    /// <summary>Rows in a transaction.</summary>
    public const int BatchSize = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacycrm-load-");
    private readonly StringWriter _output = new();

    /// <summary>Everything that was said.</summary>
    public string Output => _output.ToString();

    /// <summary>Where a file is.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>What is told of refused rows of a file; empty when none were.</summary>
    public string RefusedOf(string name) => File.Exists(PathOf($"{name}.refused.csv")) ? File.ReadAllText(PathOf($"{name}.refused.csv")).ReplaceLineEndings("\n") : string.Empty;

    /// <summary>Loads with the services of a server, over another record store if one is given.</summary>
    public Task<LoadExit> LoadAsync(IServiceProvider services, string words, IRecordStore? store = null, CancellationToken cancellationToken = default)
    {
        (TimeProvider time, IStoreHealth health) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IStoreHealth>());
        IdSource ids = services.GetRequiredService<IdSource>();
        RecordWriter writer = new(store ?? services.GetRequiredService<IRecordStore>(), ids, time);
        RecordLoads loads = new(services.GetRequiredService<IJobStore>(), services.GetRequiredService<JobCallers>(), writer, health, time) { BatchSize = BatchSize };
        LoadArguments arguments = LoadArguments.Read($"--file {_folder.FullName}/{words}".Split(' '))!;
        return new LoadCommand(services.GetRequiredService<IOrganizationStore>(), loads, health, ids, time).RunAsync(arguments, new LoadConsole(_output, isTerminal: false), cancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
