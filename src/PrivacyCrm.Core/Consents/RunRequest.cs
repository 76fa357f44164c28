using System.Text.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Core.Consents;

/// <summary>What is to run, as a client sends it.</summary>
/// <param name="Handler">The entry point.</param>
/// <param name="Params">What the client knows: an object, or nothing.</param>
public sealed record RunRequest(string? Handler, JsonElement Params)
{
    private const int MaximumText = 100;

    /// <summary>Reads it.</summary>
    /// <param name="json">What was sent.</param>
    /// <returns>The request, or the refusal.</returns>
    public static Result<RunRequest> Read(JsonElement json)
    {
        JsonBody body = new(json);
        RunRequest request = new(body.Text("handler", MaximumText, isRequired: true), body.Object("params") ?? default);
        return body.Error is { } error ? error : request;
    }

    /// <summary>Reads the key of an access.</summary>
    /// <param name="json">What was sent.</param>
    /// <returns>The key as sent, or the refusal.</returns>
    public static Result<string> ReadAccess(JsonElement json)
    {
        JsonBody body = new(json);
        string? key = body.Text("access", int.MaxValue, isRequired: true);
        return body.Error is { } error ? error : key!;
    }
}
