using System.Text.Json;
using EndpointDescription = Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription;

namespace PrivacyCrm.Api.Swagger;

/// <summary>The files in <c>Examples</c>, one for each operation.</summary>
internal static class OperationExamples
{
    private static readonly Lazy<Dictionary<string, OperationExample>> ByOperation = new(() => All().ToDictionary(example => example.Operation));

    /// <summary>Reads all files.</summary>
    public static IEnumerable<OperationExample> All() => SwaggerFile.NamesIn("Examples").Select(name =>
        JsonSerializer.Deserialize(SwaggerFile.Read($"Examples.{name}"), ExampleJson.Default.OperationExample)! with { Id = name });

    /// <summary>Finds the example of an endpoint.</summary>
    public static OperationExample? Of(EndpointDescription endpoint) => ByOperation.Value.GetValueOrDefault($"{endpoint.HttpMethod} {PathOf($"/{endpoint.RelativePath}")}");

    /// <summary>The path people read: the newest version stands for all.</summary>
    public static string PathOf(string path) => path.Replace("{version}", "v8", StringComparison.Ordinal);
}
