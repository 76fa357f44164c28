using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Settings;

namespace PrivacyCrm.Api.Privacy;

/// <summary>The organization's privacy switches. The original has no API for them; this one is ours.</summary>
/// <param name="preferences">Reads and changes them.</param>
[Tags("Privacy")]
public sealed class PreferencesController(PrivacyPreferences preferences) : CrmController
{
    /// <summary>Reads the privacy switches.</summary>
    /// <returns>The switches.</returns>
    [HttpGet("privacy/preferences")]
    [RequiresScope("ZohoCRM.settings.privacy.READ")]
    public IActionResult Get()
    {
        PrivacySettings settings = Caller.Organization.Privacy;
        return JsonAnswer.Of(StatusCodes.Status200OK, writer => PrivacyPreferences.Write(writer, settings));
    }

    /// <summary>Changes the privacy switches that are named; the others stay. It works on the next request.</summary>
    /// <param name="cancellationToken">Ends the change before it is committed.</param>
    /// <returns>The switches after the change.</returns>
    [HttpPut("privacy/preferences")]
    [RequiresScope("ZohoCRM.settings.privacy.UPDATE", ForAdministrators = true)]
    public async Task<IActionResult> Put(CancellationToken cancellationToken)
    {
        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return JsonAnswer.Of(error);
        }

        using (body)
        {
            return (await preferences.ChangeAsync(Caller, body.RootElement, cancellationToken)).TryGet(out PrivacySettings? settings, out error)
                ? JsonAnswer.Of(StatusCodes.Status200OK, writer => PrivacyPreferences.Write(writer, settings))
                : JsonAnswer.Of(error);
        }
    }
}
