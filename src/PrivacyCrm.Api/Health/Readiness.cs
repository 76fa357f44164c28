namespace PrivacyCrm.Api.Health;

/// <summary>Whether the store is prepared. The server listens while it is, so that both take the time of one; requests wait for it.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource _prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a value indicating whether the store is prepared.</summary>
    public bool IsPrepared => _prepared.Task.IsCompletedSuccessfully;

    /// <summary>Waits until the store is prepared, or tells why it could not be.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public Task WaitAsync(CancellationToken cancellationToken) => _prepared.Task.WaitAsync(cancellationToken);

    /// <summary>Prepares the store.</summary>
    /// <param name="prepare">Does it.</param>
    /// <returns>A task.</returns>
    public async Task PrepareAsync(Func<Task> prepare)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        try
        {
            await prepare();
            _prepared.SetResult();
        }
        catch (Exception exception)
        {
            // Whoever waits must not wait for ever; the process ends with the same exception.
            _prepared.SetException(exception);
            throw;
        }
    }
}
