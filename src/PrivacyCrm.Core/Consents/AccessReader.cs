using System.Collections.Immutable;
using System.Text.Json;
using PrivacyCrm.Core.Consents.Deluge;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents;

/// <summary>Reads accesses that an author declares, and those that a handler needs.</summary>
internal static class AccessReader
{
    private const int MaximumAccesses = 100;
    private const int MaximumNames = 200;
    private const int MaximumText = 300;
    private const string DerivedPurpose = "Used by the component's code.";
    private const string PermissionPurpose = "Sent to the component's server.";

    /// <summary>Reads the list <c>accesses</c>.</summary>
    /// <param name="body">The body.</param>
    /// <param name="objects">The objects that may be declared.</param>
    public static ImmutableArray<Access> Read(JsonBody body, IReadOnlyCollection<string> objects)
    {
        List<Access> accesses = [];
        foreach ((int index, JsonElement item) in (body.List("accesses", MaximumAccesses) ?? []).Index())
        {
            JsonBody one = new(item, body.PathOf($"accesses[{index}]"));
            Access? access = ReadOne(one, objects);
            if (access is null || one.Error is not null || accesses.Exists(other => other.Key == access.Key))
            {
                body.Refuse<Access>($"accesses[{index}].id", one.Error);
                return [];
            }

            accesses.Add(access);
        }

        return [.. accesses];
    }

    /// <summary>What a script needs.</summary>
    public static ImmutableArray<Access> OfScript(string script) =>
        [.. DelugeScanner.Scan(script).Select(found => AccessKey.Parse(found.Key) is { } key ? Derive(key, DerivedPurpose) with { Line = found.Line } : null).OfType<Access>()];

    /// <summary>What a webhook asks for.</summary>
    public static ImmutableArray<Access> OfPermissions(IEnumerable<string> permissions) =>
        [.. permissions.Select(name => Derive(new AccessKey(AccessCategory.Object, name, null), PermissionPurpose))];

    private static Access Derive(AccessKey key, string purpose) => Complete(new Access { Key = key.ToString(), Service = key.Service, Purpose = purpose, Source = AccessSource.Derived }, key);

    private static Access? ReadOne(JsonBody body, IReadOnlyCollection<string> objects)
    {
        if (AccessKey.Parse(body.Text("id", int.MaxValue, isRequired: true)) is not { } key)
        {
            return body.Refuse<Access>("id");
        }

        if (key.Category == AccessCategory.Object && !objects.Contains(key.Name))
        {
            return body.Refuse<Access>("id", CrmErrors.Consents.PermissionNotAllowed(body.PathOf("id")));
        }

        bool isCrm = key.Category == AccessCategory.Task && key.Name.StartsWith(CrmTask.Prefix, StringComparison.Ordinal);
        Access access = new()
        {
            Key = key.ToString(),
            Service = body.Text("service", MaximumText) ?? key.Service,
            Purpose = body.Text("purpose", MaximumText, isRequired: true) ?? string.Empty,
            IsRequired = body.Flag("required") ?? true,
            Authentication = body.Word<Authentication>("authentication"),
            Operations = body.Texts("operations", 2, word => word is Access.Read or Access.Write) ?? [],
            Modules = body.Texts("modules", MaximumNames, IsName) ?? [],
            Fields = body.Texts("fields", MaximumNames, IsName) ?? [],
        };
        bool isObject = key.Category == AccessCategory.Object;
        return (isObject && (access.Authentication is not null || access.Operations.Length > 0)) || (!isCrm && access.Modules.Length > 0)
            ? body.Refuse<Access>(isObject ? "authentication" : "modules")
            : Complete(access, key);
    }

    // What nobody says is the user's own account, what the task does, and all modules: the prompt tells it.
    private static Access Complete(Access access, AccessKey key)
    {
        if (key.Category == AccessCategory.Object)
        {
            return access;
        }

        CrmTask? task = CrmTask.Find(key.Name);
        bool reads = task?.Operation == Access.Read || key.Name.StartsWith("GET ", StringComparison.Ordinal) || key.Name.StartsWith("HEAD ", StringComparison.Ordinal);
        return access with
        {
            Authentication = access.Authentication ?? Authentication.User,
            Operations = access.Operations.IsEmpty ? (task is null && !reads ? [Access.Read, Access.Write] : [reads ? Access.Read : Access.Write]) : access.Operations,
            Modules = key.Name.StartsWith(CrmTask.Prefix, StringComparison.Ordinal) && access.Modules.IsEmpty ? [Access.AllModules] : access.Modules,
        };
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 100 && (text == Access.AllModules || text.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '_' or '$'));
}
