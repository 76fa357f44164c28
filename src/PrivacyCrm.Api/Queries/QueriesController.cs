using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Limits;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Api.Settings;
using PrivacyCrm.Core.Coql;
using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Api.Queries;

/// <summary>Answers queries in COQL.</summary>
/// <param name="search">Answers them.</param>
[Tags("Queries")]
public sealed class QueriesController(CoqlSearch search) : CrmController
{
    private const string MetaScope = "ZohoCRM.settings.fields.READ";

    /// <summary>Selects records, or groups of them, by a query.</summary>
    /// <remarks>A restricted field is null where it is selected, and refused with <c>INVALID_QUERY</c> where its value would decide the answer.</remarks>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The rows, or 204.</returns>
    [HttpPost("coql")]
    [Costs(IsHeavy = true)]
    [RequiresScope("ZohoCRM.coql.READ")]
    public async Task<IActionResult> Ask(CancellationToken cancellationToken)
    {
        if (!(await StrictJson.ReadAsync(Request, cancellationToken)).TryGet(out JsonDocument? body, out CrmError? error))
        {
            return JsonAnswer.Of(error);
        }

        using (body)
        {
            return CoqlRequest.Of(body.RootElement).TryGet(out CoqlRequest? request, out error) ? await AnswerAsync(request, cancellationToken) : JsonAnswer.Of(error);
        }
    }

    private async Task<IActionResult> AnswerAsync(CoqlRequest request, CancellationToken cancellationToken)
    {
        if (request.IncludesFields && !Caller.Scopes.Covers(MetaScope))
        {
            return JsonAnswer.Of(CrmErrors.Requests.ScopeMismatch());
        }

        bool showsNames = !VersionConstraint.IsBefore(Version, "v7");
        if (!(await search.AskAsync(Caller, request.Query, showsNames, cancellationToken)).TryGet(out CoqlPage? page, out CrmError? error))
        {
            return JsonAnswer.Of(error);
        }

        return page.IsEmpty
            ? NoContent()
            : new JsonAnswer(StatusCodes.Status200OK, (writer, flush) => page.WriteToAsync(writer, flush, more => WriteFields(more, request, page.Plan)));
    }

    // Columns of users and consents are no fields, so there is nothing to tell about them.
    private void WriteFields(Utf8JsonWriter writer, CoqlRequest request, CoqlPlan plan)
    {
        if (!request.IncludesFields)
        {
            return;
        }

        writer.WriteStartObject("fields");
        foreach (CoqlColumn column in plan.Columns.Where(column => column.Path is { User: null, Consent: null } && column.IsAsked))
        {
            writer.WritePropertyName(column.Name);
            new FieldMetadata(column.Path.Module, Caller).Write(writer, column.Path.Field);
        }

        writer.WriteEndObject();
    }
}
