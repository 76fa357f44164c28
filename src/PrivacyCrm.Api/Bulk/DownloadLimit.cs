using System.Collections.Concurrent;

namespace PrivacyCrm.Api.Bulk;

/// <summary>Ten downloads a minute for each organization, counted by this server.</summary>
/// <param name="time">The clock.</param>
internal sealed class DownloadLimit(TimeProvider time)
{
    private const int Allowed = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, Queue<DateTimeOffset>> _begun = new();

    /// <summary>Takes one of the downloads, unless there is none left.</summary>
    public bool TryTake(long organizationId)
    {
        DateTimeOffset now = time.GetUtcNow();
        Queue<DateTimeOffset> begun = _begun.GetOrAdd(organizationId, _ => new Queue<DateTimeOffset>(Allowed));
        lock (begun)
        {
            while (begun.TryPeek(out DateTimeOffset first) && (now - first).Duration() >= Window)
            {
                begun.Dequeue();
            }

            if (begun.Count >= Allowed)
            {
                return false;
            }

            begun.Enqueue(now);
            return true;
        }
    }
}
