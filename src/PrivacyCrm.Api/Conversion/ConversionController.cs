using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Conversion;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Organizations;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Conversion;

/// <summary>Converts leads into contacts, accounts and deals.</summary>
/// <param name="converter">Converts.</param>
/// <param name="options">Tells what a lead could become.</param>
[Tags("Conversion")]
public sealed class ConversionController(LeadConverter converter, ConversionOptions options) : CrmController
{
    private const string FirstWithNames = "v6";

    /// <summary>Makes a contact of a lead, an account of its company, and a deal when one is sent: all together or nothing.</summary>
    /// <remarks>A restricted value goes only into fields that are restricted as well. Up to v5 the answer holds ids alone.</remarks>
    /// <param name="module">Leads.</param>
    /// <param name="id">The lead's id.</param>
    /// <param name="cancellationToken">Ends the conversion before it is committed.</param>
    /// <returns>What the lead became.</returns>
    [HttpPost("{module:crmModule}/{id:crmRecord}/actions/convert")]
    [Costs(5, IsHeavy = true)]
    [RequiresScope("ZohoCRM.modules.{module}.CREATE")]
    public async Task<IActionResult> Convert([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken) =>
        FindLeads(module, ModuleUse.View | ModuleUse.Edit).TryGet(out Module? leads, out CrmError? error)
            ? await WithRowsAsync("data", maximum: 1, async (rows, _) => Tell(await converter.ConvertAsync(Caller, leads, id, rows[0], cancellationToken)), cancellationToken)
            : Refuse(error);

    /// <summary>Tells which contacts and accounts a lead could be converted into.</summary>
    /// <remarks>Records that only a restricted value would find are not told.</remarks>
    /// <param name="module">Leads.</param>
    /// <param name="id">The lead's id.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The candidates, by module.</returns>
    [HttpGet("{module:crmModule}/{id:crmRecord}/__conversion_options")]
    [RequiresScope("ZohoCRM.modules.{module}.READ")]
    public async Task<IActionResult> Options([FromRoute] string module, [FromRoute] string id, CancellationToken cancellationToken) =>
        FindLeads(module, ModuleUse.View).TryGet(out Module? leads, out CrmError? error)
        && (await options.FindAsync(Caller, leads, id, cancellationToken)).TryGet(out ConversionOptionsPage? page, out error)
            ? JsonAnswer.Of(StatusCodes.Status200OK, page.WriteTo)
            : Refuse(error);

    private Result<Module> FindLeads(string apiName, ModuleUse use) =>
        FindModule(apiName, use).TryGet(out Module? module, out CrmError? error)
            ? module.IsConvertable ? module : CrmErrors.Requests.UnknownModule()
            : error;

    private JsonAnswer Tell(Result<ConvertedLead> converted)
    {
        if (!converted.TryGet(out ConvertedLead? lead, out CrmError? error))
        {
            return Refuse(error);
        }

        bool isShort = VersionConstraint.IsBefore(Version, FirstWithNames);
        return JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, lead, isShort));
    }

    private static void Write(Utf8JsonWriter writer, ConvertedLead lead, bool isShort)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        lead.WriteTo(writer, isShort);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
