namespace PrivacyCrm.Core.Coql;

/// <summary>A column of the answer.</summary>
/// <param name="Name">Its key in the answer.</param>
/// <param name="Path">What it shows.</param>
/// <param name="Source">The place of its source.</param>
/// <param name="Field">The place of its field among those of the source.</param>
/// <param name="IsOpen">Whether its value is shown; otherwise it is null.</param>
public sealed record CoqlColumn(string Name, CoqlPath Path, int Source, int Field, bool IsOpen)
{
    /// <summary>Gets the aggregate function, or null.</summary>
    public CoqlFunction? Function { get; init; }

    /// <summary>Gets a value indicating whether the query names the column; the id is there all the same.</summary>
    public bool IsAsked { get; init; } = true;

    /// <summary>Gets the place of the function among those of the query.</summary>
    public int Measure { get; init; } = -1;
}
