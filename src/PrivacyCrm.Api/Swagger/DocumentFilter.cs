using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PrivacyCrm.Api.Swagger;

/// <summary>Adds what <c>document.json</c> and the files in <c>Schemas</c> tell of the whole API, and shows the paths as people call them.</summary>
internal sealed class DocumentFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        OpenApiDocument written = OpenApiDocument.Parse(Written(), OpenApiConstants.Json).Document
            ?? throw new InvalidOperationException("document.json cannot be read.");
        swaggerDoc.Info = written.Info;
        swaggerDoc.Tags = written.Tags;
        AddAll(swaggerDoc, written.Components!.SecuritySchemes);
        AddAll(swaggerDoc, written.Components.Parameters);
        AddAll(swaggerDoc, written.Components.Responses);
        AddAll(swaggerDoc, written.Components.Schemas);

        List<string?> tags = [.. written.Tags!.Select(tag => tag.Name)];
        OpenApiPaths paths = [];
        foreach ((string path, IOpenApiPathItem item) in swaggerDoc.Paths.OrderBy(path => tags.IndexOf(TagOf(path.Value))).ThenBy(path => path.Key, StringComparer.Ordinal))
        {
            paths.Add(OperationExamples.PathOf(path), item);
        }

        swaggerDoc.Paths = paths;
    }

    private static string Written()
    {
        JsonNode document = JsonNode.Parse(SwaggerFile.Read("document"))!;
        JsonObject schemas = document["components"]!["schemas"]!.AsObject();
        foreach ((string name, JsonNode? schema) in SwaggerFile.NamesIn("Schemas").SelectMany(file => JsonNode.Parse(SwaggerFile.Read($"Schemas.{file}"))!.AsObject()))
        {
            schemas.Add(name, schema!.DeepClone());
        }

        return document.ToJsonString();
    }

    private static string? TagOf(IOpenApiPathItem item) => item.Operations?.Values.First().Tags?.First().Name;

    private static void AddAll<T>(OpenApiDocument document, IDictionary<string, T>? components)
    {
        foreach ((string name, T component) in components ?? new Dictionary<string, T>())
        {
            document.AddComponent(name, component);
        }
    }
}
