using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PrivacyCrm.Api.Swagger;

namespace PrivacyCrm.Api.Telemetry;

/// <summary>Names requests by the operation ids of the OpenAPI document, which say nothing about anybody's data.</summary>
internal static partial class OperationNames
{
    /// <summary>The name of what no operation is.</summary>
    public const string None = "none";

    private static readonly Lazy<Dictionary<string, string>> Ids = new(() => OperationExamples.All().ToDictionary(example => example.Operation, example => example.Id));
    private static readonly ConditionalWeakTable<Endpoint, string> Known = [];

    /// <summary>The operation of a request.</summary>
    /// <returns>Its id; <see cref="None"/> for an unknown address and for what is no part of the API.</returns>
    public static string Of(HttpContext context) => context.GetEndpoint() is RouteEndpoint endpoint ? Known.GetValue(endpoint, Find) : None;

    private static string Find(Endpoint endpoint)
    {
        string path = Constraint().Replace($"/{((RouteEndpoint)endpoint).RoutePattern.RawText}", "{${name}}");
        string? method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [string first, ..] ? first : null;
        return Ids.Value.GetValueOrDefault($"{method} {OperationExamples.PathOf(path)}", None);
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Constraint();
}
