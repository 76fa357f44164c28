namespace PrivacyCrm.Core.Consents;

/// <summary>Hands a payload to the handler of a webhook component. It is asked only after everybody who has to has agreed.</summary>
public interface IHandlerCaller
{
    /// <summary>Calls the handler.</summary>
    /// <param name="call">What it is called with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it answered. A handler that cannot be reached is an answer as well, not an exception.</returns>
    Task<HandlerAnswer> CallAsync(HandlerCall call, CancellationToken cancellationToken);
}
