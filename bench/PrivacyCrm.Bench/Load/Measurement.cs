using System.Diagnostics;

namespace PrivacyCrm.Bench.Load;

/// <summary>What one side did in one round.</summary>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="Latencies">The time of each operation in ticks of the stopwatch, sorted.</param>
internal sealed record Measurement(TimeSpan Elapsed, long[] Latencies)
{
    /// <summary>Bytes that the server allocated for each operation, where they are known.</summary>
    public double? Allocated { get; init; }

    /// <summary>What an operation counts for: the number of records that it writes.</summary>
    public int Units { get; init; } = 1;

    public double Throughput => Units * Latencies.Length / Elapsed.TotalSeconds;

    /// <summary>The time in milliseconds that a share of the operations did not exceed.</summary>
    public double Percentile(double share) => Percentiles.Of(Latencies, share) * 1_000d / Stopwatch.Frequency;

    /// <summary>Does something again and again on some threads, each with a worker of its own, until the time is over.</summary>
    /// <param name="threads">How many at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="worker">Makes what a thread does for a number that looks like chance.</param>
    public static Measurement Take(int threads, TimeSpan duration, Func<int, (Action<long> Act, IDisposable Held)> worker)
    {
        List<long>[] all = [.. Enumerable.Range(0, threads).Select(_ => new List<long>(100_000))];
        Exception? failure = null;
        using Barrier start = new(threads + 1);
        (Action<long> Act, IDisposable Held)[] workers = [.. Enumerable.Range(0, threads).Select(worker)];
        Thread[] running = [.. all.Select((latencies, thread) => new Thread(() =>
        {
            using (workers[thread].Held)
            {
                start.SignalAndWait();
                long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
                try
                {
                    for (long turn = 0, before = Stopwatch.GetTimestamp(); before < end && failure is null; turn++)
                    {
                        workers[thread].Act(Leads.Mix(turn, thread + 1_000));
                        long after = Stopwatch.GetTimestamp();
                        latencies.Add(after - before);
                        before = after;
                    }
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            }
        }))];
        Array.ForEach(running, thread => thread.Start());
        start.SignalAndWait();
        long began = Stopwatch.GetTimestamp();
        Array.ForEach(running, thread => thread.Join());
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        return failure is null
            ? new Measurement(elapsed, [.. all.SelectMany(latencies => latencies).Order()])
            : throw new InvalidOperationException("A measured operation failed.", failure);
    }
}
