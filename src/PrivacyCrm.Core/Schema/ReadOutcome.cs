namespace PrivacyCrm.Core.Schema;

/// <summary>The outcome of reading a value.</summary>
/// <param name="Value">The value, when there is no problem.</param>
/// <param name="Problem">The problem, or null.</param>
public readonly record struct ReadOutcome(FieldValue Value, ValueProblem? Problem)
{
    /// <summary>A value was read.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ReadOutcome(FieldValue value) => new(value, null);

    /// <summary>A value was not read.</summary>
    /// <param name="problem">Why.</param>
    public static implicit operator ReadOutcome(ValueProblem problem) => new(default, problem);
}
