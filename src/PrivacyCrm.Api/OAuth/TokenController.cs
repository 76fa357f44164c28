using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Identity;

namespace PrivacyCrm.Api.OAuth;

/// <summary>Makes and revokes tokens. As in the original, refusals come with HTTP 200 and an <c>error</c>.</summary>
/// <param name="issuer">Makes tokens.</param>
[Route("oauth/v2")]
[Tags("OAuth")]
[OpenToAll("A caller comes here to get a token.")]
public sealed class TokenController(TokenIssuer issuer) : ControllerBase
{
    /// <summary>Exchanges a grant token, a refresh token or a program's own secret for an access token, valid for one hour.</summary>
    /// <remarks>Parameters may stand in a form, a multipart form or the query.</remarks>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <returns>The tokens, or <c>{"error": …}</c>.</returns>
    [HttpPost("token")]
    [HttpPost("auth")]
    public async Task<IActionResult> Token(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } sent)
        {
            return Refuse(TokenRefusal.UnsupportedGrantType);
        }

        (string? clientId, string? secret) = (sent("client_id"), sent("client_secret"));
        (IssuedTokens? tokens, string? refusal) = sent("grant_type") switch
        {
            "authorization_code" => await issuer.ExchangeAsync(clientId, secret, sent("code"), sent("redirect_uri"), cancellationToken),
            "refresh_token" => await issuer.RefreshAsync(clientId, secret, sent("refresh_token"), cancellationToken),
            "client_credentials" => await issuer.ForClientAsync(clientId, secret, sent("scope"), sent("soid"), cancellationToken),
            _ => (null, TokenRefusal.UnsupportedGrantType),
        };
        return tokens is null ? Refuse(refusal!) : JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, tokens));
    }

    /// <summary>Revokes a refresh or access token; a refresh token takes its access tokens along.</summary>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <returns><c>{"status": "success"}</c>, or 400 for an unknown token.</returns>
    [HttpPost("token/revoke")]
    public async Task<IActionResult> Revoke(CancellationToken cancellationToken)
    {
        Func<string, string?>? sent = await ReadAsync(cancellationToken);
        bool wasThere = sent is not null && await issuer.RevokeAsync(sent("token"), cancellationToken);
        return JsonAnswer.Of(wasThere ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(wasThere ? "status" : "error", wasThere ? "success" : TokenRefusal.InvalidCode);
            writer.WriteEndObject();
        });
    }

    private async Task<Func<string, string?>?> ReadAsync(CancellationToken cancellationToken)
    {
        IFormCollection? form = null;
        if (Request.HasFormContentType)
        {
            try
            {
                form = await Request.ReadFormAsync(cancellationToken);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }

        return name => First(form?[name].FirstOrDefault()) ?? First(Request.Query[name].FirstOrDefault());
    }

    private static string? First(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static JsonAnswer Refuse(string refusal)
    {
        bool isTooMany = refusal == TokenRefusal.TooManyTokens;
        return JsonAnswer.Of(isTooMany ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            if (isTooMany)
            {
                writer.WriteString("error_description", "You have made too many requests continuously. Please try again after some time.");
            }

            writer.WriteString("error", refusal);
            if (isTooMany)
            {
                writer.WriteString("status", "failure");
            }

            writer.WriteEndObject();
        });
    }

    // Clients go where api_domain says, so it names this server as the caller knows it.
    private void Write(Utf8JsonWriter writer, IssuedTokens tokens)
    {
        writer.WriteStartObject();
        writer.WriteString("access_token", tokens.AccessToken);
        if (tokens.RefreshToken is not null)
        {
            writer.WriteString("refresh_token", tokens.RefreshToken);
        }

        writer.WriteString("scope", tokens.Scopes);
        writer.WriteString("api_domain", $"{Request.Scheme}://{Request.Host}{Request.PathBase}");
        writer.WriteString("token_type", "Bearer");
        writer.WriteNumber("expires_in", (int)TokenIssuer.AccessLifetime.TotalSeconds);
        writer.WriteEndObject();
    }
}
