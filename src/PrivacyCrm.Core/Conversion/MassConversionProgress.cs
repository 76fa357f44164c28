namespace PrivacyCrm.Core.Conversion;

/// <summary>What a job has done.</summary>
/// <param name="Converted">How many leads it has converted.</param>
/// <param name="NotConverted">How many must not be: stopped ones and those converted before.</param>
/// <param name="Failed">How many were refused for another reason, or do not exist.</param>
internal sealed record MassConversionProgress(int Converted, int NotConverted, int Failed)
{
    /// <summary>Gets the number of leads that are done with.</summary>
    public int Done => Converted + NotConverted + Failed;
}
