using Microsoft.OpenApi;

namespace PrivacyCrm.Api.Swagger;

/// <summary>The OpenAPI document and the page that shows it, outside Production only.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddEndpointsApiExplorer().AddSwaggerGen(options =>
    {
        options.SwaggerDoc("v8", new OpenApiInfo { Title = "PrivacyCrm", Version = "v8" });
    });

    public static void UseApiDescription(this WebApplication app)
    {
        if (app.Environment.IsProduction())
        {
            return;
        }

        app.UseSwagger();
        app.UseSwaggerUI(options => options.SwaggerEndpoint("/swagger/v8/swagger.json", "PrivacyCrm v8"));
    }
}
