namespace PrivacyCrm.Core.Coql;

/// <summary>An aggregate function. Its name is written in capitals.</summary>
public enum CoqlFunction
{
    /// <summary>The sum of numbers.</summary>
    Sum,

    /// <summary>The least number or date.</summary>
    Min,

    /// <summary>The greatest number or date.</summary>
    Max,

    /// <summary>The average of numbers.</summary>
    Avg,

    /// <summary>How many records have a value.</summary>
    Count,
}
