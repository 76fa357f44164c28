using System.Text.Json.Nodes;
using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.IntegrationTests.Http.Consents;

/// <summary>Handlers in memory: they keep what they are handed, and do what a test tells them.</summary>
public sealed class TestHandlers : IHandlerCaller, IConnectionOwners
{
    /// <summary>The payload of the last call.</summary>
    public JsonNode Last { get; private set; } = new JsonObject();

    /// <summary>How often a handler was called.</summary>
    public int Count { get; private set; }

    /// <summary>What a handler does while it runs, given its payload.</summary>
    public Func<JsonNode, Task> While { get; set; } = _ => Task.CompletedTask;

    /// <summary>Who owns all connections; null when there are none.</summary>
    public long? Owner { get; set; }

    public async Task<HandlerAnswer> CallAsync(HandlerCall call, CancellationToken cancellationToken)
    {
        Last = JsonNode.Parse(call.Payload.Span)!;
        Count++;
        await While(Last);
        return new HandlerAnswer(IsCompleted: true, """{"text":"done"}"""u8.ToArray());
    }

    public Task<long?> FindOwnerAsync(long organizationId, string connection, CancellationToken cancellationToken) => Task.FromResult(Owner);
}
