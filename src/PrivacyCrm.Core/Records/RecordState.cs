namespace PrivacyCrm.Core.Records;

/// <summary>What a record's document says about the record itself.</summary>
/// <param name="IsStopped">Whether its processing was stopped.</param>
/// <param name="IsConverted">Whether it was converted.</param>
public readonly record struct RecordState(bool IsStopped, bool IsConverted)
{
    /// <summary>The name under which documents keep <see cref="IsStopped"/>.</summary>
    public const string StoppedKey = "$stop_processing";

    /// <summary>The name under which documents keep <see cref="IsConverted"/>.</summary>
    public const string ConvertedKey = "$converted";

    /// <summary>The name under which documents keep <see cref="Conversion"/>.</summary>
    public const string ConvertedDetailKey = "$converted_detail";

    /// <summary>Gets what the record was converted to; null for a record that was not.</summary>
    public ConvertedDetail? Conversion { get; init; }
}
