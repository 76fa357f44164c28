using Microsoft.OpenApi;
using PrivacyCrm.Api.Admin;
using PrivacyCrm.Api.Clock;
using PrivacyCrm.Api.OAuth;
using PrivacyCrm.Api.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PrivacyCrm.Api.Swagger;

/// <summary>Tells who may call an operation, from the attributes by which the server decides.</summary>
internal sealed class AccessFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        IList<object> metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiresScopeAttribute>().FirstOrDefault() is { } required)
        {
            string form = CommonAnswersFilter.FormOf(context);
            Require("AccessToken", form + (required.Scopes.Count == 0 ? "Unauthenticated" : "Unauthorized"));
            string scopes = metadata.OfType<ForExecutionsAttribute>().Any() ? "none; the token of the execution" : required.Scopes.Count == 0 ? "any" : string.Join(", ", required.Scopes.Select(scope => $"`{scope}`"));
            operation.Responses!["429"] = new OpenApiResponseReference($"{form}TooManyRequests", context.Document);
            operation.Description = $"{operation.Description}\n\nScopes: {scopes}{(required.ForAdministrators ? "; administrators only" : string.Empty)}.".TrimStart();
            if (required.ForAdministrators)
            {
                operation.Responses!.TryAdd("403", new OpenApiResponseReference("NotAdministrator", context.Document));
            }
            else if (required.Scopes.Count > 0)
            {
                operation.Responses!.TryAdd("403", new OpenApiResponseReference(form.Length == 0 ? "NotPermitted" : $"{form}Forbidden", context.Document));
            }
        }
        else if (context.MethodInfo is { Name: nameof(TokenController.Token) } method && method.DeclaringType == typeof(TokenController))
        {
            operation.Responses!["400"] = new OpenApiResponseReference("TooManyTokens", context.Document);
        }
        else if (context.MethodInfo.DeclaringType == typeof(ProvisioningController))
        {
            Require("BootstrapSecret", "WrongSecret");
            operation.Responses!["404"] = new OpenApiResponseReference("NoSecret", context.Document);
        }
        else if (context.MethodInfo.DeclaringType == typeof(ClockController))
        {
            operation.Responses!["404"] = new OpenApiResponseReference("NoClock", context.Document);
        }

        void Require(string scheme, string refusal)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }];
            operation.Responses!["401"] = new OpenApiResponseReference(refusal, context.Document);
        }
    }
}
