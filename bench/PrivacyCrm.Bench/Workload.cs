using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>What is measured together: the sides of a workload take turns in every round.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Title">What it does.</param>
/// <param name="Sides">Those compared.</param>
internal sealed record Workload(string Name, string Title, params Side[] Sides)
{
    private readonly List<(ServerProcess Server, byte[] Request, Predicate<string> IsRight)> _checks = [];

    /// <summary>Adds an answer that has to be right before anything is measured.</summary>
    public Workload Check(ServerProcess server, byte[] request, Predicate<string> isRight)
    {
        _checks.Add((server, request, isRight));
        return this;
    }

    /// <summary>Measures every side in every round, one after the other.</summary>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="duration">How long a side works in each.</param>
    /// <returns>What was measured, for each side.</returns>
    public async Task<WorkloadResult> RunAsync(int rounds, TimeSpan duration)
    {
        foreach ((ServerProcess server, byte[] request, Predicate<string> isRight) in _checks)
        {
            using HttpConnection connection = new(server.Address);
            int status = connection.Send(request);
            if (!isRight(connection.Body))
            {
                throw new InvalidOperationException($"{Name}: a wrong answer, {status} {connection.Body[..Math.Min(1_000, connection.Body.Length)]}");
            }
        }

        List<Measurement>[] measured = [.. Sides.Select(_ => new List<Measurement>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int side = 0; side < Sides.Length; side++)
            {
                Measurement measurement = await Sides[side].MeasureAsync(duration);
                if (round >= 0)
                {
                    // Before the first round everybody warms up.
                    measured[side].Add(measurement);
                }
            }
        }

        return new WorkloadResult(this, measured);
    }
}
