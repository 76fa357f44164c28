using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PrivacyCrm.Api.Swagger;

/// <summary>Gives an operation what its file in <c>Examples</c> tells: its id, parameters, body and answers.</summary>
internal sealed class ExampleFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (OperationExamples.Of(context.ApiDescription) is not { } example)
        {
            return;
        }

        operation.OperationId = example.Id;
        operation.Parameters = [.. ParametersOf(operation, example, context.Document)];
        operation.RequestBody = example.Request is { } request ? BodyOf(request, example, context.Document) : null;
        operation.Responses = [];
        foreach ((string status, ExampleResponse response) in example.Responses)
        {
            operation.Responses[status] = AnswerOf(response, context.Document);
        }
    }

    private static IEnumerable<IOpenApiParameter> ParametersOf(OpenApiOperation operation, OperationExample example, OpenApiDocument document)
    {
        foreach (OpenApiParameter parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(one => ParameterSchemas.IsRead(example.Id, one.Name!)))
        {
            string name = parameter.Name!;
            bool isModuleInPath = parameter is { In: ParameterLocation.Path, Name: "module" };
            parameter.Schema = (isModuleInPath ? ParameterSchemas.ModuleInPath : ParameterSchemas.Of(example.Id, name)) ?? parameter.Schema;
            parameter.Required |= ParameterSchemas.IsRequired(example.Id, name);
            parameter.Example = ValueOf(example.Parameters.GetValueOrDefault(name), parameter.Schema);
            yield return parameter;
        }

        // Headers are read where they are needed, so only the examples tell of them.
        foreach (string header in example.Answers.SelectMany(answer => answer.Value.Parameters.Keys).Where(name => name.StartsWith("If-", StringComparison.Ordinal)).Distinct())
        {
            yield return new OpenApiParameterReference(header, document);
        }
    }

    private static JsonNode? ValueOf(string? text, IOpenApiSchema? schema) =>
        text is null ? null : schema?.Type == JsonSchemaType.Integer ? JsonNode.Parse(text) : JsonValue.Create(text);

    private static OpenApiRequestBody BodyOf(ExampleRequest request, OperationExample example, OpenApiDocument document)
    {
        (string Name, ExampleAnswer Answer)[] asked =
            [.. example.Answers.Where(answer => answer.Value is { Request: not null } or { After: null, AsUser: false, Parameters.Count: 0 }).Select(answer => (answer.Key, answer.Value))];
        OpenApiMediaType content = new() { Schema = new OpenApiSchemaReference(request.Schema, document), Examples = new Dictionary<string, IOpenApiExample>() };
        foreach ((string name, ExampleAnswer answer) in asked)
        {
            content.Examples[name] = new OpenApiExample { Summary = answer.Summary, Value = (answer.Request ?? request.Body).DeepClone() };
        }

        return new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [request.ContentType] = content } };
    }

    private static OpenApiResponse AnswerOf(ExampleResponse response, OpenApiDocument document)
    {
        if (response.Schemas.Count == 0)
        {
            return new OpenApiResponse { Description = response.Description };
        }

        List<IOpenApiSchema> schemas = [.. response.Schemas.Select(name => new OpenApiSchemaReference(name, document))];
        OpenApiMediaType content = new()
        {
            Schema = schemas.Count == 1 ? schemas[0] : new OpenApiSchema { OneOf = schemas },
            Examples = response.Examples.ToDictionary(
                answer => answer.Key, answer => (IOpenApiExample)new OpenApiExample { Summary = answer.Value.Summary, Value = answer.Value.Body?.DeepClone() }),
        };
        return new OpenApiResponse { Description = response.Description, Content = new Dictionary<string, OpenApiMediaType> { [response.ContentType] = content } };
    }
}
