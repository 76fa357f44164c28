using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.Core.Consents;
using PrivacyCrm.Core.Consents.Connections;
using PrivacyCrm.Core.Schema;

namespace PrivacyCrm.Api.Consents.Webhooks;

/// <summary>Posts to the webhook of a component, signed, and reads what it answers.</summary>
/// <param name="http">Calls it.</param>
/// <param name="connections">Knows the component's secret.</param>
internal sealed class WebhookCaller(OutgoingHttp http, ConnectionBook connections) : IHandlerCaller
{
    /// <summary>There is no address, or the keys are gone that the secret was encrypted with.</summary>
    private const string NotConfigured = "not_configured";

    private const int MaximumDepth = 64;

    public async Task<HandlerAnswer> CallAsync(HandlerCall call, CancellationToken cancellationToken) => call.Component.ExecutionUrl is { } address
        ? Read(await PostAsync(call.OrganizationId, call.Component.Id, address, (WebhookSignature.ExecutionHeader, call.Execution.Id), call.Payload, cancellationToken))
        : new HandlerAnswer(IsCompleted: false, Failure: NotConfigured);

    /// <summary>Posts a body, signed with the secret of a component.</summary>
    public async Task<OutgoingAnswer> PostAsync(
        long organizationId, long componentId, Uri address, (string Name, long Id) header, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (await connections.SecretOfAsync(organizationId, componentId, cancellationToken) is not { } secret)
        {
            return OutgoingAnswer.Failed(NotConfigured);
        }

        // The other side compares it with its own clock, so it is the real time, also when this server's clock was moved.
        long seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using ByteArrayContent content = new(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpRequestMessage message = new(HttpMethod.Post, address) { Content = content };
        message.Headers.Add(WebhookSignature.TimeHeader, seconds.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secret, seconds, body.Span));
        message.Headers.Add(header.Name, RecordId.Format(header.Id));
        return await http.SendAsync(message, cancellationToken);
    }

    private static HandlerAnswer Read(OutgoingAnswer answer)
    {
        if (answer.Failure is not null || !answer.IsSuccess)
        {
            return new HandlerAnswer(IsCompleted: false, Failure: answer.Failure ?? "refused_by_handler");
        }

        return answer.Body.IsEmpty ? new HandlerAnswer(IsCompleted: true)
            : IsJson(answer.Body) ? new HandlerAnswer(IsCompleted: true, answer.Body)
            : new HandlerAnswer(IsCompleted: false, Failure: "answer_unreadable");
    }

    private static bool IsJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });

            // Which passes over the bytes inside texts.
            return Utf8.IsValid(body.Span);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
