using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Json;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents;

/// <summary>Runs components, and tells running ones what they may touch.</summary>
/// <param name="runner">Runs them.</param>
/// <param name="access">Tells what they may touch.</param>
/// <param name="rules">How long a yes would count.</param>
/// <param name="clock">Time.</param>
[Tags("Executions")]
public sealed class ExecutionsController(ComponentRunner runner, ExecutionAccess access, PlatformConsentOptions rules, ConsentClock clock) : PlatformController
{
    /// <summary>Runs a component as the caller. Without the caller's consent nothing runs, and the answer is the prompt.</summary>
    /// <remarks>A webhook is called with what was agreed to. A script is kept and read for its accesses, and not executed: the answer says so.</remarks>
    /// <param name="collection">The collection of the component.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait for the handler.</param>
    /// <returns>What became of it.</returns>
    [HttpPost("{collection:cliqCollection}/{id}/executions")]
    [RequiresScope("ZohoCliq.Executions.CREATE")]
    public Task<IActionResult> Run([FromRoute] string collection, [FromRoute] string id, CancellationToken cancellationToken) => WithBodyAsync(
        async body =>
        {
            if (RunRequest.Read(body).TryGet(out RunRequest? request, out CrmError? error)
                && (await runner.RunAsync(Caller, ComponentKind.OfCollection(collection)!, RecordId.Parse(id), request.Handler, request.Params, cancellationToken)).TryGet(out RunOutcome? outcome, out error))
            {
                return Answer(outcome);
            }

            return Refuse(error!);
        },
        cancellationToken);

    /// <summary>Asks whether a running execution may touch something, with the token of the execution.</summary>
    /// <param name="id">The execution's id.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>200 when it may.</returns>
    [HttpPost("executions/{id}/accesses")]
    [RequiresScope]
    [ForExecutions]
    public Task<IActionResult> UseAccess([FromRoute] string id, CancellationToken cancellationToken) => WithBodyAsync(
        async body =>
        {
            RunningExecution running = HttpContext.Features.Get<RunningExecution>()!;
            if (running.Execution.Id != RecordId.Parse(id))
            {
                return Refuse(CrmErrors.Consents.ExecutionNotFound());
            }

            if (!RunRequest.ReadAccess(body).TryGet(out string? key, out CrmError? error)
                || !(await access.UseAsync(running, key, cancellationToken)).TryGet(out Access? used, out error))
            {
                return Refuse(error);
            }

            return Show("access", writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("decision", "allow");
                writer.WriteString("access", used.Key);
                writer.WriteEndObject();
            });
        },
        cancellationToken);

    private JsonAnswer Answer(RunOutcome outcome) => outcome.Execution.Status switch
    {
        ExecutionStatus.ConsentRequired => Refuse(
            CrmErrors.Consents.ConsentRequired(), writer => new RequestJson(Caller.Organization, rules, clock.Now).WritePrompt(writer, [outcome.Request!])),
        ExecutionStatus.Blocked => Refuse(CrmErrors.Consents.AdminConsentRequired()),
        _ => Show("execution", writer => Write(writer, outcome)),
    };

    private static void Write(Utf8JsonWriter writer, RunOutcome outcome)
    {
        Execution execution = outcome.Execution;
        writer.WriteStartObject();
        PlatformJson.WriteId(writer, "id", execution.Id);
        PlatformJson.WriteId(writer, "component_id", execution.ComponentId);
        writer.WriteString("handler", execution.Handler);
        writer.WriteString("decision", "allow");
        writer.WriteString("status", Words.Of(execution.Status));
        PlatformJson.WriteId(writer, "consent_id", execution.GrantId);
        PlatformJson.WriteTexts(writer, "objects", outcome.Objects);
        PlatformJson.WriteTexts(writer, "access_ids", execution.AllowedKeys);
        PlatformJson.WriteTime(writer, "started_at", execution.StartedTime);
        PlatformJson.WriteTime(writer, "ended_at", execution.EndedTime);
        if (outcome.Answer is { } answer)
        {
            writer.WritePropertyName("output");
            writer.WriteRawValue((answer.Output ?? "null"u8.ToArray()).Span);
            writer.WriteString("failure", answer.Failure);
        }
        else
        {
            writer.WriteString("note", "The script is kept and read for its accesses. It is not executed here.");
        }

        writer.WriteEndObject();
    }
}
