using System.Text.RegularExpressions;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Tests.Support;

namespace PrivacyCrm.Core.Tests;

/// <summary>What Core and its folders may use. Folders are held by the names their source mentions, which sees method bodies as well.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Forbidden =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "Npgsql", "SQLitePCL", "Swashbuckle", "PrivacyCrm.Store", "PrivacyCrm.Api", "System.Net.Http", "System.Data"];

    [Fact]
    public void Core_uses_no_framework_and_no_database()
    {
        IEnumerable<string> used = typeof(CrmErrors).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(used, name => Array.Exists(Forbidden, forbidden => name.StartsWith(forbidden, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Errors", "Schema", "Organizations", "Identity", "Privacy", "Jobs", "Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Schema", "Jobs", "Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Organizations", "Jobs", "Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Identity", "Jobs", "Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Privacy", "Jobs", "Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Jobs", "Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Criteria", "Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Records", "Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Conversion", "Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Coql", "Settings", "Bulk", "Consents")]
    [InlineData("Limits", "Jobs", "Criteria", "Records", "Settings", "Bulk", "Consents")]
    public void Folder_uses_none_to_its_right(string folder, params string[] others)
    {
        string[] files = Directory.GetFiles(Repository.PathOf("src", "PrivacyCrm.Core", folder), "*.cs", SearchOption.AllDirectories);

        IEnumerable<string> wrong =
            from file in files
            from Match name in CoreName().Matches(File.ReadAllText(file))
            let other = name.Groups["folder"].Value
            where others.Contains(other, StringComparer.Ordinal)
            select $"{Path.GetFileName(file)} uses {other}";

        Assert.NotEmpty(files);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_namespace_is_named_after_its_folder()
    {
        string core = Repository.PathOf("src", "PrivacyCrm.Core");

        IEnumerable<string> wrong =
            from file in Directory.GetFiles(core, "*.cs", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(core, Path.GetDirectoryName(file)!)
            where !folder.StartsWith("obj", StringComparison.Ordinal) && !folder.StartsWith("bin", StringComparison.Ordinal)
            let expected = folder == "." ? "PrivacyCrm.Core" : $"PrivacyCrm.Core.{folder.Replace(Path.DirectorySeparatorChar, '.')}"
            where !File.ReadAllText(file).Contains($"namespace {expected};", StringComparison.Ordinal)
            select file;

        Assert.Empty(wrong);
    }

    // "namespace PrivacyCrm.Core.Errors;" is no use; "using" and a full name are.
    [GeneratedRegex(@"(?<!namespace )PrivacyCrm\.Core\.(?<folder>\w+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex CoreName();
}
