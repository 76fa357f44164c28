namespace PrivacyCrm.Bench;

/// <summary>A row of a chart.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Values">A value for each series.</param>
/// <param name="Target">What the values should reach.</param>
internal sealed record SvgBar(string Label, IReadOnlyList<double> Values, double? Target = null);
