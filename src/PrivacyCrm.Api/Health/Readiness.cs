namespace PrivacyCrm.Api.Health;

/// <summary>Whether the store is prepared. The server listens while it is, so that both take the time of one; requests wait for it.</summary>
public sealed class Readiness
{
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a value indicating whether the store is prepared.</summary>
    public bool IsPrepared => _prepared.Task.IsCompletedSuccessfully;

    /// <summary>Waits until the store is prepared, or tells why it could not be.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public Task WaitAsync(CancellationToken cancellationToken) => _prepared.Task.WaitAsync(cancellationToken);

    /// <summary>Waits until the store is prepared and the first requests had the machine for themselves, as work that nobody waits for does.</summary>
    /// <param name="stoppingToken">Ends the wait.</param>
    /// <returns>False when the store could not be prepared; whoever prepares it tells why and ends the process.</returns>
    public async Task<bool> WaitBehindRequestsAsync(CancellationToken stoppingToken)
    {
        // On a thread of its own, so that the start of the server goes on.
        await Task.Yield();
        try
        {
            await WaitAsync(stoppingToken);
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }

        await Task.Delay(Behind, stoppingToken);
        return true;
    }

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
