using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Loading;

/// <summary>What the command line of a load says.</summary>
/// <param name="File">The file.</param>
/// <param name="Module">The module's API name.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="UserId">Who loads; null for the organization's administrator.</param>
/// <param name="KeepsIds">Whether records have the ids of their rows.</param>
internal sealed record LoadArguments(string File, string Module, long OrganizationId, long? UserId, bool KeepsIds)
{
    /// <summary>How the command is written.</summary>
    public const string Usage = "load --file FILE.csv|FILE.ndjson --module MODULE --org ID [--user ID] [--keep-ids]";

    private static readonly string[] Options = ["--file", "--module", "--org", "--user"];

    /// <summary>Gets a value indicating whether each line is a JSON object.</summary>
    public bool IsJson => Path.GetExtension(File).ToUpperInvariant() is ".NDJSON" or ".JSONL";

    /// <summary>Reads the words after <c>load</c>.</summary>
    /// <returns>The arguments; null when they are not as <see cref="Usage"/> says.</returns>
    public static LoadArguments? Read(IReadOnlyList<string> words)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        bool keepsIds = false;
        for (int index = 0; index < words.Count; index++)
        {
            if (words[index] == "--keep-ids")
            {
                keepsIds = true;
            }
            else if (!Options.Contains(words[index]) || ++index == words.Count || !given.TryAdd(words[index - 1], words[index]))
            {
                return null;
            }
        }

        bool isUserWrong = given.TryGetValue("--user", out string? user) && RecordId.Parse(user) is null;
        return !isUserWrong && given.TryGetValue("--file", out string? file) && given.TryGetValue("--module", out string? module) && RecordId.Parse(given.GetValueOrDefault("--org")) is { } organization
            ? new LoadArguments(file, module, organization, RecordId.Parse(user), keepsIds)
            : null;
    }
}
