using PrivacyCrm.Core.Organizations;

namespace PrivacyCrm.Api.Demo;

/// <summary>What the server prints for a person who just started it.</summary>
internal static class DemoGreeting
{
    /// <summary>The text: where to go, a token, and four lines that show a field disappear.</summary>
    public static string Text(string baseUrl)
    {
        NewOrganization organization = DemoOrganizations.All[0];
        string token = new DemoTokens(organization).AccessTokenOf(organization.Users[0]);
        string header = $"-H \"Authorization: Zoho-oauthtoken {token}\"";
        string leads = $"curl -s \"{baseUrl}/crm/v8/Leads?fields=Last_Name,Email&per_page=1\" {header}";
        string preferences = $"curl -s -X PUT {baseUrl}/crm/v8/privacy/preferences {header}";
        return $$"""

            PrivacyCrm runs at  {{baseUrl}}
            Swagger             {{baseUrl}}/swagger
            Demo token          {{token}}

            See a field disappear:

            {{preferences}} -d '{"exclude_api_tpt":false}'
            {{leads}}
            {{preferences}} -d '{"exclude_api_tpt":true,"exclude_api_tpt_fields":"sensitive"}'
            {{leads}}

            """;
    }
}
