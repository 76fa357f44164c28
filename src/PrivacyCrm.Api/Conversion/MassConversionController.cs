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

/// <summary>Converts many leads beside the requests.</summary>
/// <param name="conversions">Orders conversions.</param>
[Tags("Conversion")]
public sealed class MassConversionController(MassConversions conversions) : CrmController
{
    /// <summary>Orders the conversion of up to 50 leads.</summary>
    /// <remarks>Each lead is converted as by itself. Ask for the job's state with its id.</remarks>
    /// <param name="module">Leads.</param>
    /// <param name="cancellationToken">Ends the order before it is committed.</param>
    /// <returns>The id of the job.</returns>
    [HttpPost("{module:crmModule}/actions/mass_convert")]
    [Costs(5, IsHeavy = true)]
    [RequiresScope("ZohoCRM.mass_convert.{module}.CREATE")]
    public async Task<IActionResult> Order([FromRoute] string module, CancellationToken cancellationToken)
    {
        if (FindLeads(module) is { } refusal)
        {
            return JsonAnswer.Of(refusal);
        }

        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return JsonAnswer.Of(error);
        }

        using (body)
        {
            return (await conversions.OrderAsync(Caller, body.RootElement, cancellationToken)).TryGet(out long job, out error)
                ? JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, job))
                : JsonAnswer.Of(error);
        }
    }

    /// <summary>Tells how far a mass conversion is.</summary>
    /// <remarks>Only whoever ordered it may ask.</remarks>
    /// <param name="module">Leads.</param>
    /// <param name="jobId">The id of the job.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The state and the counts.</returns>
    [HttpGet("{module:crmModule}/actions/mass_convert")]
    [RequiresScope("ZohoCRM.mass_convert.{module}.READ")]
    public async Task<IActionResult> Status([FromRoute] string module, [FromQuery(Name = "job_id")] string? jobId, CancellationToken cancellationToken)
    {
        if (FindLeads(module) is { } refusal)
        {
            return JsonAnswer.Of(refusal);
        }

        return (await conversions.FindAsync(Caller, jobId, cancellationToken)).TryGet(out MassConversionStatus? status, out CrmError? error)
            ? JsonAnswer.Of(StatusCodes.Status200OK, writer => Write(writer, status))
            : JsonAnswer.Of(error);
    }

    private CrmError? FindLeads(string apiName)
    {
        if (!FindModule(apiName, ModuleUse.View | ModuleUse.Edit).TryGet(out Module? module, out CrmError? error))
        {
            return error;
        }

        return module.IsConvertable ? null : CrmErrors.Requests.UnknownModule();
    }

    private static void Write(Utf8JsonWriter writer, long job)
    {
        writer.WriteStartObject();
        writer.WriteString("code", "SCHEDULED");
        writer.WriteStartObject("details");
        writer.WriteString("job_id", RecordId.Format(job));
        writer.WriteEndObject();
        writer.WriteString("message", "Mass Convert scheduled successfully");
        writer.WriteString("status", "success");
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MassConversionStatus status)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        status.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
