using PrivacyCrm.Core.Consents;

namespace PrivacyCrm.Api.Consents;

/// <summary>What a server without webhooks and connections answers: no handler can be reached, and no connection works.</summary>
internal sealed class NoRuntime : IHandlerCaller, IConnectionOwners
{
    public Task<HandlerAnswer> CallAsync(HandlerCall call, CancellationToken cancellationToken) => Task.FromResult(new HandlerAnswer(IsCompleted: false, Failure: "unreachable"));

    public Task<long?> FindOwnerAsync(long organizationId, string connection, CancellationToken cancellationToken) => Task.FromResult((long?)null);
}
