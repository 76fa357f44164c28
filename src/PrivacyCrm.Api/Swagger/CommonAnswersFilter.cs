using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PrivacyCrm.Api.Swagger;

/// <summary>Adds the answers that every operation may give, and puts all of them in order.</summary>
internal sealed class CommonAnswersFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        OpenApiResponses answers = operation.Responses ??= [];
        if (operation.RequestBody is not null)
        {
            answers.TryAdd("413", new OpenApiResponseReference("TooLarge", context.Document));
        }

        answers.TryAdd("500", new OpenApiResponseReference("InternalError", context.Document));
        if (context.ApiDescription.RelativePath != "health/live")
        {
            answers.TryAdd("503", new OpenApiResponseReference("Unavailable", context.Document));
        }

        operation.Responses = [];
        foreach ((string status, IOpenApiResponse answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            operation.Responses[status] = answer;
        }
    }
}
