using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>What is measured together: the sides of a workload take turns in every round.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Title">What it does.</param>
/// <param name="Sides">Those compared.</param>
internal sealed record Workload(string Name, string Title, params Side[] Sides)
{
    // Servers run for days; code that was compiled in a hurry is replaced under load, which takes seconds for each kind of request.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    /// <summary>Throws when answers are not what they have to be, before anything is measured.</summary>
    public Action? Check { get; init; }

    /// <summary>The targets of what was measured.</summary>
    public Func<WorkloadResult, IEnumerable<Target>> Judge { get; init; } = _ => [];

    /// <summary>Measures every side in every round, one after the other.</summary>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="duration">How long a side works in each.</param>
    /// <returns>What was measured, for each side.</returns>
    public async Task<WorkloadResult> RunAsync(int rounds, TimeSpan duration)
    {
        Check?.Invoke();
        List<Measurement>[] measured = [.. Sides.Select(_ => new List<Measurement>())];
        for (int round = -1; round < rounds; round++)
        {
            for (int side = 0; side < Sides.Length; side++)
            {
                bool isWarmUp = round < 0;
                Measurement measurement = await Sides[side].MeasureAsync(isWarmUp && Sides[side].Server is not null && duration < WarmUp ? WarmUp : duration);
                if (!isWarmUp)
                {
                    measured[side].Add(measurement);
                }
            }
        }

        return new WorkloadResult(this, measured);
    }
}
