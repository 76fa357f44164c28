using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Api.Security;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Errors;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Connections;

/// <summary>Makes requests to elsewhere for running executions.</summary>
/// <param name="access">Tells what an execution may touch.</param>
/// <param name="requests">Makes the request.</param>
[Tags("Executions")]
internal sealed class ExecutionRequestsController(ExecutionAccess access, ConnectionCaller requests) : PlatformController
{
    /// <summary>Makes a request to an API that was agreed to, with the token of the execution. The server adds the credential of the connection; the execution never sees it.</summary>
    /// <param name="id">The execution's id.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Status and body of the answer.</returns>
    [HttpPost("executions/{id}/requests")]
    [RequiresScope]
    [ForExecutions]
    public Task<IActionResult> Make([FromRoute] string id, CancellationToken cancellationToken) => WithBodyAsync(
        async body =>
        {
            RunningExecution running = HttpContext.Features.Get<RunningExecution>()!;
            if (running.Execution.Id != RecordId.Parse(id))
            {
                return Refuse(CrmErrors.Consents.ExecutionNotFound());
            }

            // Agreed to at this moment, before anything else about it is looked at.
            return AccessCall.Read(body).TryGet(out AccessCall? call, out CrmError? error)
                && (await access.UseAsync(running, call, cancellationToken)).TryGet(out Access? used, out error)
                && (await requests.SendAsync(running.Caller, used, call, cancellationToken)).TryGet(out OutgoingAnswer? answer, out error)
                    ? Show("request", writer => Write(writer, answer))
                    : Refuse(error!);
        },
        cancellationToken);

    private static void Write(Utf8JsonWriter writer, OutgoingAnswer answer)
    {
        bool isText = Utf8.IsValid(answer.Body.Span);
        writer.WriteStartObject();
        writer.WriteNumber("status", answer.Status);
        writer.WriteString("content_type", answer.ContentType);
        writer.WriteString("body", isText ? Encoding.UTF8.GetString(answer.Body.Span) : Convert.ToBase64String(answer.Body.Span));
        writer.WriteString("encoding", isText ? "text" : "base64");
        writer.WriteEndObject();
    }
}
