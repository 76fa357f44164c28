using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents.Connections;

/// <summary>A request to elsewhere that a running execution wants the server to make.</summary>
/// <param name="Key">The access that it is.</param>
/// <param name="Method">Its method.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="ContentType">What its body is, or null.</param>
/// <param name="Body">Its body, or null.</param>
public sealed record AccessCall(AccessKey Key, string Method, Uri Address, string? ContentType, string? Body)
{
    private const int MaximumUrl = 2_000;
    private const int MaximumBody = 1_000_000;

    /// <summary>Reads it as it was sent, and checks it against the key: nobody agreed to any other address or method.</summary>
    /// <param name="json">What was sent.</param>
    /// <returns>The call, or the refusal.</returns>
    public static Result<AccessCall> Read(JsonElement json)
    {
        JsonBody body = new(json);
        string? key = body.Text("access", MaximumUrl, isRequired: true);
        string? url = body.Text("url", MaximumUrl, isRequired: true);
        string? method = body.Text("method", 10);
        string? contentType = body.Text("content_type", 100);
        string? content = body.Text("body", MaximumBody);
        if (body.Error is { } error)
        {
            return error;
        }

        if (AccessKey.Parse(key) is not { Category: AccessCategory.Api } parts)
        {
            return CrmErrors.Consents.InvalidInput("access");
        }

        string[] words = parts.Name.Split(' ', 2);
        string asked = method ?? (parts.Name == AccessKey.DynamicApi ? "GET" : words[0]);
        if (parts.Name != AccessKey.DynamicApi && !asked.Equals(words[0], StringComparison.Ordinal))
        {
            return CrmErrors.Consents.InvalidInput("method");
        }

        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            && (parts.Name == AccessKey.DynamicApi || (Uri.TryCreate(words[1].TrimEnd('*'), UriKind.Absolute, out Uri? agreed) && Fits(agreed, words[1].EndsWith('*'), address)))
                ? new AccessCall(parts, asked, address, contentType, content)
                : CrmErrors.Consents.InvalidInput("url");
    }

    private static bool Fits(Uri agreed, bool isBeginning, Uri asked)
    {
        // What a server might read as another path is none that somebody agreed to.
        bool isPlain = agreed.PathAndQuery == "/" || !(asked.AbsolutePath.Contains('%', StringComparison.Ordinal) || asked.AbsolutePath.Contains('\\', StringComparison.Ordinal));
        return isPlain
            && agreed.GetLeftPart(UriPartial.Authority) == asked.GetLeftPart(UriPartial.Authority)
            && (isBeginning ? asked.PathAndQuery.StartsWith(agreed.PathAndQuery, StringComparison.Ordinal) : asked.PathAndQuery == agreed.PathAndQuery);
    }
}
