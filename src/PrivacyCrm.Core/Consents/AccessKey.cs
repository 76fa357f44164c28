using System.Text;
using System.Text.RegularExpressions;

namespace PrivacyCrm.Core.Consents;

/// <summary>
/// The parts of an access key: <c>object:user</c>, <c>task:zoho.crm.getRecords@connection:crm_main</c>,
/// <c>api:GET https://maps.example.com/*@connection:gmaps</c>; <c>api:* (dynamic)</c> stands for an address that the code makes up.
/// </summary>
/// <param name="Category">The group it belongs to.</param>
/// <param name="Name">The object, the task, or method and address.</param>
/// <param name="Connection">The connection, or null.</param>
public sealed partial record AccessKey(AccessCategory Category, string Name, string? Connection)
{
    /// <summary>The name of an API whose address the code makes up.</summary>
    public const string DynamicApi = "* (dynamic)";

    private const int MaximumLength = 500;
    private const string ConnectionMark = "@connection:";

    // Under other endings these names belong to anybody.
    private static readonly string[] Original =
    [
        .. from name in (string[])["zoho", "zohoapis"]
           from ending in (string[])["com", "eu", "in", "com.au", "com.cn", "jp", "sa", "uk", "ca"]
           select $"{name}.{ending}",
        "zohocloud.ca",
    ];

    /// <summary>Gets the service that people know it by, when nobody names one.</summary>
    public string Service => Category switch
    {
        AccessCategory.Object => "Zoho Cliq",
        AccessCategory.Task when Name.StartsWith("zoho.", StringComparison.Ordinal) => $"Zoho {Name.Split('.')[1].ToUpperInvariant()}",
        AccessCategory.Task => Name.Split('.')[0],
        _ => Host ?? "any address",
    };

    /// <summary>Gets a value indicating whether it leaves the services of the original.</summary>
    public bool IsThirdParty => Category == AccessCategory.Api && !Array.Exists(Original, domain => Host == domain || Host?.EndsWith($".{domain}", StringComparison.Ordinal) == true);

    private string? Host => AddressOf(Name)?.Host;

    /// <summary>Reads a key.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The parts, or null when it is none.</returns>
    public static AccessKey? Parse(string? text)
    {
        int colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || text!.Length > MaximumLength || Words.Find<AccessCategory>(text[..colon]) is not { } category)
        {
            return null;
        }

        string[] parts = text[(colon + 1)..].Split(ConnectionMark, 2);
        if (parts.Length == 2 && !ConnectionName().IsMatch(parts[1]))
        {
            return null;
        }

        AccessKey key = new(category, category == AccessCategory.Api ? Plain(parts[0]) : parts[0], parts.ElementAtOrDefault(1));
        return category switch
        {
            AccessCategory.Object => key.Connection is null && ComponentKind.Objects.Contains(key.Name) ? key : null,
            AccessCategory.Task => TaskName().IsMatch(key.Name) ? key : null,
            _ => key.Name == DynamicApi || (ApiName().IsMatch(key.Name) && key.Host is not null) ? key : null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Words.Of(Category)}:{Name}{(Connection is null ? string.Empty : ConnectionMark + Connection)}";

    private static Uri? AddressOf(string name) => Uri.TryCreate(name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..], UriKind.Absolute, out Uri? address) ? address : null;

    // People are shown the name that computers use: letters of other alphabets look like those of a server that they know.
    private static string Plain(string name) => AddressOf(name) is { } address && !Ascii.IsValid(address.Host) ? name.Replace(address.Host, address.IdnHost, StringComparison.OrdinalIgnoreCase) : name;

    [GeneratedRegex(@"^[A-Za-z0-9_]{1,100}\z", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ConnectionName();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex TaskName();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE|HEAD) https?://[^\s@]+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ApiName();
}
