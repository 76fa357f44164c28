using System.Runtime.CompilerServices;

namespace PrivacyCrm.Core.Tests.Support;

/// <summary>Finds files of the repository, wherever the tests were built to.</summary>
internal static class Repository
{
    public static string Root { get; } = Find([SourceFolder(), AppContext.BaseDirectory, Environment.CurrentDirectory]);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static string Find(IEnumerable<string> starts)
    {
        foreach (string start in starts)
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "PrivacyCrm.sln")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new DirectoryNotFoundException("The repository was not found.");
    }
}
