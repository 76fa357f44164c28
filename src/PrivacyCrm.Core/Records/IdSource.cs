using System.Security.Cryptography;

namespace PrivacyCrm.Core.Records;

/// <summary>
/// Makes ids: positive, unique, and greater than those made earlier. 41 bits of milliseconds, 10 bits of this server, 12 bits of
/// count, so that several servers on one database need not ask each other.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class IdSource(TimeProvider time)
{
    private const int CountBits = 12;
    private const int ServerBits = 10;

    // The first moment that ids can tell; 19 digits are reached for today's dates.
    private static readonly long Epoch = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private long _server = RandomNumberGenerator.GetInt32(1 << ServerBits);
    private long _last;

    /// <summary>Gets the id to count from, for ids that are the same every time; null for ids of the clock.</summary>
    public long? First { get; init; }

    /// <summary>Makes ids as the server with a number. Servers whose numbers are less than 1024 apart never make the same id.</summary>
    /// <param name="number">The number.</param>
    public void BecomeServer(long number) => Volatile.Write(ref _server, number & ((1 << ServerBits) - 1));

    /// <summary>Makes the next id.</summary>
    /// <returns>The id.</returns>
    public long Next()
    {
        if (First is { } first)
        {
            return first + Interlocked.Increment(ref _last);
        }

        long now = (time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << CountBits;
        long last;
        long next;
        do
        {
            // A clock that stands still or goes back only makes the count run ahead.
            last = Volatile.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        return ((next >> CountBits) << (CountBits + ServerBits)) | (Volatile.Read(ref _server) << CountBits) | (next & ((1 << CountBits) - 1));
    }
}
