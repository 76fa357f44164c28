using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Api.Consents.Pages;

/// <summary>What an access is, in words for people.</summary>
internal static class AccessWords
{
    /// <summary>What is touched.</summary>
    public static string What(Access access) => access.Parts switch
    {
        { Category: AccessCategory.Object } parts => WithFields(ObjectOf(parts.Name), access),
        { Category: AccessCategory.Task } parts when CrmTask.Find(parts.Name) is not null => WithFields($"{Does(access)} {ModulesOf(access)} in {access.Service}", access),
        { Category: AccessCategory.Task } parts => $"{Does(access)} data in {access.Service} ({parts.Name})",
        { Name: AccessKey.DynamicApi } => "Send requests to any address, which the code makes up when it runs",
        { } parts => $"Send requests to {ServerOf(parts, access.Service)}",
    };

    /// <summary>Whose account is used; null for what needs none.</summary>
    public static string? Account(Access access)
    {
        if (access.Parts is { Category: AccessCategory.Api, Connection: null })
        {
            return "without an account of anybody";
        }

        string? connection = access.Parts.Connection is { } name ? $", through the connection “{name}”" : null;
        return access.Authentication switch
        {
            Authentication.User => $"with your account{connection}",
            Authentication.Admin => $"with an administrator’s account{connection}",
            _ => null,
        };
    }

    // The server is told as well where its service has a name of its own.
    private static string ServerOf(AccessKey key, string service)
    {
        string host = Uri.TryCreate(key.Name[(key.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd('*'), UriKind.Absolute, out Uri? address) ? address.Authority : key.Name;
        return service == host ? host : $"{service} ({host})";
    }

    private static string ObjectOf(string name) => name switch
    {
        "user" => "Who you are: name, email address and time zone",
        "location" => "Where you are",
        "chat" => "The conversation you are in, and who takes part",
        "message" => "The message you send it or use it on, and who wrote it",
        "attachments" => "The files you hand over",
        "mentions" => "The people you mention",
        "organization" => "Your organization: its name",
        _ => name,
    };

    private static string Does(Access access) => (access.Operations.Contains(Access.Read), access.Operations.Contains(Access.Write)) switch
    {
        (true, true) => "Read and change",
        (false, true) => "Change",
        (true, false) => "Read",
        _ => "Use",
    };

    private static string ModulesOf(Access access) =>
        access.Modules.IsEmpty || access.Modules.Contains(Access.AllModules) ? "all records" : string.Join(", ", access.Modules);

    private static string WithFields(string words, Access access) => access.Fields.IsEmpty ? words : $"{words} (only {string.Join(", ", access.Fields)})";
}
