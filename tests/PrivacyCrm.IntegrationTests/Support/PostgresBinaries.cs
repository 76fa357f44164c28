using System.Diagnostics;
using System.Globalization;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Finds the server programs of a PostgreSQL installation.</summary>
internal static class PostgresBinaries
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The directory that holds all server programs, the newest installation first, or null.</summary>
    public static string? Find() => Candidates().FirstOrDefault(HasPrograms);

    private static IEnumerable<string> Candidates() =>
        [.. SearchPath(), .. DebianVersions(), "/usr/local/bin", "/usr/local/pgsql/bin", .. ConfiguredDirectory()];

    private static string[] SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> DebianVersions()
    {
        const string Root = "/usr/lib/postgresql";

        return Directory.Exists(Root)
            ? Directory.EnumerateDirectories(Root)
                .OrderByDescending(VersionOf)
                .Select(path => Path.Combine(path, "bin"))
            : [];
    }

    private static int VersionOf(string path) =>
        int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int version) ? version : 0;

    private static IEnumerable<string> ConfiguredDirectory()
    {
        if (!SearchPath().Any(path => File.Exists(Path.Combine(path, "pg_config"))))
        {
            yield break;
        }

        using Process? config = Process.Start(
            new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true });

        if (config?.StandardOutput.ReadLine() is { } directory)
        {
            yield return directory;
        }
    }

    private static bool HasPrograms(string directory) =>
        Array.TrueForAll(Programs, program => IsThere(new FileInfo(Path.Combine(directory, program))));

    // A link left behind by a removed installation exists, its target does not.
    private static bool IsThere(FileInfo file) =>
        file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: false };
}
