using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>One of those that are compared in a workload.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Threads">How many operations are under way at once.</param>
/// <param name="Worker">Makes what a thread does, given a number that looks like chance.</param>
internal sealed record Side(string Name, int Threads, Func<int, (Action<long> Act, IDisposable Held)> Worker)
{
    /// <summary>How many records an operation writes, where records are counted.</summary>
    public int Units { get; init; } = 1;

    /// <summary>The server that does the work, where it tells what it allocates.</summary>
    public ServerProcess? Server { get; init; }

    /// <summary>What has to be so before each round.</summary>
    public Func<Task>? Before { get; init; }

    /// <summary>Requests to a server, taken by chance; every answer has to have a status.</summary>
    public static Side Http(string name, int threads, ServerProcess server, byte[][] requests, int status = 200) => new(
        name,
        threads,
        _ =>
        {
            HttpConnection connection = new(server.Address);
            return (chance => Expect(connection.Send(requests[chance % requests.Length]), status, connection), connection);
        })
    {
        Server = server,
    };

    /// <summary>Works for a while.</summary>
    public async Task<Measurement> MeasureAsync(TimeSpan duration)
    {
        if (Before is not null)
        {
            await Before();
        }

        long before = Server?.Allocated ?? 0;
        Measurement measurement = Measurement.Take(Threads, duration, Worker) with { Units = Units };
        return Server is null ? measurement : measurement with { Allocated = (Server.Allocated - before) / (double)measurement.Latencies.Length };
    }

    private static void Expect(int status, int expected, HttpConnection connection)
    {
        if (status != expected)
        {
            throw new InvalidOperationException($"Answered with {status}: {connection.Body[..Math.Min(500, connection.Body.Length)]}");
        }
    }
}
