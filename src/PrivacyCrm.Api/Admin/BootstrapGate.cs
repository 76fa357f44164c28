using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Admin;

/// <summary>Lets in whoever knows the bootstrap secret of the configuration. Without one, the endpoints do not exist.</summary>
/// <param name="configuration">Where the secret is.</param>
internal sealed class BootstrapGate(IConfiguration configuration) : IAuthorizationFilter
{
    /// <summary>The least length of the secret.</summary>
    public const int MinimumLength = 32;

    private const string Scheme = "Bearer ";

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        string? secret = configuration["PrivacyCrm:BootstrapSecret"];
        if (secret is not { Length: >= MinimumLength })
        {
            context.Result = JsonAnswer.Of(CrmErrors.Requests.UnknownUrl());
            return;
        }

        string header = context.HttpContext.Request.Headers.Authorization.ToString();
        string sent = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : string.Empty;
        bool isRight = CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        if (!isRight)
        {
            context.Result = JsonAnswer.Of(CrmErrors.Requests.NotAuthenticated());
        }
    }
}
