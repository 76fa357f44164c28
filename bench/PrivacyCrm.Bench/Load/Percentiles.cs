namespace PrivacyCrm.Bench.Load;

/// <summary>What is told of many numbers.</summary>
internal static class Percentiles
{
    /// <summary>The value that a share of sorted values does not exceed; the nearest one that was measured.</summary>
    public static long Of(ReadOnlySpan<long> sorted, double share) =>
        sorted.IsEmpty ? 0 : sorted[(int)Math.Clamp(Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>The middle, or what is between the two middle ones.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
