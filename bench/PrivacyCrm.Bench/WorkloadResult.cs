using System.Globalization;
using PrivacyCrm.Bench.Load;

namespace PrivacyCrm.Bench;

/// <summary>What the sides of a workload did, round by round.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Measured">For each side, its rounds.</param>
internal sealed record WorkloadResult(Workload Workload, IReadOnlyList<IReadOnlyList<Measurement>> Measured)
{
    /// <summary>The median over the rounds of one side.</summary>
    public double Median(string side, Func<Measurement, double> value) => Measurement.Median(Of(side).Select(value));

    /// <summary>The median of two sides' ratio in the same round.</summary>
    public double Ratio(string side, string other, Func<Measurement, double> value) =>
        Measurement.Median(Of(side).Zip(Of(other), (one, two) => value(one) / value(two)));

    public bool Has(string side) => Workload.Sides.Any(one => one.Name == side);

    public void Print(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Workload.Name} {Workload.Title}"));
        output.WriteLine($"  {"",-22} {"per second",12} {"p50 ms",9} {"p99 ms",9} {"bytes/request",14}");
        foreach (Side side in Workload.Sides)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {side.Name,-22} {Median(side.Name, one => one.Throughput),12:N0} {Median(side.Name, one => one.Percentile(0.5)),9:0.000} {Median(side.Name, one => one.Percentile(0.99)),9:0.000} {Median(side.Name, one => one.Allocated ?? 0),14:N0}"));
        }
    }

    private IReadOnlyList<Measurement> Of(string side) => Measured[Array.FindIndex(Workload.Sides, one => one.Name == side)];
}
