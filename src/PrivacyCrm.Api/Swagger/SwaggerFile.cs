namespace PrivacyCrm.Api.Swagger;

/// <summary>The files that are written by hand and travel inside the assembly.</summary>
internal static class SwaggerFile
{
    private const string Folder = "PrivacyCrm.Api.Swagger.";

    /// <summary>The names of the files in a folder, without folder and ending.</summary>
    public static IEnumerable<string> NamesIn(string folder) => typeof(SwaggerFile).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"{Folder}{folder}.", StringComparison.Ordinal))
        .Select(name => name[(Folder.Length + folder.Length + 1)..^".json".Length])
        .Order(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(SwaggerFile).Assembly.GetManifestResourceStream($"{Folder}{name}.json")
            ?? throw new InvalidOperationException($"There is no file {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
