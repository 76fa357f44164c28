using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Identity;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Demo;

/// <summary>Tells scripts on the same machine how to use the demo, and brings its state back. It does not exist elsewhere.</summary>
/// <param name="seed">Fills the store.</param>
/// <param name="issuer">Makes grant tokens.</param>
/// <param name="callers">Remembers callers, and has to forget them after a reset.</param>
[Route("_privacycrm")]
[ApiExplorerSettings(IgnoreApi = true)]
[OpenToAll("It is a door for scripts on the same machine, in Development with the demo seed only.")]
[LocalDoor<DemoOptions>]
internal sealed class DemoController(DemoSeed seed, TokenIssuer issuer, CallerSource callers) : ControllerBase
{
    [HttpGet("demo")]
    public async Task<IActionResult> Get(CancellationToken cancellationToken)
    {
        Dictionary<long, string> grants = [];
        foreach (NewOrganization organization in DemoOrganizations.All)
        {
            DemoTokens tokens = new(organization);
            grants[organization.Id] = await issuer.GrantAsync(
                organization.Id, tokens.ClientId, organization.Users[0].Id, new ScopeSet(DemoTokens.AllScopes), redirectUri: null, cancellationToken);
        }

        string baseUrl = $"{Request.Scheme}://{Request.Host}";
        return JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, baseUrl, grants));
    }

    [HttpPost("reset")]
    public async Task<IActionResult> Reset(CancellationToken cancellationToken)
    {
        await seed.ResetAsync(cancellationToken);
        callers.Forget();
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "success");
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, string baseUrl, Dictionary<long, string> grants)
    {
        writer.WriteStartObject();
        writer.WriteString("base_url", baseUrl);
        writer.WriteStartArray("organizations");
        foreach (NewOrganization organization in DemoOrganizations.All)
        {
            Write(writer, organization, grants[organization.Id]);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, NewOrganization organization, string grant)
    {
        DemoTokens tokens = new(organization);
        writer.WriteStartObject();
        writer.WriteString("id", RecordId.Format(organization.Id));
        writer.WriteString("name", organization.Profile.CompanyName);
        writer.WriteString("zgid", organization.Profile.Zgid);
        writer.WriteString("client_id", tokens.ClientId);
        writer.WriteString("client_secret", tokens.ClientSecret);
        writer.WriteString("refresh_token", tokens.RefreshToken);
        writer.WriteString("grant_token", grant);
        writer.WriteString("access_token", tokens.AccessTokenOf(organization.Users[0]));
        writer.WriteString("read_only_access_token", tokens.ReadOnlyAccessToken);
        writer.WriteString("expired_access_token", tokens.ExpiredAccessToken);
        writer.WriteStartArray("users");
        foreach (User user in organization.Users)
        {
            writer.WriteStartObject();
            writer.WriteString("id", RecordId.Format(user.Id));
            writer.WriteString("name", user.FullName);
            writer.WriteString("email", user.Email);
            writer.WriteBoolean("admin", user.ProfileId == Profiles.AdministratorId(organization.Id));
            writer.WriteString("access_token", tokens.AccessTokenOf(user));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
