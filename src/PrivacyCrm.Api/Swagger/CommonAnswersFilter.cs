using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PrivacyCrm.Api.Swagger;

/// <summary>Adds the answers that every operation may give, and puts all of them in order.</summary>
internal sealed class CommonAnswersFilter : IOperationFilter
{
    /// <summary>Where the names of shared answers begin: the platform has a form of its own for refusals.</summary>
    public static string FormOf(OperationFilterContext context) =>
        context.ApiDescription.RelativePath?.StartsWith("api/v3/", StringComparison.Ordinal) == true ? "Platform" : string.Empty;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        OpenApiResponses answers = operation.Responses ??= [];
        string form = FormOf(context);
        if (operation.RequestBody is not null)
        {
            answers.TryAdd("413", new OpenApiResponseReference($"{form}TooLarge", context.Document));
        }

        answers.TryAdd("500", new OpenApiResponseReference($"{form}InternalError", context.Document));
        if (context.ApiDescription.RelativePath != "health/live")
        {
            answers.TryAdd("503", new OpenApiResponseReference($"{form}Unavailable", context.Document));
        }

        operation.Responses = [];
        foreach ((string status, IOpenApiResponse answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            operation.Responses[status] = answer;
        }
    }
}
