using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Organizations;

/// <summary>Reads the organization.</summary>
public sealed class OrganizationController : CrmController
{
    /// <summary>Reads the caller's organization; <c>privacy_settings</c> tells whether privacy is on.</summary>
    /// <remarks>Any valid token may ask, because official clients do so before anything else.</remarks>
    /// <returns>The organization.</returns>
    [HttpGet("org")]
    [RequiresScope]
    public IActionResult Get()
    {
        Organization organization = Caller.Organization;
        TimeZoneInfo timeZone = Caller.User.TimeZone;
        return JsonAnswer.Of(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("org");
            writer.WriteStartObject();
            WriteProfile(writer, organization, timeZone);
            WriteSwitches(writer, organization);
            WriteLicense(writer, organization);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void WriteProfile(Utf8JsonWriter writer, Organization organization, TimeZoneInfo timeZone)
    {
        OrganizationProfile profile = organization.Profile;
        writer.WriteString("country", profile.Country);
        writer.WriteNull("photo_id");
        writer.WriteNull("city");
        writer.WriteNull("description");
        writer.WriteString("type", "production");
        writer.WriteString("created_time", Instants.Format(profile.CreatedTime, timeZone));
        writer.WriteNull("street");
        writer.WriteString("domain_name", profile.DomainName);
        writer.WriteNull("alias");
        writer.WriteString("currency", profile.Currency);
        writer.WriteString("id", RecordId.Format(organization.Id));
        writer.WriteString("employee_count", RecordId.Format(organization.Users.Length));
        writer.WriteNull("state");
        writer.WriteNull("fax");
        writer.WriteNull("zip");
        writer.WriteString("website", profile.Website);
        writer.WriteString("currency_symbol", profile.CurrencySymbol);
        writer.WriteNull("mobile");
        writer.WriteString("currency_locale", profile.CurrencyCode);
        writer.WriteString("primary_zuid", profile.PrimaryZuid);
        writer.WriteNull("zia_portal_id");
        writer.WriteString("time_zone", profile.TimeZoneId);
        writer.WriteString("zgid", profile.Zgid);
        writer.WriteString("country_code", profile.CountryCode);
        writer.WriteString("phone", profile.Phone);
        writer.WriteString("company_name", profile.CompanyName);
        writer.WriteString("primary_email", profile.PrimaryEmail);
        writer.WriteString("iso_code", profile.CurrencyCode);
    }

    private static void WriteSwitches(Utf8JsonWriter writer, Organization organization)
    {
        writer.WriteBoolean("mc_status", false);
        writer.WriteBoolean("gapps_enabled", false);
        writer.WriteBoolean("translation_enabled", false);
        writer.WriteBoolean("deletable_org_account", false);
        writer.WriteBoolean("privacy_settings", organization.Privacy.IsEnabled);
        writer.WriteBoolean("hipaa_compliance_enabled", false);
        writer.WriteBoolean("lite_users_enabled", false);
        writer.WriteNumber("max_per_page", 200);
        writer.WriteString("ezgid", organization.Profile.Zgid);
        writer.WriteString("call_icon", "show");
        writer.WriteBoolean("oauth_presence", true);
        writer.WriteNull("zia_zgid");
        writer.WriteStartObject("checkin_preferences");
        writer.WriteNull("restricted_event_types");
        writer.WriteEndObject();
        writer.WriteStartObject("hierarchy_preferences");
        writer.WriteString("type", "Role_Hierarchy");
        writer.WriteBoolean("strictly_reporting", false);
        writer.WriteEndObject();
    }

    private static void WriteLicense(Utf8JsonWriter writer, Organization organization)
    {
        writer.WriteStartObject("license_details");
        writer.WriteNull("paid_expiry");
        writer.WriteNumber("users_license_purchased", organization.Users.Length);
        writer.WriteNull("trial_type");
        writer.WriteNull("trial_expiry");
        writer.WriteNull("trial_action");
        writer.WriteBoolean("paid", true);
        writer.WriteString("paid_type", "ultimate");
        writer.WriteNumber("portal_users_license_purchased", 0);
        writer.WriteEndObject();
    }
}
