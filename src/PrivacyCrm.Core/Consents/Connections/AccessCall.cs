using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>A request to elsewhere that a running execution wants the server to make.</summary>
/// <param name="Key">The access that it says it is.</param>
/// <param name="Method">Its method.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="ContentType">What its body is, or null.</param>
/// <param name="Body">Its body, or null.</param>
public sealed record AccessCall(AccessKey Key, string Method, Uri Address, string? ContentType, string? Body)
{
    private const int MaximumUrl = 2_000;
    private const int MaximumBody = 1_000_000;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    /// <summary>Gets a value indicating whether its access names it: nobody agreed to any other address or method.</summary>
    public bool IsNamed
    {
        get
        {
            string[] words = Key.Name.Split(' ', 2);
            return Key.Name == AccessKey.DynamicApi
                || (Method == words[0] && Uri.TryCreate(words[1].TrimEnd('*'), UriKind.Absolute, out Uri? named) && Fits(named, words[1].EndsWith('*'), Address));
        }
    }

    /// <summary>Reads it as it was sent.</summary>
    /// <param name="json">What was sent.</param>
    /// <returns>The call, or the refusal.</returns>
    public static Result<AccessCall> Read(JsonElement json)
    {
        JsonBody body = new(json);
        string? key = body.Text("access", MaximumUrl, isRequired: true);
        string? url = body.Text("url", MaximumUrl, isRequired: true);
        string? method = body.Text("method", 10);
        string? contentType = body.Text("content_type", 100);
        string? content = body.Lines("body", MaximumBody);
        return body.Error is { } error ? error
            : AccessKey.Parse(key) is not { Category: AccessCategory.Api } access ? CrmErrors.Consents.InvalidInput("access")
            : method is not null && !Methods.Contains(method) ? CrmErrors.Consents.InvalidInput("method")
            : !Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") ? CrmErrors.Consents.InvalidInput("url")
            : new AccessCall(access, method ?? (access.Name == AccessKey.DynamicApi ? Methods[0] : access.Name.Split(' ')[0]), address, contentType, content);
    }

    private static bool Fits(Uri named, bool isBeginning, Uri asked)
    {
        // What a server might read as another path is none that somebody agreed to.
        bool isPlain = named.PathAndQuery == "/" || !(asked.AbsolutePath.Contains('%', StringComparison.Ordinal) || asked.AbsolutePath.Contains('\\', StringComparison.Ordinal));
        return isPlain
            && named.GetLeftPart(UriPartial.Authority) == asked.GetLeftPart(UriPartial.Authority)
            && (isBeginning ? asked.PathAndQuery.StartsWith(named.PathAndQuery, StringComparison.Ordinal) : asked.PathAndQuery == named.PathAndQuery);
    }
}
