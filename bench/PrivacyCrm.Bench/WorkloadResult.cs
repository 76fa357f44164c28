using System.Globalization;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>What the sides of a workload did, round by round.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Measured">For each side, its rounds.</param>
internal sealed record WorkloadResult(Workload Workload, IReadOnlyList<IReadOnlyList<Measurement>> Measured)
{
    public IEnumerable<Target> Targets => Workload.Judge(this);

    /// <summary>The median over the rounds of one side.</summary>
    public double Median(string side, Func<Measurement, double> value) => Percentiles.Median(Of(side).Select(value));

    /// <summary>Operations of one side in a second.</summary>
    public double Throughput(string side) => Median(side, one => one.Throughput);

    /// <summary>The time in milliseconds that half of a side's operations took at most.</summary>
    public double Half(string side) => Median(side, one => one.Percentile(0.5));

    /// <summary>The time in milliseconds that 99 of 100 operations of a side took at most.</summary>
    public double Tail(string side) => Median(side, one => one.Percentile(0.99));

    /// <summary>The median of two sides' ratio in the same round.</summary>
    public double Ratio(string side, string other, Func<Measurement, double> value) =>
        Percentiles.Median(Of(side).Zip(Of(other), (one, two) => value(one) / value(two)));

    /// <summary>The throughput of the server as a share of the floor's.</summary>
    public double? Share => Workload.Sides.Any(side => side.Name == "floor") ? Ratio("ours", "floor", one => one.Throughput) : null;

    /// <summary>One line for each side: name, operations a second, median and tail in milliseconds, allocated bytes.</summary>
    public IEnumerable<string[]> Lines() => Workload.Sides.Select(side => (string[])
    [
        side.Name,
        Throughput(side.Name).ToString("N0", CultureInfo.InvariantCulture),
        Half(side.Name).ToString("0.000", CultureInfo.InvariantCulture),
        Tail(side.Name).ToString("0.000", CultureInfo.InvariantCulture),
        side.Server is null ? string.Empty : Median(side.Name, one => one.Allocated ?? 0).ToString("N0", CultureInfo.InvariantCulture),
    ]);

    /// <summary>Prints them, and what became of the targets.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine($"\n{Workload.Name}: {Workload.Title}");
        output.WriteLine($"  {"",-30} {"per second",12} {"p50 ms",9} {"p99 ms",9} {"bytes each",12}");
        foreach (string[] line in Lines())
        {
            output.WriteLine($"  {line[0],-30} {line[1],12} {line[2],9} {line[3],9} {line[4],12}");
        }

        foreach (Target target in Targets)
        {
            output.WriteLine($"  {target}");
        }
    }

    private IReadOnlyList<Measurement> Of(string side) => Measured[Array.FindIndex(Workload.Sides, one => one.Name == side)];
}
