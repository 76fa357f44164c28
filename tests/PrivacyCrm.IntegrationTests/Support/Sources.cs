using System.Runtime.CompilerServices;

namespace PrivacyCrm.IntegrationTests.Support;

/// <summary>Finds this project's files, wherever it was built to.</summary>
internal static class Sources
{
    /// <summary>The project's folder.</summary>
    public static string Folder { get; } = Find([ThisFolder(), AppContext.BaseDirectory, Environment.CurrentDirectory]);

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static string Find(IEnumerable<string> starts)
    {
        foreach (string start in starts)
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string project = Path.Combine(folder.FullName, "tests", "PrivacyCrm.IntegrationTests");
                if (File.Exists(Path.Combine(project, "PrivacyCrm.IntegrationTests.csproj")))
                {
                    return project;
                }
            }
        }

        throw new DirectoryNotFoundException("The repository was not found.");
    }
}
