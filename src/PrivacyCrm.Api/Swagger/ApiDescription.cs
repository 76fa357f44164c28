using Microsoft.OpenApi;

namespace PrivacyCrm.Api.Swagger;

/// <summary>The OpenAPI document and the page that shows it, outside Production only.</summary>
internal static class ApiDescription
{
    private const string Version = "v8";

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddMvcCore().AddApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new OpenApiInfo { Title = "PrivacyCrm", Version = Version });
            options.IncludeXmlComments(typeof(ApiDescription).Assembly);

            // In this order: the last one knows which answers the others left open.
            options.OperationFilter<ExampleFilter>();
            options.OperationFilter<AccessFilter>();
            options.OperationFilter<CommonAnswersFilter>();
            options.DocumentFilter<DocumentFilter>();
        });
    }

    public static void UseApiDescription(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "PrivacyCrm";
            options.SwaggerEndpoint($"/swagger/{Version}/swagger.json", $"PrivacyCrm {Version}");
            options.EnableTryItOutByDefault();
            options.EnablePersistAuthorization();
            options.DisplayRequestDuration();
            options.DefaultModelsExpandDepth(0);
        });
    }
}
