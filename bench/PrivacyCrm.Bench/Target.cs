using System.Globalization;

namespace PrivacyCrm.Bench;

/// <summary>What a run has to reach.</summary>
/// <param name="What">What is looked at.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Bound">What it has to be.</param>
/// <param name="IsLeast">Whether the bound is the least value; else it is the greatest.</param>
/// <param name="Unit">What the numbers count.</param>
internal sealed record Target(string What, double Value, double Bound, bool IsLeast, string Unit = "")
{
    public bool IsMet => IsLeast ? Value >= Bound : Value <= Bound;

    /// <summary>The bound with its direction.</summary>
    public string Promise => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "at least" : "at most")} {Bound:0.##}{Unit}");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsMet ? "met   " : "MISSED")} {What}: {Value:0.00}{Unit}, {Promise}");
}
